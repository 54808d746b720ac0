package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.PlanObjective;
import io.dataops.api.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan can keep small, each judged by the checker. */
class GoalsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Budget BUDGET = Budget.steps(2_000).withSeed(3);

    private static Instant hour(int h) {
        return START.plus(Duration.ofHours(h));
    }

    private static Strategy hours(String name, int h) {
        return Strategy.of(name, Duration.ofHours(h)).uses("crew", 1);
    }

    private static DeploymentsBuilder plan(int hours) {
        return Deployments.plan()
                .between(START, hour(hours))
                .granularity(Duration.ofHours(1))
                .capacity("crew", 1);
    }

    private static DeploymentPlan checked(DeploymentsBuilder builder) {
        DeploymentPlan plan = builder.solve(BUDGET);
        assertThat(PlanChecker.of(builder.build()).violations(plan)).isEmpty();
        return plan;
    }

    @Test
    void theJobThatCostsMostWhenLateGoesFirst() {
        DeploymentPlan plan = checked(plan(24).minimize(Goal.LATENESS, Goal.MAKESPAN)
                .job("cheap", j -> j.strategy(hours("x", 3)).due(hour(1), 0.5))
                .job("dear", j -> j.strategy(hours("x", 2)).due(hour(2), 2))
                .job("early enough", j -> j.strategy(hours("x", 1)).due(hour(20), 9)));
        assertThat(plan.of("dear").orElseThrow().start()).isEqualTo(START);
        assertThat(plan.of("cheap").orElseThrow().end()).isEqualTo(hour(5));
        assertThat(plan.objectives().get(0).value()).isEqualTo(0.5 * 4 * 60);
        assertThat(plan.objectives().get(0).lowerBound()).isEqualTo(0.5 * 2 * 60);
    }

    @Test
    void riskIsTheNumberOfFailuresToExpect() {
        DeploymentPlan plan = checked(plan(24).minimize(Goal.RISK, Goal.MAKESPAN)
                .job(
                        "a",
                        j -> j.strategy(hours("quick", 1).risk(0.5, 1))
                                .strategy(hours("careful", 5).risk(0.25, 100)))
                .job("b", j -> j.strategy(hours("x", 1).risk(0.5, 1)).affectedWithProbability(0.5)));
        assertThat(plan.of("a").orElseThrow().strategy().name()).isEqualTo("careful");
        assertThat(plan.objectives().get(0)).isEqualTo(new PlanObjective("expected failures", 0.5, 0.5));
    }

    @Test
    void startsStayAsCloseAsTheyCanToThePublishedOnes() {
        DeploymentPlan plan = checked(plan(24).minimize(Goal.SHIFT, Goal.MAKESPAN)
                .job("a", j -> j.strategy(hours("x", 2)).published(hour(10)))
                .job("b", j -> j.strategy(hours("x", 2)).published(hour(11))));
        assertThat(plan.objectives().get(0).value()).isEqualTo(60);
        DeploymentPlan kept = checked(plan(24).minimize(Goal.CHANGES, Goal.SHIFT)
                .job("a", j -> j.strategy(hours("x", 2)).published(hour(10)))
                .job("b", j -> j.strategy(hours("x", 2)).published(hour(15))));
        assertThat(kept.status()).isEqualTo(DeploymentPlan.Status.OPTIMAL);
        assertThat(kept.of("a").orElseThrow().waitsFor()).isEqualTo("stays close to its published start");
    }

    /** Waiting for the cheap hour saves 3 an hour of the job and costs 5 hours: worth it at 0.5, not at 2 an hour. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 2})
    void aWeightedSumTradesOneGoalForAnother(double costOfAnHour) {
        DeploymentsBuilder builder = plan(24).impact(ImpactCurve.flat(4.0 / 60).from(hour(5), 1.0 / 60))
                .minimizeSum(Map.of(Goal.IMPACT, 1.0, Goal.MAKESPAN, costOfAnHour / 60))
                .job("a", j -> j.strategy(hours("x", 2)));
        DeploymentPlan plan = checked(builder);
        boolean waits = costOfAnHour < 1;
        assertThat(plan.of("a").orElseThrow().start()).isEqualTo(waits ? hour(5) : START);
        assertThat(plan.objectives().stream().map(PlanObjective::name))
                .containsExactly("weighted sum", "makespan in minutes", "business impact");
        double sum = waits ? 2 + 7 * costOfAnHour : 8 + 2 * costOfAnHour;
        assertThat(plan.objectives().get(0).value()).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void sharesSumExactlyToEveryGoal() {
        for (int seed = 0; seed < 20; seed++) {
            DeploymentsBuilder builder = random(seed, 15).minimize(Goal.values());
            DeploymentProblem problem = builder.build();
            DeploymentPlan plan = checked(builder);
            PlanShares shares = PlanShares.of(problem, plan);
            for (int i = 0; i < problem.goals().size(); i++) {
                assertThat(shares.total(problem.goals().get(i)))
                        .as("%s of %d", problem.goals().get(i), seed)
                        .isEqualTo(plan.objectives().get(i).value());
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shares.of("nobody"))
                    .withMessage("job (nobody) is not planned.");
        }
    }

    private static DeploymentsBuilder random(int seed, int jobs) {
        Random random = new Random(seed);
        DeploymentsBuilder builder = plan(24 * 7)
                .impact(ImpactCurve.flat(random.nextDouble())
                        .from(hour(10), random.nextDouble())
                        .from(hour(30), random.nextDouble()));
        for (int i = 0; i < jobs; i++) {
            int job = i;
            builder.job(
                    "j" + i,
                    j -> (job > 1 && job % 2 == 0 ? j.after("j" + job / 2) : j)
                            .strategy(hours("x", random.nextInt(4)).risk(random.nextDouble(), random.nextDouble()))
                            .strategy(hours("y", random.nextInt(4)).risk(random.nextDouble(), random.nextDouble()))
                            .due(hour(random.nextInt(30)), random.nextDouble())
                            .published(hour(random.nextInt(30))));
        }
        return builder;
    }

    @Test
    void theCheckerAddsUpForItself() {
        DeploymentsBuilder builder = plan(24).job("a", j -> j.strategy(hours("x", 2)));
        DeploymentPlan plan = checked(builder);
        DeploymentPlan wrong = new DeploymentPlan(
                plan.status(),
                plan.deployments(),
                List.of(
                        new PlanObjective("makespan in minutes", 100, 90),
                        plan.objectives().get(1)),
                Optional.empty(),
                plan.provenance());
        assertThat(PlanChecker.of(builder.build()).violations(wrong))
                .extracting(PlanViolation::toString)
                .containsExactly("OBJECTIVE: the makespan in minutes is 120.0, but the plan says 100.0");
    }

    /** Two jobs of an hour on one crew: every pair of starts, and of these the ones that nothing dominates. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theFrontIsThatOfAllPlans(int seed) {
        Random random = new Random(seed);
        int hours = 8;
        double[] cost = random.ints(hours, 0, 9).asDoubleStream().toArray();
        ImpactCurve curve = ImpactCurve.flat(cost[0]);
        for (int h = 1; h < hours; h++) {
            curve = curve.from(hour(h), cost[h]);
        }
        double[] least = new double[hours + 1];
        for (int end = 2; end <= hours; end++) {
            least[end] = Double.MAX_VALUE;
            for (int a = 0; a < end; a++) {
                for (int b = 0; b < a; b++) {
                    least[end] = Math.min(least[end], (cost[a] + cost[b]) * 60);
                }
            }
        }
        DeploymentsBuilder builder = plan(hours).impact(curve);
        builder.job("a", j -> j.strategy(hours("x", 1))).job("b", j -> j.strategy(hours("x", 1)));
        PlanFront front = builder.front(Goal.IMPACT, 50, Budget.steps(20_000).withSeed(1));
        List<String> expected = new java.util.ArrayList<>();
        for (int end = 2; end <= hours; end++) {
            if (end == 2 || least[end] < least[end - 1]) {
                expected.add(end * 60.0 + " " + least[end]);
            }
        }
        assertThat(front.plans())
                .extracting(p -> p.objectives().get(1).value() + " "
                        + p.objectives().get(0).value())
                .isEqualTo(expected);
        for (DeploymentPlan p : front.plans()) {
            assertThat(PlanChecker.of(builder.build()).violations(p)).isEmpty();
        }
        assertThat(front.explain()).startsWith("makespan in minutes 120.00: business impact ");
    }

    @Test
    void aFrontOfWhatDoesNotFitSaysWhy() {
        PlanFront front = plan(1).job("a", j -> j.strategy(hours("x", 2))).front(Goal.IMPACT, 5, BUDGET);
        assertThat(front.plans()).isEmpty();
        assertThat(front.explain()).contains("does not fit");
        assertThat(plan(1).front(Goal.RISK, 5, BUDGET).plans()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> plan(1).front(Goal.MAKESPAN, 5, BUDGET));
        assertThatIllegalArgumentException().isThrownBy(() -> plan(1).front(Goal.RISK, 1, BUDGET));
    }

    @Test
    void badGoalsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(2).minimizeSum(Map.of(Goal.RISK, -1.0)).build())
                .withMessage("weight (-1.0) of RISK must be finite and more than zero.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(2).job("a", j -> j.due(hour(1), Double.NaN)))
                .withMessage("cost a minute (NaN) must be finite and not negative.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(2).job(
                                "a", j -> j.strategy(hours("x", 1)).due(START.plusSeconds(7), 1))
                        .solve(BUDGET))
                .withMessageContaining("due time of a (2026-03-02T00:00:07Z) must be on the grid of PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(2).minimizeSum(
                                Map.of(Goal.RISK, Double.MAX_VALUE, Goal.CHANGES, Double.MAX_VALUE))
                        .job("a", j -> j.strategy(hours("x", 1).risk(1, 1)))
                        .solve(BUDGET))
                .withMessageContaining("the weighted sum must add up to a finite number");
    }
}
