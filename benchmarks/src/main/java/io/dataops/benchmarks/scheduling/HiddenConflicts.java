package io.dataops.benchmarks.scheduling;

import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.benchmarks.Score;
import io.dataops.scheduling.deployment.ConflictFinder;
import io.dataops.scheduling.deployment.DeploymentConflict;
import io.dataops.scheduling.deployment.DeploymentProblem;
import io.dataops.scheduling.deployment.Deployments;
import io.dataops.scheduling.deployment.DeploymentsBuilder;
import io.dataops.scheduling.deployment.PlanConstraint;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Problems of 300 jobs that hide one known conflict; what is found must be exactly it. */
final class HiddenConflicts {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int JOBS = 300;

    /** A problem and the one conflict in it. */
    private record Hidden(DeploymentProblem problem, Set<PlanConstraint> conflict) {}

    private HiddenConflicts() {}

    static void run(int cases, Score score, PrintStream out) {
        int exact = 0;
        long[] nanos = new long[cases];
        for (int i = 0; i < cases; i++) {
            Hidden hidden = generate(i);
            long from = System.nanoTime();
            Optional<DeploymentConflict> found = ConflictFinder.find(hidden.problem);
            nanos[i] = System.nanoTime() - from;
            exact += found.isPresent()
                            && found.get().minimal()
                            && new HashSet<>(found.get().constraints()).equals(hidden.conflict)
                    ? 1
                    : 0;
        }
        java.util.Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "hidden conflicts: %d of %d found and minimal, median %.0f ms%n",
                exact,
                cases,
                nanos[cases / 2] / 1e6);
        score.put("conflicts_minimal", exact / (double) cases);
        score.put("conflict_median_ms", nanos[cases / 2] / 1_000_000);
    }

    /** Slack everywhere but in one chain that must end too early, one job pinned too early, or one shared lock. */
    private static Hidden generate(int seed) {
        Random random = new Random(seed);
        DeploymentsBuilder b = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(14)))
                .granularity(Duration.ofMinutes(5))
                .capacity("crew", 6)
                .capacity("lock", 1)
                .window(WeeklyWindow.daily(LocalTime.of(6, 0), LocalTime.of(22, 0)))
                .blackout("freeze", START.plus(Duration.ofHours(60)), START.plus(Duration.ofHours(70)));
        Strategy plain = Strategy.of("rolling", Duration.ofMinutes(20)).uses("crew", 1);
        for (int i = 0; i < JOBS - 4; i++) {
            int job = i;
            int before = random.nextInt(Math.max(1, i));
            boolean late = random.nextInt(10) == 0;
            b.job("j" + i, j -> {
                if (job > 20 && job % 3 > 0) {
                    j.after("j" + before);
                }
                if (late) {
                    j.deadline(START.plus(Duration.ofDays(13)));
                }
                return j.strategy(plain);
            });
        }
        Instant morning = START.plus(Duration.ofHours(24 * (1 + random.nextInt(5)) + 80));
        Strategy hour = Strategy.of("blue-green", Duration.ofHours(1)).uses("lock", 1);
        return switch (seed % 3) {
            case 0 -> {
                b.job("w", j -> j.strategy(hour).notBefore(morning));
                b.job("x", j -> j.strategy(hour).after("w"));
                b.job("y", j -> j.strategy(hour).after("x").deadline(morning.plus(Duration.ofMinutes(150))));
                b.job("z", j -> j.strategy(plain));
                yield new Hidden(
                        b.build(),
                        Set.of(
                                constraint(PlanConstraint.Kind.NOT_BEFORE, "w"),
                                new PlanConstraint(PlanConstraint.Kind.DEPENDENCY, "x", "w"),
                                new PlanConstraint(PlanConstraint.Kind.DEPENDENCY, "y", "x"),
                                constraint(PlanConstraint.Kind.DEADLINE, "y")));
            }
            case 1 -> {
                for (String name : List.of("w", "x", "y")) {
                    b.job(
                            name,
                            j -> j.strategy(hour).notBefore(morning).deadline(morning.plus(Duration.ofMinutes(150))));
                }
                b.job("z", j -> j.strategy(plain));
                Set<PlanConstraint> conflict = new HashSet<>(Set.of(constraint(PlanConstraint.Kind.CAPACITY, "lock")));
                for (String name : List.of("w", "x", "y")) {
                    conflict.add(constraint(PlanConstraint.Kind.NOT_BEFORE, name));
                    conflict.add(constraint(PlanConstraint.Kind.DEADLINE, name));
                }
                yield new Hidden(b.build(), conflict);
            }
            default -> {
                b.job("w", j -> j.strategy(hour).pinAt(morning));
                b.job("x", j -> j.strategy(hour).after("w"));
                b.job("y", j -> j.strategy(plain).after("x").deadline(morning.plus(Duration.ofMinutes(130))));
                b.job("z", j -> j.strategy(plain));
                yield new Hidden(
                        b.build(),
                        Set.of(
                                constraint(PlanConstraint.Kind.PIN, "w"),
                                new PlanConstraint(PlanConstraint.Kind.DEPENDENCY, "x", "w"),
                                new PlanConstraint(PlanConstraint.Kind.DEPENDENCY, "y", "x"),
                                constraint(PlanConstraint.Kind.DEADLINE, "y")));
            }
        };
    }

    private static PlanConstraint constraint(PlanConstraint.Kind kind, String subject) {
        return new PlanConstraint(kind, subject, "");
    }
}
