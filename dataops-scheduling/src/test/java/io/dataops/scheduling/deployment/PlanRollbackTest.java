package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.PlanObjective;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanRollbackTest {
    private static final Instant START = Instant.parse("2026-03-07T00:00:00Z");
    private static final Budget BUDGET = Budget.steps(2_000).withSeed(7);

    private static Strategy way(String name, int minutes, double probability, double cost) {
        return Strategy.of(name, Duration.ofMinutes(minutes)).uses("crew", 1).risk(probability, cost);
    }

    private static DeploymentsBuilder release() {
        return Deployments.plan()
                .between(START, START.plus(Duration.ofHours(6)))
                .capacity("crew", 1)
                .minimize(Goal.ROLLBACK_COST, Goal.MAKESPAN);
    }

    @Test
    void theRiskyJobGoesFirstAndTheDearOneLast() {
        DeploymentsBuilder release = release()
                .job("ledger", job -> job.strategy(way("migration", 60, 0.01, 500)))
                .job("api", job -> job.strategy(way("rolling", 20, 0.2, 10)))
                .job("web", job -> job.strategy(way("rolling", 10, 0.05, 50)))
                .undoTogether("ledger", "api", "web");
        DeploymentPlan plan = release.solve(BUDGET);
        DeploymentProblem problem = release.build();
        assertThat(plan.status()).isEqualTo(DeploymentPlan.Status.OPTIMAL);
        assertThat(plan.deployments().stream().map(ScheduledDeployment::asset)).containsExactly("api", "web", "ledger");
        double expected = 0.2 * 10 + 0.05 * (50 + 10) + 0.01 * (500 + 10 + 50);
        assertThat(plan.objectives().get(0).value()).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(PlanChecker.of(problem).violations(plan)).isEmpty();

        PlanRollback rollback = PlanRollback.of(problem, plan);
        assertThat(rollback.of("ledger").undone()).containsExactly("ledger", "api", "web");
        assertThat(rollback.of("web").undone()).containsExactly("web", "api");
        assertThat(rollback.explain("web"))
                .isEqualTo("web: fails at 2026-03-07T00:30:00Z with 5.0 %; then web, api are undone for 60.00, expected"
                        + " 3.00");
        assertThat(plan.explain())
                .contains("web by rolling: waits for crew, held by api")
                .contains("cost 3.00");
        assertThat(rollback.all().stream()
                        .mapToDouble(PlanRollback.Failure::expected)
                        .sum())
                .isEqualTo(plan.objectives().get(0).value());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollback.of("nobody"))
                .withMessage("job (nobody) is not planned.");
    }

    @Test
    void undoingIsDoneWhenItIsCheap() {
        Instant opening = START.plus(Duration.ofHours(1));
        Instant closing = START.plus(Duration.ofHours(3));
        DeploymentsBuilder release = release()
                .undoingCosts(opening, 3)
                .undoingCosts(closing, 0.5)
                .job("first", job -> job.strategy(way("rolling", 30, 0.1, 40)))
                .job("second", job -> job.strategy(way("rolling", 40, 0.1, 90)));
        DeploymentPlan plan = release.solve(BUDGET);
        assertThat(plan.objectives().get(0).lowerBound())
                .isEqualTo(plan.objectives().get(0).value());
        assertThat(plan.objectives().get(0).value())
                .isEqualTo(0.1 * 0.5 * 130, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(plan.deployments()).allMatch(d -> !d.end().isBefore(closing));
        assertThat(PlanRollback.of(release.build(), plan).explain("first")).contains("(0.5 times as usual)");
    }

    @Test
    void aPlanThatStatesAnotherCostIsReported() {
        DeploymentsBuilder release = release()
                .job("db", job -> job.strategy(way("migration", 60, 0.1, 30)))
                .job("api", job -> job.after("db").strategy(way("rolling", 20, 0.2, 10)))
                .undoTogether("db", "api");
        DeploymentPlan plan = release.solve(BUDGET);
        List<PlanObjective> wrong = new ArrayList<>(plan.objectives());
        wrong.set(0, new PlanObjective(wrong.get(0).name(), 0.1 * 30 + 0.2 * 10, 0));
        DeploymentPlan told = new DeploymentPlan(
                DeploymentPlan.Status.FEASIBLE, plan.deployments(), wrong, plan.conflict(), plan.provenance());
        assertThat(PlanChecker.of(release.build()).violations(told))
                .singleElement()
                .satisfies(v -> assertThat(v.message())
                        .contains("expected rollback cost is 11.0")
                        .contains("says 5.0"));
    }

    /** All starts on the grid of an hour, in all strategies. */
    @Test
    void noPlanOfSmallProblemsIsCheaperAndSharesSumExactly() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            DeploymentsBuilder release = release().granularity(Duration.ofHours(1));
            for (int j = 0; j < 3; j++) {
                List<Strategy> ways = new ArrayList<>();
                for (int w = 0; w < 2; w++) {
                    ways.add(
                            way("w" + w, 60 * (1 + random.nextInt(2)), random.nextInt(30) / 100.0, random.nextInt(90)));
                }
                release.job("j" + j, job -> {
                    ways.forEach(job::strategy);
                    return job;
                });
            }
            release.undoTogether("j0", "j2");
            for (int i = 0; i < 3; i++) {
                release.undoingCosts(START.plus(Duration.ofMinutes(110 * i + 17)), random.nextInt(5) / 2.0);
            }
            DeploymentProblem problem = release.build();
            DeploymentPlan plan = release.solve(BUDGET);
            assertThat(PlanChecker.of(problem).violations(plan)).isEmpty();
            assertThat(plan.objectives().get(0).value())
                    .isEqualTo(PlanShares.of(problem, plan).total(Goal.ROLLBACK_COST));
            assertThat(plan.objectives().get(0).value())
                    .as("%d", seed)
                    .isCloseTo(cheapest(problem), org.assertj.core.data.Offset.offset(1e-9));
            assertThat(plan.objectives().get(0).lowerBound())
                    .isLessThanOrEqualTo(plan.objectives().get(0).value());
        }
    }

    private static double cheapest(DeploymentProblem problem) {
        double least = Double.POSITIVE_INFINITY;
        for (int code = 0; code < 12 * 12 * 12; code++) {
            int[] starts = {code % 6, code / 12 % 6, code / 144 % 6};
            int[] modes = {code / 6 % 2, code / 72 % 2, code / 864 % 2};
            int[] ends = new int[3];
            for (int j = 0; j < 3; j++) {
                ends[j] = starts[j]
                        + (int) problem.jobs()
                                .get(j)
                                .strategies()
                                .get(modes[j])
                                .duration()
                                .toHours();
            }
            least = Math.min(least, fits(starts, ends) ? cost(problem, starts, modes, ends) : least);
        }
        return least;
    }

    private static boolean fits(int[] starts, int[] ends) {
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < j; k++) {
                if (starts[k] < ends[j] && starts[j] < ends[k]) {
                    return false;
                }
            }
        }
        return Math.max(ends[0], Math.max(ends[1], ends[2])) <= 6;
    }

    private static double cost(DeploymentProblem problem, int[] starts, int[] modes, int[] ends) {
        double sum = 0;
        for (int j = 0; j < 3; j++) {
            Strategy way = problem.jobs().get(j).strategies().get(modes[j]);
            int other = 2 - j;
            double cost = way.rollbackCost();
            if (j != 1 && starts[other] < ends[j]) {
                cost += problem.jobs().get(other).strategies().get(modes[other]).rollbackCost();
            }
            Instant end = START.plus(Duration.ofHours(ends[j]));
            double factor = problem.rollback().factors().entrySet().stream()
                    .filter(step -> !step.getKey().isAfter(end))
                    .max(Comparator.comparing(Map.Entry::getKey))
                    .map(Map.Entry::getValue)
                    .orElse(1.0);
            sum += way.failureProbability() * factor * cost;
        }
        return sum;
    }

    @Test
    void whatIsFinishedIsStillUndoneWithWhatFailsLater() {
        DeploymentsBuilder release = release()
                .job("db", job -> job.strategy(way("migration", 60, 0.1, 30)))
                .job("api", job -> job.after("db").strategy(way("rolling", 20, 0.2, 10)))
                .undoTogether("db", "api");
        DeploymentProblem problem = release.build();
        DeploymentPlan plan = release.solve(BUDGET);
        Replanning later = Replanning.of(problem, plan)
                .at(START.plus(Duration.ofMinutes(61)))
                .finished("db");
        DeploymentPlan again = later.solve(BUDGET);
        assertThat(PlanChecker.of(later.problem()).violations(again)).isEmpty();
        assertThat(PlanRollback.of(later.problem(), again).of("api").undone()).containsExactly("api", "db");
    }

    @Test
    void wrongRulesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release().undoingCosts(START, Double.NaN))
                .withMessage("factor (NaN) must be finite and not negative.");
        assertThatIllegalStateException()
                .isThrownBy(() -> release().undoingCosts(START, 2).undoingCosts(START, 3))
                .withMessageContaining("was already set to 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release()
                        .job("a", job -> job.strategy(way("w", 1, 0, 0)))
                        .undoTogether("a", "b")
                        .build())
                .withMessageContaining("undoTogether names the unknown job (b)");
        DeploymentsBuilder twice = release();
        for (String name : List.of("a", "b", "c")) {
            twice.job(name, job -> job.strategy(way("w", 1, 0, 0)));
        }
        twice.undoTogether("a", "b").undoTogether("b", "c");
        assertThatIllegalArgumentException()
                .isThrownBy(twice::build)
                .withMessage("job (b) is in two sets that are undone together. Maybe make them one set.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release()
                        .undoingCosts(START, 1e300)
                        .job("a", job -> job.strategy(way("w", 1, 1, 1e300)))
                        .solve(BUDGET))
                .withMessageContaining("rollback costs must add up to a finite number");
    }
}
