package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.deployment.PlanViolation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker must see each kind of damage that is done to a good plan, and none in a plan that is good. */
class PlanCheckerTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Strategy WAY =
            Strategy.of("rolling", Duration.ofMinutes(30)).uses("crew", 1);

    private static final DeploymentsBuilder BUILDER = Deployments.plan()
            .between(START, START.plus(Duration.ofDays(1)))
            .capacity("crew", 1)
            .window(WeeklyWindow.daily(LocalTime.of(8, 0), LocalTime.of(20, 0)))
            .blackout("lunch", at(12, 0), at(13, 0))
            .strategy(WAY)
            .job("a", j -> j.deadline(at(11, 0)))
            .job("b", j -> j.after("a", Duration.ZERO, Duration.ofHours(8)).notBefore(at(8, 40)))
            .job("pinned", j -> j.pinAt(at(15, 0)));
    private static final DeploymentPlan GOOD = BUILDER.solve(Budget.steps(10));

    private static Instant at(int hour, int minute) {
        return START.plus(Duration.ofMinutes(60L * hour + minute));
    }

    static Stream<Arguments> damage() {
        return Stream.of(
                Arguments.of("a", at(7, 45), Kind.WINDOW),
                Arguments.of("a", at(19, 45), Kind.WINDOW),
                Arguments.of("a", at(11, 45), Kind.BLACKOUT),
                Arguments.of("a", at(10, 45), Kind.DEADLINE),
                Arguments.of("b", at(8, 35), Kind.DEADLINE),
                Arguments.of("a", at(9, 0), Kind.DEPENDENCY),
                Arguments.of("b", at(18, 0), Kind.DEPENDENCY),
                Arguments.of("b", at(15, 15), Kind.CAPACITY),
                Arguments.of("b", at(9, 0).plusSeconds(1), Kind.GRID),
                Arguments.of("b", at(23, 45), Kind.HORIZON),
                Arguments.of("pinned", at(16, 0), Kind.PIN));
    }

    @ParameterizedTest
    @MethodSource("damage")
    void damageIsSeen(String job, Instant start, Kind kind) {
        DeploymentProblem problem = BUILDER.build();
        assertThat(PlanChecker.of(problem).violations(GOOD)).isEmpty();
        List<ScheduledDeployment> moved = new ArrayList<>();
        for (ScheduledDeployment d : GOOD.deployments()) {
            boolean hit = d.asset().equals(job);
            Instant from = hit ? start : d.start();
            moved.add(new ScheduledDeployment(
                    d.asset(), d.strategy(), from, from.plus(d.strategy().duration()), 0, ""));
        }
        DeploymentPlan bad =
                new DeploymentPlan(GOOD.status(), moved, GOOD.objectives(), GOOD.conflict(), GOOD.provenance());
        assertThat(PlanChecker.of(problem).violations(bad)).anyMatch(v -> v.kind() == kind);
    }

    @Property(tries = 60)
    void plansOfRandomProblemsPass(@ForAll @IntRange(max = 1_000_000) int seed) {
        Random random = new Random(seed);
        DeploymentsBuilder builder = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(6)))
                .zone(java.time.ZoneId.of(random.nextBoolean() ? "America/New_York" : "Asia/Kathmandu"))
                .granularity(Duration.ofMinutes(5))
                .capacity("crew", 1 + random.nextInt(4))
                .capacity("lock", 1)
                .capacityDuring(
                        "crew", START.plus(Duration.ofHours(30)), START.plus(Duration.ofHours(50)), random.nextInt(3))
                .windowOf("lock", WeeklyWindow.daily(LocalTime.of(1, 0), LocalTime.of(9, 30)))
                .blackout("freeze", START.plusSeconds(random.nextInt(90_000)), START.plusSeconds(100_000));
        for (int w = random.nextInt(3); w > 0; w--) {
            builder.window(
                    WeeklyWindow.daily(LocalTime.of(random.nextInt(24), 7), LocalTime.of(random.nextInt(24), 0)));
        }
        int n = 1 + random.nextInt(25);
        for (int i = 0; i < n; i++) {
            int job = i;
            builder.job("j" + i, j -> {
                if (job > 0 && random.nextBoolean()) {
                    j.after("j" + random.nextInt(job), Duration.ofMinutes(5L * random.nextInt(4)));
                }
                if (random.nextInt(6) == 0) {
                    j.window(WeeklyWindow.daily(LocalTime.of(3, 0), LocalTime.of(15, 0)));
                }
                return j.strategy(Strategy.of("x", Duration.ofMinutes(5L * random.nextInt(7)))
                                .uses("crew", 1)
                                .risk(random.nextDouble(), 7))
                        .strategy(Strategy.of("y", Duration.ofMinutes(5L * random.nextInt(7)))
                                .uses("lock", random.nextInt(2))
                                .risk(random.nextDouble(), 7));
            });
        }
        DeploymentProblem problem = builder.build();
        DeploymentPlan plan = builder.solve(Budget.steps(300).withSeed(seed));
        assertThat(PlanChecker.of(problem).violations(plan)).isEmpty();
        if (plan.isFeasible()) {
            double shares = plan.deployments().stream()
                    .mapToDouble(d -> d.expectedRollbackCost())
                    .sum();
            assertThat(shares).isEqualTo(plan.objectives().get(1).value());
            assertThat(plan.deployments()).noneMatch(d -> d.waitsFor().startsWith("could start earlier"));
        }
    }
}
