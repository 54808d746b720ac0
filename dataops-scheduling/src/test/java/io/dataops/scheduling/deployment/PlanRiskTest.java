package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Solver;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class PlanRiskTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final DeploymentProblem PROBLEM = Deployments.plan()
            .between(START, START.plus(Duration.ofDays(1)))
            .capacity("crew", 1)
            .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(3, 0)))
            .strategy(Strategy.of("rolling", Duration.ofMinutes(60)).uses("crew", 1))
            .job("a", j -> j)
            .job("b", j -> j.after("a"))
            .job("side", j -> j.strategy(Strategy.of("quick", Duration.ofMinutes(5))))
            .build();
    private static final DeploymentPlan PLAN = new PlanSearch(Solver.HYBRID, 1).solve(PROBLEM, Budget.steps(100));

    private static PlanRisk risk(DurationModel model) {
        return PlanRisk.simulate(PROBLEM, PLAN, model, 4_000, 42);
    }

    @Test
    void certainDurationsEndAsPlanned() {
        PlanRisk risk = risk(DurationModel.observed(1));
        assertThat(risk.end(0.5)).isEqualTo(START.plus(Duration.ofMinutes(120)));
        assertThat(risk.endsBy(START.plus(Duration.ofMinutes(120))).value()).isEqualTo(1);
        assertThat(risk.endsBy(START.plus(Duration.ofMinutes(119))).value()).isZero();
        assertThat(risk.staysInWindows().value()).isEqualTo(1);
    }

    /** Each of two jobs takes 60 or 120 minutes: the end is at 2, 3 or 4 hours with 1/4, 1/2, 1/4. */
    @Test
    void twoPointDurationsMeetTheirExactDistribution() {
        PlanRisk risk = risk(DurationModel.observed(1, 2));
        assertThat(risk.endsBy(START.plus(Duration.ofHours(2))).value()).isCloseTo(0.25, within(0.03));
        assertThat(risk.endsBy(START.plus(Duration.ofHours(3))).value()).isCloseTo(0.75, within(0.03));
        assertThat(risk.staysInWindows().lower()).isLessThan(0.75);
        assertThat(risk.staysInWindows().upper()).isGreaterThan(0.72);
        assertThat(risk.end(0.95)).isEqualTo(START.plus(Duration.ofHours(4)));
        assertThat(risk.meanEndBeyond(0.95)).isEqualTo(START.plus(Duration.ofHours(4)));
        assertThat(risk.criticality("b")).isEqualTo(1);
        assertThat(risk.criticality("a")).isEqualTo(1);
        assertThat(risk.criticality("side")).isZero();
    }

    @Test
    void theSameSeedGivesTheSameWorlds() {
        DurationModel model = DurationModel.triangular(0.8, 1, 2);
        assertThat(risk(model).end(0.9)).isEqualTo(risk(model).end(0.9));
        assertThat(risk(model).end(0.9)).isAfter(START.plus(Duration.ofMinutes(120)));
    }

    @Test
    void badInputIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DurationModel.triangular(1, 0.5, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> DurationModel.observed());
        assertThatIllegalArgumentException().isThrownBy(() -> DurationModel.observed(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanRisk.simulate(PROBLEM, PLAN, DurationModel.observed(1), 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanRisk.simulate(PROBLEM, DeploymentPlan.none(), DurationModel.observed(1), 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> risk(DurationModel.observed(1)).end(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> risk(DurationModel.observed(1)).criticality("x"));
    }
}
