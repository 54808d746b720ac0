package io.dataops.scheduling.deployment;

import static io.dataops.scheduling.deployment.PlanAssertions.assertThatPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Strategy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplanningTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Strategy WAY =
            Strategy.of("rolling", Duration.ofMinutes(30)).uses("crew", 1);
    private static final Strategy ROLLBACK =
            Strategy.of("roll back", Duration.ofMinutes(20)).uses("crew", 1);

    private static final DeploymentProblem PROBLEM = Deployments.plan()
            .between(START, START.plus(Duration.ofDays(1)))
            .capacity("crew", 2)
            .strategy(WAY)
            .job("db", j -> j)
            .job("api", j -> j.after("db"))
            .job("web", j -> j)
            .job("report", j -> j.after("web"))
            .job("nightly", j -> j.notBefore(at(600)))
            .build();
    private static final DeploymentPlan PLAN =
            new PlanSearch(io.dataops.scheduling.project.Solver.HYBRID, 1).solve(PROBLEM, Budget.steps(100));

    private static Instant at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aFailureIsRolledBackAndOnlyWhatMustMoves() {
        Replanning replanning =
                Replanning.of(PROBLEM, PLAN).at(at(20)).started("web").failed("db", ROLLBACK);
        DeploymentPlan next = replanning.solve(Budget.steps(500));
        assertThatPlan(next).keeps(replanning.problem());
        assertThat(next.of("web").orElseThrow().start()).isEqualTo(START);
        assertThat(next.of("rollback of db").orElseThrow().start()).isEqualTo(at(20));
        assertThat(next.of("db").orElseThrow().start()).isEqualTo(at(40));
        assertThat(next.of("api").orElseThrow().start()).isEqualTo(at(70));
        assertThat(next.of("report").orElseThrow().start()).isEqualTo(at(30));
        assertThat(next.of("nightly").orElseThrow().start()).isEqualTo(at(600));
        assertThat(next.objectives().get(0).name()).isEqualTo("changed starts");
        assertThat(next.objectives().get(0).value()).isEqualTo(2);
        assertThat(next.objectives().get(0).lowerBound()).isEqualTo(2);
    }

    @Test
    void nothingMovesWhereNothingHappened() {
        DeploymentPlan next = Replanning.of(PROBLEM, PLAN)
                .at(at(35))
                .finished("db", "web")
                .started("api", "report")
                .maxMoves(0)
                .solve(Budget.steps(500));
        assertThat(next.isFeasible()).isTrue();
        for (String job : new String[] {"db", "api", "web", "report", "nightly"}) {
            assertThat(next.of(job).orElseThrow().start())
                    .isEqualTo(PLAN.of(job).orElseThrow().start());
        }
    }

    @Test
    void moreMovesThanAllowedAreNoPlan() {
        DeploymentPlan next = Replanning.of(PROBLEM, PLAN)
                .at(at(20))
                .started("web")
                .failed("db", ROLLBACK)
                .maxMoves(1)
                .solve(Budget.steps(500));
        assertThat(next.status()).isEqualTo(DeploymentPlan.Status.UNKNOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replanning.of(PROBLEM, PLAN).started("nobody"))
                .withMessage("job (nobody) is not planned.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replanning.of(PROBLEM, PLAN).maxMoves(-1));
    }
}
