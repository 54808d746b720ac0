package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Progress;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.Solver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener hears of a search, and that it changes nothing. */
final class PlanProgressTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static DeploymentsBuilder problem(Solver solver) {
        Random random = new Random(3);
        DeploymentsBuilder builder = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(20)))
                .capacity("a", 3)
                .capacity("b", 3)
                .strategy(Strategy.of("any", Duration.ofMinutes(30)))
                .solver(solver);
        for (int j = 0; j < 40; j++) {
            int from = random.nextInt(Math.max(1, j));
            int number = j;
            Strategy way = Strategy.of("way", Duration.ofMinutes(10 + random.nextInt(50)))
                    .uses("a", random.nextInt(3))
                    .uses("b", 1 + random.nextInt(2));
            builder.job("j" + j, x -> number > 0 ? x.strategy(way).after("j" + from) : x.strategy(way));
        }
        return builder;
    }

    @ParameterizedTest
    @EnumSource(Solver.class)
    void theListenerHearsOfStepsBestAndBoundAndChangesNothing(Solver solver) {
        Budget budget = Budget.steps(8_000).withSeed(1);
        List<Progress> heard = new ArrayList<>();
        DeploymentPlan told = problem(solver).progress(heard::add).solve(budget);
        assertThat(told).isEqualTo(problem(solver).solve(budget));
        assertThat(heard).isNotEmpty();
        Progress last = heard.get(heard.size() - 1);
        double makespan = told.objectives().get(0).value();
        assertThat(last.best().orElseThrow()).isEqualTo(makespan);
        assertThat(last.bound().orElseThrow()).isLessThanOrEqualTo(makespan);
        assertThat(last.total()).hasValue(8_000);
    }

    @ParameterizedTest
    @EnumSource(Solver.class)
    void whatTheListenerThrowsEndsTheSearch(Solver solver) {
        assertThatThrownBy(() -> problem(solver)
                        .progress(progress -> {
                            throw new IllegalStateException("enough");
                        })
                        .solve(Budget.steps(8_000)))
                .hasStackTraceContaining("enough");
    }
}
