package io.dataops.scheduling.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagSearchTest {
    /** Where the horizon leaves some room, tight lags alone do not hide the schedule. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 1_000})
    void tightLagsAreKeptByConstruction(int cluster) {
        for (int jobs : new int[] {10, 30, 100, 200}) {
            for (int slack : new int[] {0, 3}) {
                for (boolean windows : new boolean[] {false, true}) {
                    MaxLagProjects.Shape shape = new MaxLagProjects.Shape(jobs, cluster, slack, 1.5, windows, 3);
                    ProjectBuilder b = MaxLagProjects.random(shape, jobs + slack);
                    ProjectAnswer answer = ProjectScheduler.feasibility().solve(b.build(), Budget.steps(200));
                    assertThat(violations(b, answer.best())).as("%s", shape).isZero();
                    assertThat(answer.best().isFeasible()).as("%s", shape).isTrue();
                }
            }
        }
    }

    @Test
    void theAnswerIsTheSameForAnyNumberOfThreads() {
        Project p = MaxLagProjects.random(new MaxLagProjects.Shape(40, 5, 2, 1.2, true, 2), 7)
                .build();
        Budget budget = Budget.steps(5_000).withSeed(3);
        ProjectAnswer one = ProjectScheduler.standard().solve(p, budget);
        assertThat(ProjectScheduler.standard().threads(3).solve(p, budget).best())
                .isEqualTo(one.best());
        assertThat(one.provenance().algorithm()).contains("keeps maximum lags");
    }

    /** By the definitions alone; modes are single. */
    private static int violations(ProjectBuilder b, Schedule s) {
        int found = 0;
        int[] end = new int[b.jobs.size()];
        for (int j = 0; j < end.length; j++) {
            ProjectBuilder.Mode mode = b.jobs.get(j).modes.get(0);
            end[j] = s.starts().get(j) + mode.duration();
            found += end[j] > b.horizon ? 1 : 0;
            for (int t = s.starts().get(j); t < end[j]; t++) {
                int slot = t;
                found += mode.open().filter(open -> !open.get(slot)).isPresent() ? 1 : 0;
            }
        }
        for (int r = 0; r < b.capacity.size(); r++) {
            for (int t = 0; t < b.horizon; t++) {
                int used = 0;
                for (int j = 0; j < end.length; j++) {
                    boolean runs = s.starts().get(j) <= t && t < end[j];
                    used += runs ? b.jobs.get(j).modes.get(0).demand().getOrDefault(r, 0) : 0;
                }
                found += used > b.capacity.get(r) ? 1 : 0;
            }
        }
        for (ProjectBuilder.Arc arc : b.arcs) {
            found += s.starts().get(arc.later()) < end[arc.earlier()] + arc.lag() ? 1 : 0;
        }
        for (Project.MaxLag lag : b.maxLags) {
            found += s.starts().get(lag.later()) > end[lag.earlier()] + lag.lag() ? 1 : 0;
        }
        return found;
    }

    /** Lags of any kind, also without a least lag beside them, and closed slots. */
    private static ProjectBuilder tiny(long seed) {
        Random random = new Random(seed);
        int horizon = 6 + random.nextInt(3);
        ProjectBuilder b = Project.builder(horizon);
        b.resource(2);
        int jobs = 2 + random.nextInt(3);
        BitSet open = new BitSet(horizon);
        for (int t = 0; t < horizon; t++) {
            open.set(t, random.nextInt(5) > 0);
        }
        for (int j = 0; j < jobs; j++) {
            b.mode(
                    b.job(),
                    random.nextInt(4),
                    0,
                    Map.of(0, random.nextInt(3)),
                    Map.of(),
                    random.nextBoolean() ? Optional.of(open) : Optional.empty());
            if (random.nextInt(4) == 0) {
                b.between(j, random.nextInt(4), horizon - random.nextInt(4));
            }
        }
        for (int j = 0; j < jobs; j++) {
            for (int i = 0; i < jobs; i++) {
                if (i < j && random.nextInt(2) == 0) {
                    b.after(i, j, random.nextInt(3));
                }
                if (i != j && random.nextInt(3) == 0) {
                    b.within(i, j, random.nextInt(4));
                }
            }
        }
        return b;
    }

    private static int shortest(ProjectBuilder b, int j, Integer[] starts) {
        int n = starts.length;
        if (j == n) {
            Schedule s = new Schedule(List.of(starts), List.of(), 0, 0, List.of());
            int makespan = 0;
            for (int i = 0; i < n; i++) {
                int end = starts[i] + b.jobs.get(i).modes.get(0).duration();
                makespan = Math.max(makespan, end);
                if (end > b.jobs.get(i).deadline || !isOpen(b.jobs.get(i).modes.get(0), starts[i], b.horizon)) {
                    return Integer.MAX_VALUE;
                }
            }
            return violations(b, s) == 0 ? makespan : Integer.MAX_VALUE;
        }
        int least = Integer.MAX_VALUE;
        for (int t = b.jobs.get(j).release; t <= b.horizon; t++) {
            starts[j] = t;
            least = Math.min(least, shortest(b, j + 1, starts));
        }
        return least;
    }

    /** A job of no length needs the edge of an open slot. */
    private static boolean isOpen(ProjectBuilder.Mode mode, int start, int horizon) {
        return mode.duration() > 0
                || start >= horizon
                || mode.open()
                        .map(open -> open.get(start) || (start > 0 && open.get(start - 1)))
                        .orElse(true);
    }

    @Test
    void tinyProjectsAreAnsweredAsByEnumeration() {
        int feasible = 0;
        for (int seed = 0; seed < 250; seed++) {
            ProjectBuilder b = tiny(seed);
            if (b.maxLags.isEmpty()) {
                continue;
            }
            int least = shortest(b, 0, new Integer[b.jobs.size()]);
            ProjectAnswer answer = ProjectScheduler.standard()
                    .solve(b.build(), Budget.steps(3_000).withSeed(seed));
            assertThat(answer.best().isFeasible()).as("%d", seed).isEqualTo(least < Integer.MAX_VALUE);
            assertThat(answer.provenInfeasible() && least < Integer.MAX_VALUE).isFalse();
            if (least < Integer.MAX_VALUE) {
                feasible++;
                assertThat(answer.best().makespan()).as("%d", seed).isEqualTo(least);
                assertThat(violations(b, answer.best())).as("%d", seed).isZero();
            }
        }
        assertThat(feasible).isGreaterThan(60);
    }
}
