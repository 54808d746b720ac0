package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.PlanConflict;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private static final Instant START = Instant.parse("2026-03-07T00:00:00Z");
    private static final Budget BUDGET = Budget.steps(2_000).withSeed(7);

    private static DeploymentsBuilder release(int units) {
        return Deployments.plan()
                .between(START, START.plus(Duration.ofHours(6)))
                .capacity("crew", 1)
                .budget("error minutes", units)
                .strategy(Strategy.of("big bang", Duration.ofMinutes(10))
                        .uses("crew", 1)
                        .uses("error minutes", 8))
                .strategy(Strategy.of("canary", Duration.ofMinutes(40))
                        .uses("crew", 1)
                        .uses("error minutes", 1));
    }

    private static DeploymentsBuilder three(int units) {
        return release(units).job("a", job -> job).job("b", job -> job).job("c", job -> job);
    }

    private static long quick(DeploymentPlan plan) {
        return plan.deployments().stream()
                .filter(d -> d.strategy().name().equals("big bang"))
                .count();
    }

    @Test
    void theShortestPlanSpendsNoMoreThanThereIs() {
        int[] most = {0, 1, 2, 3};
        int[] budgets = {3, 10, 17, 24};
        for (int i = 0; i < budgets.length; i++) {
            DeploymentProblem problem = three(budgets[i]).build();
            DeploymentPlan plan = three(budgets[i]).solve(BUDGET);
            assertThat(quick(plan)).isEqualTo(most[i]);
            assertThat(plan.objectives().get(0).value()).isEqualTo(120.0 - 30 * most[i]);
            assertThat(PlanChecker.of(problem).violations(plan)).isEmpty();
            assertThat(GanttChart.of(problem, plan).json()).doesNotContain("error minutes");
            assertThat(PlanSlack.of(problem, plan).explain("a")).contains("a: may start");
        }
    }

    @Test
    void aPlanThatSpendsMoreIsReported() {
        DeploymentPlan plan = three(24).solve(BUDGET);
        assertThat(PlanChecker.of(three(20).build()).violations(plan))
                .extracting(PlanViolation::toString)
                .containsExactly("BUDGET: the jobs use up 24 of error minutes, of which there are 20");
    }

    @Test
    void aBudgetThatIsNotEnoughIsSaidAtOnce() {
        DeploymentPlan plan = three(2).solve(Budget.steps(0));
        assertThat(plan.status()).isEqualTo(DeploymentPlan.Status.INFEASIBLE);
        PlanConflict conflict = plan.conflict().orElseThrow();
        assertThat(conflict.constraints())
                .containsExactly("3 jobs use up at least 3 of error minutes, of which there are 2");
        assertThat(conflict.relaxation()).isEqualTo("raise the budget error minutes to 3");
        assertThat(ConflictFinder.find(three(2).build()).orElseThrow().constraints())
                .containsExactly(new PlanConstraint(PlanConstraint.Kind.BUDGET, "error minutes", ""));
    }

    /** Ten minutes by big bang, forty by canary: with a budget for one big bang, three jobs take 90 minutes. */
    @Test
    void aBudgetThatIsNotEnoughForTheTimeThatIsLeftIsAConflict() {
        for (int minutes : new int[] {60, 89}) {
            DeploymentPlan plan = left(minutes, 10).solve(Budget.steps(200));
            assertThat(plan.status()).as(minutes + " min").isEqualTo(DeploymentPlan.Status.INFEASIBLE);
            PlanConflict conflict = plan.conflict().orElseThrow();
            assertThat(conflict.minimal()).isTrue();
            assertThat(conflict.constraints()).contains("the budget 10 of error minutes");
            assertThat(conflict.relaxation()).isNotBlank();
        }
        assertThat(left(90, 10).solve(BUDGET).isFeasible()).isTrue();
        assertThat(left(60, 17).solve(BUDGET).isFeasible()).isTrue();
        assertThat(left(60, 16).solve(Budget.steps(0)).status()).isEqualTo(DeploymentPlan.Status.INFEASIBLE);
    }

    private static DeploymentsBuilder left(int minutes, int units) {
        return Deployments.plan()
                .between(START, START.plus(Duration.ofMinutes(minutes)))
                .capacity("crew", 1)
                .budget("error minutes", units)
                .strategy(Strategy.of("big bang", Duration.ofMinutes(10))
                        .uses("crew", 1)
                        .uses("error minutes", 8))
                .strategy(Strategy.of("canary", Duration.ofMinutes(40))
                        .uses("crew", 1)
                        .uses("error minutes", 1))
                .job("a", job -> job)
                .job("b", job -> job)
                .job("c", job -> job);
    }

    @Test
    void whatFailedHasSpentItsShareAndSpendsItAgain() {
        DeploymentPlan plan = three(17).solve(BUDGET);
        ScheduledDeployment first = plan.deployments().get(0);
        Strategy undo =
                Strategy.of("undo", Duration.ofMinutes(5)).uses("crew", 1).uses("error minutes", 2);
        Replanning later =
                Replanning.of(three(17).build(), plan).at(first.end()).failed(first.asset(), undo);
        DeploymentPlan again = later.solve(BUDGET);
        assertThat(again.deployments()).hasSize(4);
        assertThat(PlanChecker.of(later.problem()).violations(again)).isEmpty();
    }

    @Test
    void wrongBudgetsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release(-1))
                .withMessage("budget (-1) of error minutes must not be negative.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release(1).budget("crew", 3).build())
                .withMessageContaining("name (crew) must not be a capacity and a budget");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release(1)
                        .job(
                                "a",
                                job -> job.strategy(
                                        Strategy.of("x", Duration.ZERO).uses("nothing", 1)))
                        .build())
                .withMessageContaining("resource (nothing) is unknown");
    }

    @Test
    void whatCannotHaveHappenedByNowIsRefused() {
        DeploymentPlan plan = three(24).solve(BUDGET);
        DeploymentProblem problem = three(24).build();
        List<ScheduledDeployment> all = plan.deployments();
        Instant now = all.get(0).end().minus(Duration.ofMinutes(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replanning.of(problem, plan)
                        .at(now)
                        .finished(all.get(0).asset())
                        .solve(BUDGET))
                .withMessageContaining("so it has not finished as planned. Maybe say started(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replanning.of(problem, plan)
                        .at(now)
                        .started(all.get(2).asset())
                        .solve(BUDGET))
                .withMessageContaining("so it has not started as planned");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replanning.of(problem, plan)
                        .at(now)
                        .started(all.get(0).asset())
                        .failed(all.get(0).asset(), Strategy.of("undo", Duration.ZERO))
                        .solve(BUDGET))
                .withMessageContaining("must not have failed and have started or finished");
    }

    @Test
    void aDeadlineBeforeTheEarliestEndIsNamed() {
        DeploymentPlan plan = Deployments.plan()
                .between(START, START.plus(Duration.ofHours(6)))
                .job(
                        "a",
                        job -> job.strategy(Strategy.of("rolling", Duration.ofHours(1)))
                                .notBefore(START.plus(Duration.ofHours(2)))
                                .deadline(START.plus(Duration.ofMinutes(150))))
                .solve(BUDGET);
        assertThat(plan.explain())
                .isEqualTo(
                        "does not fit: a by rolling takes 1 h, but must not start before 2026-03-07T02:00:00Z and must"
                                + " end by 2026-03-07T02:30:00Z\nwould fit: let it start earlier or end later by 30 min");
    }
}
