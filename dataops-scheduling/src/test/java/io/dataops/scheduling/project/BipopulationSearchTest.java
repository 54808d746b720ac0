package io.dataops.scheduling.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BipopulationSearchTest {
    private static final int UNITS = 4;

    private static ProjectBuilder jobs(long seed, int jobs, int slots) {
        Random random = new Random(seed);
        ProjectBuilder b = Project.builder(slots);
        int crew = b.resource(UNITS);
        int slot = b.resource(2);
        for (int j = 0; j < jobs; j++) {
            int job = b.job();
            b.mode(
                    job,
                    random.nextInt(8),
                    0,
                    Map.of(crew, random.nextInt(UNITS + 1), slot, random.nextInt(3)),
                    Map.of(),
                    Optional.empty());
            for (int i = 0; j > 0 && i < random.nextInt(3); i++) {
                b.after(random.nextInt(j), job, random.nextInt(3));
            }
        }
        return b;
    }

    private static void assertValid(Project p, Individual x) {
        int end = 0;
        int[][] used = new int[2][x.makespan];
        for (int j = 0; j < p.jobs; j++) {
            int m = x.modes[j];
            assertThat(x.starts[j]).isNotNegative();
            end = Math.max(end, x.starts[j] + p.duration[m]);
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                int k = p.before.other()[a];
                assertThat(x.starts[j])
                        .isGreaterThanOrEqualTo(
                                x.starts[k] + p.duration[x.modes[k]] + p.before.lag()[a]);
            }
            for (int t = x.starts[j]; t < x.starts[j] + p.duration[m]; t++) {
                for (int r = 0; r < 2; r++) {
                    used[r][t] += p.demand[m][r];
                    assertThat(used[r][t]).isLessThanOrEqualTo(p.capacity[r]);
                }
            }
        }
        assertThat(x.makespan).isEqualTo(end);
    }

    @Test
    void everyChildOfEitherSideIsASchedule() {
        for (int seed = 0; seed < 60; seed++) {
            Project p = jobs(seed, 3 + seed % 30, 10 + seed % 300).build();
            int values = new Valuation(p).length();
            Breeder breeder = new Breeder(p);
            SplittableRandom random = new SplittableRandom(seed);
            Individual[][] members = new Individual[2][4];
            for (int i = 0; i < 4; i++) {
                members[0][i] = new Individual(p.jobs, values);
                members[1][i] = new Individual(p.jobs, values);
                breeder.seed(members[1][i], members[0][i], i == 0, random);
            }
            for (int turn = 0; turn < 40; turn++) {
                boolean forwards = turn % 2 == 0;
                Individual[] parents = members[forwards ? 0 : 1];
                Individual child = new Individual(p.jobs, values);
                Individual father = parents[random.nextInt(4)];
                Individual mother = parents[random.nextInt(4)];
                long drawn = random.nextLong();
                assertThat(breeder.breed(father, mother, forwards, p.span, child, new SplittableRandom(drawn)))
                        .isTrue();
                Individual again = new Individual(p.jobs, values);
                assertThat(breeder.breed(father, mother, forwards, child.makespan, again, new SplittableRandom(drawn)))
                        .as("one as long as wanted is made")
                        .isTrue();
                assertThat(again.starts).isEqualTo(child.starts);
                assertThat(breeder.breed(
                                father, mother, forwards, child.makespan - 1, again, new SplittableRandom(drawn)))
                        .as("one longer than wanted is given up")
                        .isFalse();
                Individual settled = new Individual(p.jobs, values);
                settled.copyFrom(child);
                breeder.settle(settled, !forwards);
                assertValid(p, settled);
                assertThat(settled.makespan).isLessThanOrEqualTo(child.makespan);
                if (forwards) {
                    for (int j = 0; j < p.jobs; j++) {
                        child.starts[j] = child.makespan - child.starts[j] - p.duration[child.modes[j]];
                    }
                    assertValid(p, child);
                    assertThat(settled.starts).isEqualTo(child.starts);
                } else {
                    assertValid(p, child);
                }
                members[forwards ? 1 : 0][random.nextInt(4)] = turned(child, forwards, p);
            }
        }
    }

    /** Undoes the turn that the test made to look at a child. */
    private static Individual turned(Individual child, boolean forwards, Project p) {
        if (forwards) {
            for (int j = 0; j < p.jobs; j++) {
                child.starts[j] = child.makespan - child.starts[j] - p.duration[child.modes[j]];
            }
        }
        return child;
    }

    @Test
    void bothDirectionsAreThoseOfTheProjectAndOfItsMirror() {
        for (int seed = 0; seed < 200; seed++) {
            ProjectBuilder b = jobs(seed, 1 + seed % 40, 10 + seed % 300);
            if (seed % 3 == 0) {
                for (int r = 0; r < 9; r++) {
                    b.resource(1_000_000);
                }
            }
            if (seed % 4 == 0) {
                int last = b.job();
                b.mode(last, 3, 0, Map.of(), Map.of(), Optional.empty());
                for (int j = 0; j < last; j++) {
                    b.after(j, last, j % 3);
                }
            }
            Project p = b.build();
            Project mirror = Mirror.of(p);
            TwoWayGenerator generator = new TwoWayGenerator(p);
            SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < 20; round++) {
                boolean forwards = random.nextBoolean();
                Project read = forwards ? p : mirror;
                int[] order = new int[p.jobs];
                new Seeds(read).order(order, random, false);
                int[] expected = new int[p.jobs];
                int makespan = new ScheduleGenerator(read).forward(order, read.firstMode, expected);
                int[] starts = new int[p.jobs];
                assertThat(generator.generate(order, forwards, starts, makespan - 1))
                        .isGreaterThan(makespan - 1);
                assertThat(generator.generate(order, forwards, starts, makespan))
                        .isEqualTo(makespan);
                assertThat(starts).isEqualTo(expected);
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameAnswerForAnyBudget() {
        for (long steps : new long[] {0, 1, 2, 7, 64, 65, 1_000, 12_345}) {
            Project p = jobs(steps, 40, 400).build();
            Individual one = search(p, 1, steps);
            assertValid(p, one);
            for (int threads = 2; threads < 5; threads++) {
                Individual other = search(p, threads, steps);
                assertThat(other.starts).isEqualTo(one.starts);
                assertThat(other.values).isEqualTo(one.values);
            }
        }
    }

    private static Individual search(Project p, int threads, long steps) {
        Budget budget = Budget.steps(steps).withSeed(5);
        Budget.Meter meter = budget.start();
        Individual best = new BipopulationSearch(threads)
                .search(p, new long[] {0, 0, 0}, budget, meter, ProgressListener.silent());
        assertThat(meter.steps()).isBetween(Math.min(steps, 3), steps + 200);
        return best;
    }

    @Test
    void aBudgetWithoutEndIsSearchedUntilTheThreadIsInterrupted() {
        Budget budget = Budget.time(Duration.ofSeconds(Long.MAX_VALUE));
        Project p = jobs(3, 40, 400).build();
        Individual best = new BipopulationSearch(1)
                .search(p, new long[] {0, 0, 0}, budget, budget.start(), progress -> {
                    if (progress.done() > 20_000) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(Thread.interrupted()).isTrue();
        assertValid(p, best);
    }

    @Test
    void whatReadsTimeOneWayIsLeftToTheOtherSearch() {
        assertThat(BipopulationSearch.applies(jobs(1, 9, 99).build())).isTrue();
        assertThat(BipopulationSearch.applies(jobs(1, 9, 99).between(3, 1, 99).build()))
                .isFalse();
        assertThat(BipopulationSearch.applies(jobs(1, 9, 99).between(3, 0, 50).build()))
                .isFalse();
        assertThat(BipopulationSearch.applies(jobs(1, 9, 99).pin(0, 5).build())).isFalse();
        assertThat(BipopulationSearch.applies(jobs(1, 9, 99).within(0, 8, 40).build()))
                .isFalse();
        assertThat(BipopulationSearch.applies(
                        jobs(1, 9, 99).minimize(Objective.LATENESS).build()))
                .isFalse();
    }
}
