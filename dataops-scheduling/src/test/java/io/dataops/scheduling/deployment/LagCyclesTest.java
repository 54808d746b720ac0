package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Strategy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagCyclesTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }

    /** From the end of a to the start of c there are 30 minutes, b's 60, and nothing more. */
    private static DeploymentsBuilder chain(int mostMinutes) {
        return Deployments.plan()
                .between(START, START.plus(Duration.ofDays(1)))
                .job("a", j -> j.strategy(Strategy.of("x", minutes(10))))
                .job("b", j -> j.after("a", minutes(30)).strategy(Strategy.of("x", minutes(60))))
                .job(
                        "c",
                        j -> j.after("b")
                                .after("a", Duration.ZERO, minutes(mostMinutes))
                                .strategy(Strategy.of("x", minutes(10))));
    }

    @Test
    void aCircleThroughLagsIsToldInOrderWithWhatWouldMendIt() {
        DeploymentPlan plan = chain(20).solve(Budget.steps(100));
        assertThat(plan.status()).isEqualTo(DeploymentPlan.Status.INFEASIBLE);
        assertThat(plan.conflict().orElseThrow().constraints())
                .containsExactlyInAnyOrder(
                        "at least 30 min between a and b",
                        "at least 0 min between b and c",
                        "at most 20 min between a and c");
        assertThat(plan.conflict().orElseThrow().relaxation())
                .isEqualTo("raise the most time between a and c by 1 h 10 min");
        assertThat(chain(89).solve(Budget.steps(100)).status()).isEqualTo(DeploymentPlan.Status.INFEASIBLE);
        assertThat(chain(90).solve(Budget.steps(100)).isFeasible()).isTrue();
    }
}
