package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TogetherApartPausesTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Budget BUDGET = Budget.steps(800).withSeed(5);

    private static Instant hour(double h) {
        return START.plus(Duration.ofMinutes(Math.round(h * 60)));
    }

    private static Strategy hours(double h) {
        return Strategy.of("rolling", Duration.ofMinutes(Math.round(h * 60))).uses("crew", 1);
    }

    private static DeploymentsBuilder plan() {
        return Deployments.plan().between(START, hour(72)).capacity("crew", 2);
    }

    private static DeploymentPlan checked(DeploymentsBuilder builder) {
        DeploymentPlan plan = builder.solve(BUDGET);
        assertThat(PlanChecker.of(builder.build()).violations(plan)).isEmpty();
        return plan;
    }

    private static ScheduledDeployment of(DeploymentPlan plan, String job) {
        return plan.of(job).orElseThrow();
    }

    @Test
    void jobsStartTogetherWhenTheLastOfThemMay() {
        DeploymentPlan plan = checked(plan().job("db", j -> j.strategy(hours(3)))
                .job("api", j -> j.strategy(hours(1)).after("db"))
                .job("web", j -> j.strategy(hours(2)))
                .together("api", "web"));
        assertThat(of(plan, "api").start()).isEqualTo(hour(3));
        assertThat(of(plan, "web").start()).isEqualTo(hour(3));
        assertThat(of(plan, "web").waitsFor())
                .isEqualTo("starts together with api, which waits for db until " + hour(3));
    }

    @Test
    void jobsThatAreKeptApartFollowEachOther() {
        DeploymentPlan plan = checked(plan().job("a", j -> j.strategy(hours(1)))
                .job("b", j -> j.strategy(hours(1)))
                .apart("a", "b"));
        ScheduledDeployment second = plan.deployments().get(1);
        assertThat(second.start()).isEqualTo(hour(1));
        assertThat(second.waitsFor()).isEqualTo("waits for a, which it must not overlap, until " + hour(1));
    }

    @Test
    void aJobPausesWhileNoWindowIsOpenAndFreesWhatItHolds() {
        for (Interruption how : List.of(Interruption.RELEASING, Interruption.HOLDING)) {
            DeploymentsBuilder builder = Deployments.plan()
                    .between(START, hour(72))
                    .capacity("crew", 1)
                    .job(
                            "long",
                            j -> j.strategy(hours(5))
                                    .interruptible(how)
                                    .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(4, 0))))
                    .job("other", j -> j.strategy(hours(2)).notBefore(hour(1)));
            DeploymentPlan plan = checked(builder);
            assertThat(of(plan, "long").start()).isEqualTo(START);
            assertThat(of(plan, "long").end()).isEqualTo(hour(25));
            assertThat(builder.build().runsOf(of(plan, "long")))
                    .containsExactly(new Interval(START, hour(4)), new Interval(hour(24), hour(25)));
            assertThat(of(plan, "other").start()).isEqualTo(how == Interruption.RELEASING ? hour(4) : hour(25));
        }
    }

    @Test
    void impactCountsWhileAJobRunsAndAPausedJobIsNoWorse() {
        ImpactCurve curve = ImpactCurve.flat(1).from(hour(4), 50).from(hour(24), 1);
        DeploymentsBuilder builder = plan().impact(curve)
                .minimize(Goal.IMPACT, Goal.MAKESPAN)
                .job(
                        "long",
                        j -> j.strategy(hours(5))
                                .interruptible()
                                .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(4, 0))));
        DeploymentPlan plan = checked(builder);
        assertThat(plan.objectives().get(0).value()).isEqualTo(300);
        assertThat(plan.status()).isEqualTo(DeploymentPlan.Status.OPTIMAL);
        assertThat(PlanShares.of(builder.build(), plan).of("long")).containsEntry(Goal.IMPACT, 300.0);
    }

    @Test
    void theNightInWhichTheClocksChangeIsCountedAsItElapses() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant noon = Instant.parse("2026-03-28T11:00:00Z");
        DeploymentPlan plan = checked(Deployments.plan()
                .between(noon, noon.plus(Duration.ofDays(3)))
                .zone(berlin)
                .window(WeeklyWindow.daily(LocalTime.of(1, 30), LocalTime.of(3, 30)))
                .job(
                        "three hours",
                        j -> j.strategy(Strategy.of("x", Duration.ofHours(3))).interruptible()));
        // the gap leaves an hour of the first night: 01:30 to 02:00 and 03:00 to 03:30 are neighbours
        assertThat(of(plan, "three hours").start()).isEqualTo(Instant.parse("2026-03-29T00:30:00Z"));
        assertThat(of(plan, "three hours").end()).isEqualTo(Instant.parse("2026-03-30T01:30:00Z"));
    }

    @Test
    void conflictsNameSetsAndLeaveThemOutAsTheWayOut() {
        DeploymentsBuilder builder = plan().job("a", j -> j.strategy(hours(1)).deadline(hour(1)))
                .job("b", j -> j.strategy(hours(1)).notBefore(hour(2)))
                .job("c", j -> j.strategy(hours(40)))
                .job("d", j -> j.strategy(hours(40)));
        assertThat(builder.together("a", "b").solve(BUDGET).explain())
                .contains("a, b must start together")
                .contains("a must end by", "b must not start before")
                .doesNotContain("c");
        DeploymentPlan apart = plan().job("c", j -> j.strategy(hours(40)))
                .job("d", j -> j.strategy(hours(40)))
                .apart("c", "d")
                .solve(BUDGET);
        assertThat(apart.explain())
                .isEqualTo("does not fit: c, d must not overlap\nwould fit: leave out: c, d must not overlap");
        DeploymentPlan crew = plan().job("a", j -> j.strategy(hours(1).uses("crew", 2)))
                .job("b", j -> j.strategy(hours(1)))
                .together("a", "b")
                .solve(BUDGET);
        assertThat(crew.conflict().orElseThrow().constraints())
                .containsExactlyInAnyOrder("the capacity 2 of crew", "a, b must start together");
    }

    @Test
    void aJobThatIsLongerThanAllItsOpenTimeIsSaidAtOnce() {
        DeploymentPlan plan = plan().job(
                        "long",
                        j -> j.strategy(hours(13))
                                .interruptible()
                                .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(4, 0))))
                .solve(BUDGET);
        assertThat(plan.explain())
                .isEqualTo(
                        "does not fit: long by rolling takes 13 h, but all the time in which it may run within the horizon"
                                + " is 12 h\nwould fit: windows that are 1 h longer");
    }

    @Test
    void replanningLetsGoOfWhatHasStartedAndKeepsTheRestTogether() {
        DeploymentProblem problem = plan().capacity("lock", 1)
                .job("a", j -> j.strategy(hours(2)))
                .job("b", j -> j.strategy(hours(2)).after("a"))
                .job("c", j -> j.strategy(hours(1)))
                .job("d", j -> j.strategy(hours(1)).after("b"))
                .together("c", "d")
                .apart("a", "c")
                .build();
        DeploymentPlan plan = new PlanSearch(io.dataops.scheduling.project.Solver.HYBRID, 1).solve(problem, BUDGET);
        Replanning replanning =
                Replanning.of(problem, plan).at(hour(1)).failed("a", Strategy.of("roll back", Duration.ofHours(1)));
        DeploymentPlan next = replanning.solve(BUDGET);
        assertThat(PlanChecker.of(replanning.problem()).violations(next)).isEmpty();
        assertThat(of(next, "c").start())
                .isEqualTo(of(next, "d").start())
                .isAfter(of(plan, "c").start());
        assertThat(replanning.problem().apart()).containsExactly(List.of("a", "rollback of a", "c"));
        DeploymentProblem started =
                Replanning.of(problem, plan).at(hour(5)).started("c").problem();
        assertThat(started.together()).isEmpty();
    }

    @Test
    void riskPlaysPausesAndCommonStarts() {
        DeploymentsBuilder builder = plan().job(
                        "long",
                        j -> j.strategy(hours(3))
                                .interruptible()
                                .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(4, 0))))
                .job("x", j -> j.strategy(hours(1)).after("long"))
                .job("y", j -> j.strategy(hours(1)))
                .together("x", "y");
        PlanRisk risk = PlanRisk.simulate(builder.build(), checked(builder), DurationModel.observed(2), 10, 1);
        // six hours of work take four of the first night and two of the second; x and y wait for them
        assertThat(risk.end(1)).isEqualTo(hour(28));
    }

    @Test
    void theCheckerNamesWhatIsBroken() {
        DeploymentsBuilder builder = plan().job("a", j -> j.strategy(hours(1)))
                .job("b", j -> j.strategy(hours(1)))
                .job(
                        "p",
                        j -> j.strategy(hours(2))
                                .interruptible()
                                .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(1, 0))))
                .together("a", "b")
                .apart("a", "p");
        DeploymentPlan plan = checked(builder);
        DeploymentPlan wrong = new DeploymentPlan(
                plan.status(),
                List.of(
                        new ScheduledDeployment("a", hours(1), hour(1), hour(2), 0, "x"),
                        new ScheduledDeployment("b", hours(1), hour(2), hour(3), 0, "x"),
                        new ScheduledDeployment("p", hours(2), hour(0), hour(2), 0, "x")),
                List.of(),
                Optional.empty(),
                plan.provenance());
        assertThat(PlanChecker.of(builder.build()).violations(wrong))
                .extracting(PlanViolation::kind)
                .containsExactly(
                        PlanViolation.Kind.TOGETHER,
                        PlanViolation.Kind.APART,
                        PlanViolation.Kind.TOGETHER,
                        PlanViolation.Kind.STRATEGY,
                        PlanViolation.Kind.WINDOW,
                        PlanViolation.Kind.APART);
    }

    @Test
    void badSetsAreNamed() {
        DeploymentsBuilder builder = plan().job("a", j -> j.strategy(hours(1)))
                .job("b", j -> j.strategy(hours(1)).after("a"));
        assertThatExceptionOfType(CyclicDependencyException.class)
                .isThrownBy(() -> plan().job("a", j -> j.strategy(hours(1)))
                        .job("b", j -> j.strategy(hours(1)).after("a"))
                        .together("a", "b")
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.together("a", "nobody").build())
                .withMessage("together names the unknown job (nobody). Maybe add job(\"nobody\", ...).");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        plan().job("a", j -> j.strategy(hours(1))).apart("a").build())
                .withMessage("apart (a) must name different jobs, at least two.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().job("a", j -> j.strategy(hours(1)))
                        .job("b", j -> j.strategy(hours(1)))
                        .job("c", j -> j.strategy(hours(1)))
                        .together("a", "b")
                        .together("b", "c")
                        .build())
                .withMessage("job (b) is in two sets that start together. Maybe make them one set.");
    }

    /** Random problems with every kind of constraint: whatever is planned, the checker has nothing to say. */
    @Test
    void plansOfRandomProblemsPass() {
        int feasible = 0;
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            DeploymentsBuilder builder = Deployments.plan()
                    .between(START, hour(24 * 6))
                    .zone(ZoneId.of("America/New_York"))
                    .granularity(Duration.ofMinutes(5))
                    .capacity("crew", 1 + random.nextInt(3))
                    .window(WeeklyWindow.daily(
                            LocalTime.of(random.nextInt(24), 7), LocalTime.of(random.nextInt(24), 2)))
                    .blackout("freeze", START.plusSeconds(random.nextInt(90_000)), START.plusSeconds(100_000))
                    .impact(ImpactCurve.flat(1).from(hour(30), 4).from(hour(50), 2));
            if (random.nextBoolean()) {
                builder.minimize(Goal.IMPACT, Goal.MAKESPAN);
            }
            int n = 4 + random.nextInt(10);
            for (int i = 0; i < n; i++) {
                int job = i;
                builder.job("j" + i, j -> {
                    if (job > 3 && random.nextBoolean()) {
                        j.after("j" + random.nextInt(4), Duration.ofMinutes(5L * random.nextInt(4)));
                    }
                    return j.interruptible(Interruption.values()[random.nextInt(3)])
                            .strategy(Strategy.of("x", Duration.ofMinutes(5L * random.nextInt(30)))
                                    .uses("crew", 1))
                            .strategy(Strategy.of("y", Duration.ofMinutes(5L * random.nextInt(20))));
                });
            }
            builder.together("j0", "j1").apart("j2", "j3", "j0");
            DeploymentPlan plan = builder.solve(Budget.steps(200).withSeed(seed));
            assertThat(PlanChecker.of(builder.build()).violations(plan))
                    .as("%d", seed)
                    .isEmpty();
            feasible += plan.isFeasible() ? 1 : 0;
        }
        assertThat(feasible).isGreaterThan(40);
    }
}
