package io.dataops.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Budget;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentPlanner;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import io.dataops.api.Provenance;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the loop relies on in a {@link DeploymentPlanner}. */
public abstract class DeploymentPlannerContract {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-04T00:00:00Z");

    private static final Impact IMPACT = new Impact(
            ChangeSet.of(Change.logicChanged("a")),
            List.of(
                    asset("a", 1, Set.of(), "a"),
                    asset("b", 0.5, Set.of("a"), "a", "b"),
                    asset("c", 0.5, Set.of("a"), "a", "c"),
                    asset("d", 0.2, Set.of("b", "c"), "a", "b", "d")),
            Set.of(),
            asset -> true,
            false,
            Provenance.of("by hand"));

    /** The planner under test. */
    protected abstract DeploymentPlanner planner();

    private static AffectedAsset asset(String id, double likelihood, Set<String> upstream, String... path) {
        return new AffectedAsset(id, Layer.CODE, Likelihood.exactly(likelihood), List.of(path), upstream);
    }

    private static DeploymentRules.Builder rules() {
        return DeploymentRules.builder()
                .between(START, END)
                .strategy(Strategy.of("rolling", Duration.ofMinutes(30)).uses("warehouse", 1));
    }

    @Test
    void everyAssetIsDeployedAfterWhatItReads() {
        DeploymentPlan plan =
                planner().plan(IMPACT, rules().capacity("warehouse", 2).build(), Budget.steps(100));
        assertThat(plan.isFeasible()).isTrue();
        assertThat(plan.deployments())
                .extracting(ScheduledDeployment::asset)
                .containsExactlyInAnyOrder("a", "b", "c", "d");
        Instant aEnds = plan.of("a").orElseThrow().end();
        assertThat(plan.of("b").orElseThrow().start()).isAfterOrEqualTo(aEnds);
        assertThat(plan.of("c").orElseThrow().start()).isAfterOrEqualTo(aEnds);
        assertThat(plan.of("d").orElseThrow().start())
                .isAfterOrEqualTo(plan.of("b").orElseThrow().end())
                .isAfterOrEqualTo(plan.of("c").orElseThrow().end());
        assertThat(plan.of("d").orElseThrow().end()).isEqualTo(START.plus(Duration.ofMinutes(90)));
    }

    @Test
    void capacityIsNeverExceeded() {
        DeploymentPlan plan =
                planner().plan(IMPACT, rules().capacity("warehouse", 1).build(), Budget.steps(100));
        List<ScheduledDeployment> jobs = plan.deployments();
        for (int i = 1; i < jobs.size(); i++) {
            assertThat(jobs.get(i).start()).isAfterOrEqualTo(jobs.get(i - 1).end());
        }
    }

    @Test
    void aBudgetIsNotGivenBack() {
        DeploymentRules.Builder rules = DeploymentRules.builder()
                .between(START, END)
                .budget("error minutes", 11)
                .strategy(Strategy.of("big bang", Duration.ofMinutes(10)).uses("error minutes", 8))
                .strategy(Strategy.of("canary", Duration.ofMinutes(40)).uses("error minutes", 1));
        DeploymentPlan plan = planner().plan(IMPACT, rules.build(), Budget.steps(100));
        assertThat(plan.isFeasible()).isTrue();
        assertThat(plan.deployments().stream()
                        .mapToInt(d -> d.strategy().uses().get("error minutes"))
                        .sum())
                .isLessThanOrEqualTo(11);
    }

    @Test
    void windowsAndBlackoutsAreKept() {
        Instant blackoutEnd = Instant.parse("2026-03-02T22:30:00Z");
        DeploymentPlan plan = planner()
                .plan(
                        IMPACT,
                        rules().capacity("warehouse", 2)
                                .window(WeeklyWindow.daily(LocalTime.of(22, 0), LocalTime.of(2, 0)))
                                .blackout("closing", START, blackoutEnd)
                                .build(),
                        Budget.steps(100));
        assertThat(plan.isFeasible()).isTrue();
        assertThat(plan.deployments().get(0).start()).isEqualTo(blackoutEnd);
    }

    @Test
    void whatDoesNotFitIsAnAnswerThatNamesTheConflict() {
        DeploymentPlan plan = planner()
                .plan(
                        IMPACT,
                        DeploymentRules.builder()
                                .between(START, END)
                                .window(WeeklyWindow.daily(LocalTime.of(22, 0), LocalTime.of(22, 20)))
                                .strategy(Strategy.of("rolling", Duration.ofMinutes(30)))
                                .build(),
                        Budget.steps(100));
        assertThat(plan.status()).isEqualTo(DeploymentPlan.Status.INFEASIBLE);
        assertThat(plan.conflict().orElseThrow().constraints()).isNotEmpty();
        assertThat(plan.explain()).contains("does not fit");
    }

    @Test
    void nothingToDeployIsAPlan() {
        Impact nothing =
                new Impact(ChangeSet.none(), List.of(), Set.of(), asset -> false, false, Provenance.of("by hand"));
        DeploymentPlan plan =
                planner().plan(nothing, rules().capacity("warehouse", 1).build(), Budget.steps(10));
        assertThat(plan.isFeasible()).isTrue();
        assertThat(plan.deployments()).isEmpty();
    }

    @Test
    void aBudgetOfZeroStillGetsAnAnswer() {
        DeploymentPlan plan =
                planner().plan(IMPACT, rules().capacity("warehouse", 1).build(), Budget.steps(0));
        assertThat(plan.status()).isNotEqualTo(DeploymentPlan.Status.INFEASIBLE);
        assertThat(plan.explain()).isNotBlank();
    }

    @Test
    void theSameSeedAndStepsGiveTheSamePlan() {
        DeploymentRules rules = rules().capacity("warehouse", 1).build();
        Budget budget = Budget.steps(50).withSeed(7);
        assertThat(planner().plan(IMPACT, rules, budget)).isEqualTo(planner().plan(IMPACT, rules, budget));
    }

    @Test
    void boundsAreNeverAboveWhatIsReached() {
        DeploymentPlan plan =
                planner().plan(IMPACT, rules().capacity("warehouse", 1).build(), Budget.steps(100));
        assertThat(plan.objectives())
                .isNotEmpty()
                .allSatisfy(o -> assertThat(o.lowerBound()).isLessThanOrEqualTo(o.value()));
    }
}
