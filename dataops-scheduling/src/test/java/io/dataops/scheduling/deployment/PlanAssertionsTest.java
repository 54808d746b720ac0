package io.dataops.scheduling.deployment;

import static io.dataops.scheduling.deployment.PlanAssertions.assertThatPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PlanAssertionsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Strategy WAY =
            Strategy.of("rolling", Duration.ofMinutes(30)).uses("crew", 1).risk(0.1, 20);
    private static final DeploymentsBuilder BUILDER = Deployments.plan()
            .between(START, START.plus(Duration.ofDays(1)))
            .capacity("crew", 2)
            .strategy(WAY)
            .job("db", j -> j)
            .job("api", j -> j.after("db"))
            .job("web", j -> j);
    private static final DeploymentPlan PLAN = BUILDER.solve(Budget.steps(10));

    @Test
    void aGoodPlanPassesAll() {
        assertThatPlan(PLAN)
                .isFeasible()
                .keeps(BUILDER.build())
                .respectsDependencies(BUILDER.build())
                .startsAfter("api", "db")
                .neverExceeds("crew", 2)
                .avoids(new Interval(START.plus(Duration.ofHours(1)), START.plus(Duration.ofHours(2))))
                .finishesBefore(START.plus(Duration.ofHours(1)));
    }

    @Test
    void failuresNameJobAndTime() {
        assertThatThrownBy(() -> assertThatPlan(PLAN).neverExceeds("crew", 1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("db makes it 2 of crew at 2026-03-02T00:00:00Z, more than 1: held by db, web");
        assertThatThrownBy(() -> assertThatPlan(PLAN).startsAfter("web", "api"))
                .hasMessageContaining("web starts at 2026-03-02T00:00:00Z, before api ends at 2026-03-02T01:00:00Z");
        assertThatThrownBy(() -> assertThatPlan(PLAN).finishesBefore(START.plus(Duration.ofMinutes(59))))
                .hasMessage("api ends at 2026-03-02T01:00:00Z, after 2026-03-02T00:59:00Z");
        assertThatThrownBy(() -> assertThatPlan(PLAN).avoids(new Interval(START, START.plusSeconds(1))))
                .hasMessageContaining("db runs from 2026-03-02T00:00:00Z");
        assertThatThrownBy(() -> assertThatPlan(PLAN).startsAfter("x", "db")).hasMessage("x is not planned");
        DeploymentsBuilder other = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(1)))
                .capacity("crew", 2)
                .strategy(WAY)
                .job("db", j -> j.after("web"))
                .job("api", j -> j)
                .job("web", j -> j);
        assertThatThrownBy(() -> assertThatPlan(PLAN).respectsDependencies(other.build()))
                .hasMessage("DEPENDENCY: db starts at 2026-03-02T00:00:00Z, before web ended at 2026-03-02T00:30:00Z");
    }

    @Test
    void aResourceThatNoJobUsesIsTakenForMisspelt() {
        assertThatThrownBy(() -> assertThatPlan(PLAN).neverExceeds("krew", 0))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no job of the plan uses krew. Maybe it is misspelt: jobs use [crew].");
        DeploymentsBuilder idle = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(1)))
                .capacity("crew", 2)
                .strategy(Strategy.of("by hand", Duration.ofMinutes(5)).uses("crew", 0))
                .job("db", j -> j);
        assertThatPlan(idle.solve(Budget.steps(10))).neverExceeds("crew", 0);
        assertThatPlan(Deployments.plan()
                        .between(START, START.plus(Duration.ofDays(1)))
                        .solve(Budget.steps(10)))
                .neverExceeds("crew", 0);
    }

    @Test
    void aPlanThatIsNotThereKeepsNothing() {
        DeploymentPlan none = Deployments.plan()
                .between(START, START.plus(Duration.ofMinutes(5)))
                .strategy(Strategy.of("rolling", Duration.ofMinutes(30)))
                .job("db", j -> j)
                .solve(Budget.steps(10));
        assertThatThrownBy(() -> assertThatPlan(none).neverExceeds("crew", 1))
                .hasMessageContaining("the plan is INFEASIBLE");
        assertThatThrownBy(() -> assertThatPlan(none).avoids(new Interval(START, START.plusSeconds(1))))
                .hasMessageContaining("the plan is INFEASIBLE");
    }

    @Test
    void aTableHasOneLineADeployment() {
        assertThat(PlanTable.text(PLAN, ZoneOffset.UTC)).isEqualTo("""
                        start             end               job  strategy  rollback  why then
                        2026-03-02 00:00  2026-03-02 00:30  db   rolling       2.00  starts with the horizon
                        2026-03-02 00:00  2026-03-02 00:30  web  rolling       2.00  starts with the horizon
                        2026-03-02 00:30  2026-03-02 01:00  api  rolling       2.00  waits for db until 2026-03-02T00:30:00Z
                        """);
    }
}
