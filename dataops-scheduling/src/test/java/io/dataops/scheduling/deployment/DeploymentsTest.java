package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentPlan.Status;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Solver;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentsTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(2));
    private static final Strategy ROLLING =
            Strategy.of("rolling", Duration.ofMinutes(30)).uses("warehouse", 1);

    private static DeploymentsBuilder plan() {
        return Deployments.plan().between(START, END).capacity("warehouse", 1).strategy(ROLLING);
    }

    private static DeploymentPlan checked(DeploymentsBuilder builder, Budget budget) {
        DeploymentPlan plan = builder.solve(budget);
        assertThat(PlanChecker.of(builder.build()).violations(plan)).isEmpty();
        return plan;
    }

    @ParameterizedTest
    @EnumSource(Solver.class)
    void bothSolversFindTheBestPlanAndSayWhyEachJobWaits(Solver solver) {
        DeploymentPlan plan = checked(
                plan().solver(solver)
                        .job("b", j -> j.after("a"))
                        .job("a", j -> j)
                        .job("c", j -> j),
                Budget.steps(200).withSeed(1));
        assertThat(plan.status()).isEqualTo(Status.OPTIMAL);
        assertThat(plan.objectives().get(0).value()).isEqualTo(90);
        assertThat(plan.deployments().get(0).waitsFor()).isEqualTo("starts with the horizon");
        assertThat(plan.explain()).contains("waits for warehouse, held by");
    }

    @Test
    void theStrategyWithLessRollbackCostIsTakenWhereItDoesNotCostTime() {
        DeploymentPlan plan = checked(
                plan().job(
                                "long",
                                j -> j.strategy(
                                        Strategy.of("slow", Duration.ofHours(2)).risk(0.1, 10)))
                        .job(
                                "short",
                                j -> j.strategy(Strategy.of("quick", Duration.ofMinutes(10))
                                                .risk(0.5, 8))
                                        .strategy(Strategy.of("careful", Duration.ofMinutes(60))
                                                .risk(0.25, 8))
                                        .affectedWithProbability(0.5)),
                Budget.steps(500).withSeed(3));
        assertThat(plan.of("short").orElseThrow().strategy().name()).isEqualTo("careful");
        assertThat(plan.objectives().get(1).value()).isEqualTo(2.0);
        assertThat(plan.deployments().stream()
                        .mapToDouble(d -> d.expectedRollbackCost())
                        .sum())
                .isEqualTo(2.0);
    }

    @Test
    void lagsDeadlinesPinsAndOwnWindowsAreKept() {
        Instant pin = START.plus(Duration.ofMinutes(45));
        DeploymentPlan plan = checked(
                plan().job("pinned", j -> j.pinAt(pin))
                        .job("a", j -> j.deadline(pin))
                        .job("soaked", j -> j.after("a", Duration.ofHours(3)))
                        .job("evening", j -> j.window(WeeklyWindow.daily(LocalTime.of(18, 0), LocalTime.of(19, 0))))
                        .job("late", j -> j.notBefore(START.plus(Duration.ofHours(10)))),
                Budget.steps(500).withSeed(3));
        assertThat(plan.isFeasible()).isTrue();
        assertThat(plan.of("a").orElseThrow().start()).isEqualTo(START);
        assertThat(plan.of("pinned").orElseThrow().start()).isEqualTo(pin);
        assertThat(plan.of("soaked").orElseThrow().start()).isEqualTo(START.plus(Duration.ofMinutes(210)));
        assertThat(plan.of("evening").orElseThrow().start()).isEqualTo(START.plus(Duration.ofHours(18)));
        assertThat(plan.of("evening").orElseThrow().waitsFor()).startsWith("waits for a window");
        assertThat(plan.of("late").orElseThrow().waitsFor()).startsWith("must not start before");
    }

    @Test
    void capacityThatVariesIsKept() {
        DeploymentPlan plan = checked(
                plan().capacityDuring("warehouse", START, START.plus(Duration.ofHours(1)), 0)
                        .capacityDuring("warehouse", START.plus(Duration.ofHours(2)), END, 3)
                        .job("a", j -> j)
                        .job("b", j -> j)
                        .job("c", j -> j)
                        .job("d", j -> j),
                Budget.steps(100));
        assertThat(plan.objectives().get(0).value()).isEqualTo(150);
        assertThat(plan.of("d").orElseThrow().waitsFor()).contains("warehouse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-28", "2026-10-24"})
    void aNightInWhichTheClocksChangeHasAnotherLength(String saturday) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant noon =
                java.time.LocalDate.parse(saturday).atTime(12, 0).atZone(berlin).toInstant();
        DeploymentsBuilder night = Deployments.plan()
                .between(noon, noon.plus(Duration.ofDays(1)))
                .zone(berlin)
                .window(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(4, 0)))
                .job("six hours", j -> j.strategy(Strategy.of("rolling", Duration.ofHours(6))));
        boolean spring = saturday.contains("-03-");
        DeploymentPlan plan = checked(night, Budget.steps(10));
        assertThat(plan.isFeasible()).isNotEqualTo(spring);
        if (spring) {
            assertThat(plan.explain()).contains("takes 6 h, but the longest stretch", "5 h", "1 h longer");
        }
    }

    @Test
    void aWindowInTheGapOfSpringVanishes() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant midnight = Instant.parse("2026-03-28T23:00:00Z");
        DeploymentPlan plan = Deployments.plan()
                .between(midnight, midnight.plus(Duration.ofHours(20)))
                .zone(berlin)
                .window(WeeklyWindow.daily(LocalTime.of(2, 10), LocalTime.of(2, 50)))
                .job("a", j -> j.strategy(Strategy.of("quick", Duration.ofMinutes(1))))
                .solve(Budget.steps(10));
        assertThat(plan.status()).isEqualTo(Status.INFEASIBLE);
        assertThat(plan.explain()).contains("no window is open");
    }

    @Test
    void moreOfAResourceThanThereIsIsSaidAtOnce() {
        DeploymentPlan plan =
                plan().job("a", j -> j.strategy(ROLLING.uses("warehouse", 2))).solve(Budget.steps(10));
        assertThat(plan.explain())
                .isEqualTo("does not fit: a by rolling needs 2 of warehouse, of which there are 1\n"
                        + "would fit: raise the capacity of warehouse to 2");
        assertThat(plan.provenance().steps()).isZero();
    }

    @Test
    void badInputIsNamedWithTheWayOut() {
        assertThatExceptionOfType(CyclicDependencyException.class)
                .isThrownBy(() -> plan().job("a", j -> j.after("c"))
                        .job("b", j -> j.after("a"))
                        .job("c", j -> j.after("b"))
                        .build())
                .withMessageContaining("a -> b -> c -> a")
                .satisfies(e -> assertThat(e.cycle()).containsExactly("a", "b", "c", "a"));
        assertThatExceptionOfType(CyclicDependencyException.class)
                .isThrownBy(() -> plan().job("a", j -> j.after("a")).build())
                .withMessageContaining("a -> a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().job("a", j -> j.after("nobody")).build())
                .withMessage("job (a) waits for the unknown job (nobody). Maybe add job(\"nobody\", ...).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().job("a", j -> j.strategy(ROLLING.uses("crew", 1)))
                        .build())
                .withMessageContaining("resource (crew) is unknown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().capacity("x", -1))
                .withMessage("capacity (-1) of x must not be negative.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().granularity(Duration.ofMinutes(7))
                        .job("a", j -> j)
                        .solve(Budget.steps(1)))
                .withMessageContaining("duration of rolling (PT30M) must be a multiple of the granularity (PT7M)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deployments.plan()
                        .between(START, START.plus(Duration.ofDays(5_000)))
                        .job("a", j -> j.strategy(Strategy.of("x", Duration.ofMinutes(1))))
                        .solve(Budget.steps(1)))
                .withMessageContaining("Maybe use granularity(PT8M)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().job("a", j -> j.strategy(ROLLING.risk(1, Double.MAX_VALUE)))
                        .job("b", j -> j.strategy(ROLLING.risk(1, Double.MAX_VALUE)))
                        .solve(Budget.steps(1)))
                .withMessageContaining("rollback costs must add up to a finite number");
        assertThatIllegalArgumentException().isThrownBy(() -> plan().threads(0));
    }

    @Test
    void whatIsMissingIsNamed() {
        Map<String, ThrowingCallable> missing = new LinkedHashMap<>();
        missing.put("job must not be null.", () -> plan().job(null, j -> j));
        missing.put("settings must not be null.", () -> plan().job("a", null));
        missing.put("what the settings of job (a) return must not be null.", () -> plan().job("a", j -> null));
        missing.put("job that a waits for must not be null.", () -> plan().job("a", j -> j.after("b", "c", null)));
        missing.put("notBefore of a must not be null.", () -> plan().job("a", j -> j.notBefore(null)));
        missing.put("due time of a must not be null.", () -> plan().job("a", j -> j.due(null, 1)));
        missing.put("strategy of a must not be null.", () -> plan().job("a", j -> j.strategy(null)));
        missing.put("atMost must not be null.", () -> plan().job("a", j -> j.after("b", Duration.ZERO, null)));
        missing.put("atLeast must not be null.", () -> plan().job("a", j -> j.after("b", (Duration) null)));
        missing.put("resource must not be null.", () -> plan().capacity(null, -1));
        missing.put("budget must not be null.", () -> plan().budget(null, 1));
        missing.put("zone must not be null.", () -> plan().zone(null));
        missing.put("granularity must not be null.", () -> plan().granularity(null));
        missing.put("window must not be null.", () -> plan().window(null));
        missing.put("name of a blackout must not be null.", () -> plan().blackout(null, START, START));
        missing.put("start of the blackout x must not be null.", () -> plan().blackout("x", null, START));
        missing.put(
                "end of the horizon must not be null.", () -> Deployments.plan().between(START, null));
        missing.put("goal must not be null.", () -> plan().minimize(Goal.MAKESPAN, null));
        missing.put("weights must not be null.", () -> plan().minimizeSum(null));
        missing.put("job that is kept apart from others must not be null.", () -> plan().apart("a", null));
        missing.forEach((message, call) -> assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(message));
    }

    @Test
    void timesAtTheEndsOfTimeAreNamedOrDoNotFit() {
        for (Instant far : List.of(Instant.MIN, Instant.MAX)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan().job("a", j -> j.pinAt(far)).build())
                    .withMessageContaining("pin (" + far + ") of job (a) must be within 1,000 years of the horizon");
        }
        DeploymentPlan never = plan().job("a", j -> j.notBefore(Instant.MAX)).solve(Budget.steps(10));
        assertThat(never.status()).isEqualTo(Status.INFEASIBLE);
        assertThat(never.explain()).contains("must not start before " + Instant.MAX);
        assertThat(plan().job("a", j -> j.notBefore(Instant.MIN).deadline(Instant.MAX))
                        .solve(Budget.steps(10))
                        .isFeasible())
                .isTrue();
        assertThat(plan().job("a", j -> j.deadline(Instant.MIN))
                        .solve(Budget.steps(10))
                        .status())
                .isEqualTo(Status.INFEASIBLE);
    }

    @Test
    void namesDoNotForgeLinesOfExplanations() {
        String hostile = "a\nb by rolling: starts \u202E" + "x".repeat(5_000);
        DeploymentPlan plan =
                plan().job(hostile, j -> j).job("c", j -> j.after(hostile)).solve(Budget.steps(10));
        assertThat(plan.explain()).hasLineCount(4).doesNotContain("\u202E").hasSizeLessThan(3_000);
        DeploymentPlan none = plan().job(hostile, j -> j.deadline(START)).solve(Budget.steps(10));
        assertThat(none.explain()).hasLineCount(2).hasSizeLessThan(3_000);
    }

    @Test
    void aLongCircleIsShownInPart() {
        DeploymentsBuilder circle = plan();
        for (int i = 0; i < 1_000; i++) {
            int next = (i + 1) % 1_000;
            circle.job("j" + i, j -> j.after("j" + next));
        }
        assertThatExceptionOfType(CyclicDependencyException.class)
                .isThrownBy(circle::build)
                .withMessageContaining("(980 more) -> j0.")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400))
                .satisfies(e -> assertThat(e.cycle()).hasSize(1_001));
    }

    @Test
    void zeroAndExpiredBudgetsStillAnswer() {
        for (Budget budget : List.of(Budget.steps(0), Budget.time(Duration.ZERO))) {
            assertThat(checked(plan().job("a", j -> j).job("b", j -> j), budget).isFeasible())
                    .isTrue();
        }
    }

    @Test
    void anInterruptedThreadGetsTheBestSoFarAndKeepsItsFlag() {
        Thread.currentThread().interrupt();
        DeploymentPlan plan = plan().threads(2).job("a", j -> j).solve(Budget.time(Duration.ofSeconds(30)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(plan.isFeasible()).isTrue();
    }

    @Test
    void thePlanIsTheSameForAnyNumberOfThreads() {
        assertThat(many(1)).isEqualTo(many(2)).isEqualTo(many(5));
    }

    private static DeploymentPlan many(int threads) {
        DeploymentsBuilder builder = plan().capacity("crew", 3).threads(threads);
        for (int i = 0; i < 40; i++) {
            int job = i;
            builder.job(
                    "j" + i,
                    j -> (job % 3 == 0 ? j : j.after("j" + job / 2))
                            .strategy(Strategy.of("x", Duration.ofMinutes(5 + job * 7 % 11))
                                    .uses("crew", 1 + job % 3)
                                    .risk(0.1, job))
                            .strategy(Strategy.of("y", Duration.ofMinutes(9 + job * 5 % 7))
                                    .uses("crew", 1)
                                    .risk(0.05, job)));
        }
        return checked(builder, Budget.steps(20_000).withSeed(11));
    }

    @Test
    void identicalJobsKeepTheOrderInWhichTheyWereAdded() {
        DeploymentsBuilder builder = plan();
        for (int i = 0; i < 20; i++) {
            builder.job("j" + (char) ('a' + i), j -> j);
        }
        DeploymentPlan plan = checked(builder, Budget.steps(0));
        assertThat(plan.deployments()).isSortedAccordingTo(Comparator.comparing(d -> d.asset()));
    }

    @Test
    void zeroLengthJobsMayLieOnTheEdgeOfAWindow() {
        DeploymentPlan plan = checked(
                plan().window(WeeklyWindow.daily(LocalTime.of(22, 0), LocalTime.of(22, 30)))
                        .job("a", j -> j)
                        .job("done", j -> j.after("a").strategy(Strategy.of("milestone", Duration.ZERO))),
                Budget.steps(10));
        assertThat(plan.of("done").orElseThrow().start()).isEqualTo(Instant.parse("2026-03-02T22:30:00Z"));
    }

    @Test
    void aJobOfNoLengthOverlapsNoneThatItIsKeptApartFrom() {
        DeploymentPlan plan = checked(
                plan().capacity("lane", 2)
                        .job("long", j -> j.strategy(Strategy.of("slow", Duration.ofHours(1))))
                        .job("first", j -> j.strategy(Strategy.of("quick", Duration.ofMinutes(10))))
                        .job("done", j -> j.after("first").strategy(Strategy.of("milestone", Duration.ZERO)))
                        .apart("long", "done"),
                Budget.steps(50));
        assertThat(plan.of("done").orElseThrow().start()).isEqualTo(START.plus(Duration.ofMinutes(10)));
        assertThat(plan.of("long").orElseThrow().start()).isEqualTo(START);
    }

    @Test
    void pinnedJobsThatBreakCapacityAreKeptAndReported() {
        DeploymentsBuilder builder = plan().job("a", j -> j.pinAt(START))
                .job("b", j -> j.pinAt(START))
                .job("running", j -> j.pinAt(START.minus(Duration.ofMinutes(10))))
                .job("c", j -> j);
        DeploymentPlan plan = builder.solve(Budget.steps(10));
        assertThat(plan.of("c").orElseThrow().start()).isEqualTo(START.plus(Duration.ofMinutes(30)));
        assertThat(PlanChecker.of(builder.build()).violations(plan))
                .isNotEmpty()
                .allMatch(v -> v.kind() == PlanViolation.Kind.CAPACITY);
    }

    @Test
    void tenThousandJobsAreAnsweredWithinSeconds() {
        DeploymentsBuilder builder = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(60)))
                .capacity("warehouse", 4)
                .strategy(Strategy.of("rolling", Duration.ofMinutes(20)).uses("warehouse", 1))
                .strategy(Strategy.of("big", Duration.ofMinutes(10)).uses("warehouse", 3));
        for (int i = 0; i < 10_000; i++) {
            int job = i;
            builder.job("j" + i, j -> job < 10 ? j : j.after("j" + job / 3));
        }
        assertThat(builder.solve(Budget.time(Duration.ofMillis(500))).isFeasible())
                .isTrue();
    }

    @Test
    void jobsThatFitOneByOneButNotTogetherAreAConflict() {
        DeploymentsBuilder builder = Deployments.plan()
                .between(START, START.plus(Duration.ofHours(1)))
                .capacity("warehouse", 1)
                .strategy(ROLLING);
        builder.job("a", j -> j).job("b", j -> j).job("c", j -> j);
        DeploymentPlan plan = builder.solve(Budget.steps(100));
        assertThat(plan.status()).isEqualTo(Status.INFEASIBLE);
        assertThat(plan.conflict().orElseThrow().minimal()).isTrue();
        assertThat(plan.explain())
                .isEqualTo(
                        "does not fit: the capacity 1 of warehouse\nwould fit: raise the capacity of warehouse by 1");
    }

    @Test
    void theConflictIsMinimalAmongManyConstraints() {
        DeploymentsBuilder builder = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(2)))
                .capacity("warehouse", 3)
                .window(WeeklyWindow.daily(LocalTime.of(8, 0), LocalTime.of(20, 0)))
                .blackout("lunch", START.plus(Duration.ofHours(12)), START.plus(Duration.ofHours(13)))
                .strategy(ROLLING);
        for (int i = 0; i < 30; i++) {
            int job = i;
            builder.job("j" + i, j -> job < 5 ? j : j.after("j" + job / 3));
        }
        builder.job("a", j -> j.notBefore(START.plus(Duration.ofMinutes(10 * 60 + 30))))
                .job("b", j -> j.after("a", Duration.ofMinutes(20)))
                .job("c", j -> j.after("b").deadline(START.plus(Duration.ofMinutes(12 * 60))));
        DeploymentPlan plan = builder.solve(Budget.steps(100));
        assertThat(plan.conflict().orElseThrow().constraints())
                .containsExactlyInAnyOrder(
                        "a must not start before 2026-03-02T10:30:00Z",
                        "b waits for a",
                        "c waits for b",
                        "c must end by 2026-03-02T12:00:00Z");
        assertThat(plan.conflict().orElseThrow().minimal()).isTrue();
        assertThat(plan.conflict().orElseThrow().relaxation()).isEqualTo("let c end 1 h 30 min later");
    }

    @Test
    void deploymentsGoWhereTheirImpactIsLeast() {
        ImpactCurve curve = ImpactCurve.flat(8)
                .from(START.plus(Duration.ofHours(3)), 1)
                .from(START.plus(Duration.ofHours(4)), 20)
                .from(START.plus(Duration.ofHours(30)), 2);
        DeploymentsBuilder builder = plan().impact(curve).minimize(Goal.IMPACT, Goal.MAKESPAN);
        builder.job("a", j -> j).job("b", j -> j.after("a")).job("c", j -> j.after("b"));
        DeploymentPlan plan = checked(builder, Budget.steps(500));
        assertThat(plan.of("a").orElseThrow().start()).isEqualTo(START.plus(Duration.ofHours(3)));
        assertThat(plan.of("c").orElseThrow().start()).isEqualTo(START.plus(Duration.ofHours(30)));
        assertThat(plan.of("a").orElseThrow().waitsFor()).isEqualTo("waits for a time of less impact");
        assertThat(plan.objectives().get(0).value()).isEqualTo(120);
        assertThat(plan.deployments().stream().mapToDouble(curve::costOf).sum()).isEqualTo(120);
        assertThat(plan.objectives().get(0).lowerBound()).isLessThanOrEqualTo(120);
    }

    @Test
    void impactComesSecondWithoutCostingTime() {
        ImpactCurve curve = ImpactCurve.flat(8).from(START.plus(Duration.ofMinutes(30)), 1);
        DeploymentPlan plan = checked(
                plan().impact(curve)
                        .minimize(Goal.MAKESPAN, Goal.IMPACT)
                        .job("long", j -> j.strategy(Strategy.of("slow", Duration.ofHours(1))))
                        .job("short", j -> j),
                Budget.steps(500));
        assertThat(plan.objectives().get(0).value()).isEqualTo(60);
        assertThat(plan.of("short").orElseThrow().start()).isEqualTo(START.plus(Duration.ofMinutes(30)));
    }
}
