package io.dataops.scheduling.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.optaplanner.core.config.solver.EnvironmentMode;

/** Lists that change a little from one to the next, scored from what has changed, against three whole schedules each. */
class ListDecoderProperties {
    private static final int HORIZON = 400;

    /** Random jobs; with everything that keeps time from running backwards, if wanted. */
    static Project project(int seed, int jobs, boolean plain) {
        Random random = new Random(seed);
        ProjectBuilder b = Project.builder(HORIZON);
        int resources = 1 + random.nextInt(3);
        int[] capacity = new int[resources];
        for (int r = 0; r < resources; r++) {
            capacity[r] = random.nextInt(9) == 0 ? 1 << 20 : 2 + random.nextInt(4);
            b.resource(capacity[r]);
        }
        int stock = b.stock(3 * jobs);
        BitSet open = new BitSet();
        open.set(0, HORIZON);
        for (int t = 10; t < HORIZON; t += 20) {
            open.clear(t, t + random.nextInt(5));
        }
        for (int j = 0; j < jobs; j++) {
            b.job();
            int modes = random.nextInt(3) == 0 && !(j == 3 && !plain) ? 2 : 1;
            for (int m = 0; m < modes; m++) {
                Map<Integer, Integer> demand = new TreeMap<>();
                for (int r = 0; r < resources; r++) {
                    demand.put(r, random.nextInt(Math.min(4, capacity[r] + 1)));
                }
                Optional<BitSet> calendar = plain || random.nextBoolean() ? Optional.empty() : Optional.of(open);
                b.mode(j, random.nextInt(7), random.nextInt(9), demand, Map.of(stock, random.nextInt(5)), calendar);
            }
            for (int k = 0; k < j; k++) {
                if (random.nextInt(jobs) < 2) {
                    b.after(k, j, random.nextInt(4) / 2);
                }
            }
        }
        if (!plain) {
            b.pin(3, 20 + random.nextInt(10));
            b.between(jobs - 1, 15, 60);
        }
        return b.minimize(Objective.MAKESPAN, Objective.MODE_COST).build();
    }

    private static OrderedJobs start(Project p, int seed) {
        OrderedJobs solution = new OrderedJobs(p);
        int[] order = new int[p.jobs];
        new Seeds(p).order(order, new SplittableRandom(seed), false);
        solution.arrange(order);
        return solution;
    }

    private static void changeAtRandom(OrderedJobs solution, Random random) {
        Project p = solution.session.project;
        List<OrderedJobs.Job> list = solution.sequence.order;
        if (!solution.choices.isEmpty() && random.nextInt(4) == 0) {
            int job = solution.choices.get(random.nextInt(solution.choices.size()));
            solution.sequence.modes =
                    solution.sequence.modes().with(job, p.firstMode[job] + random.nextInt(p.modesOf(job)));
            return;
        }
        OrderedJobs.Job moved = list.remove(random.nextInt(list.size()));
        int low = 0;
        int high = list.size();
        for (int i = 0; i < list.size(); i++) {
            low = isBefore(p, list.get(i).id, moved.id) ? i + 1 : low;
            high = isBefore(p, moved.id, list.get(i).id) ? Math.min(high, i) : high;
        }
        list.add(low + random.nextInt(high - low + 1), moved);
    }

    private static boolean isBefore(Project p, int earlier, int later) {
        for (int a = p.before.first()[later]; a < p.before.first()[later + 1]; a++) {
            if (p.before.other()[a] == earlier) {
                return true;
            }
        }
        return false;
    }

    @Property(tries = 200)
    void scoresOfChangesAreThoseOfWholeLists(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(min = 5, max = 60) int jobs) {
        Project p = project(seed, jobs, seed % 2 == 0);
        OrderedJobs solution = start(p, seed);
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            List<OrderedJobs.Job> before = new ArrayList<>(solution.sequence.order);
            OrderedJobs.Modes modes = solution.sequence.modes();
            for (int change = random.nextInt(3); change >= 0; change--) {
                changeAtRandom(solution, random);
            }
            long[] whole = new Justification(p).once(solution).values;
            assertThat(solution.session.decoder.value(solution.sequence.order, solution.sequence.modes()))
                    .containsExactly(whole);
            if (random.nextInt(3) > 0) {
                solution.sequence.order = before;
                solution.sequence.modes = modes;
            }
        }
    }

    @Example
    void lessIsDecodedThanWholeLists() {
        long searched = 0;
        long whole = 0;
        for (int seed = 0; seed < 20; seed++) {
            Project p = project(seed, 60, true);
            Budget budget = Budget.steps(3_000).withSeed(seed);
            OrderedJobs solution = start(p, seed);
            Random random = new Random(seed);
            for (int i = 0; i < budget.maxSteps() / ListDecoder.SCHEDULES_A_LIST; i++) {
                List<OrderedJobs.Job> before = new ArrayList<>(solution.sequence.order);
                changeAtRandom(solution, random);
                solution.session.decoder.value(solution.sequence.order, solution.sequence.modes());
                solution.sequence.order = before;
            }
            searched += solution.session.decoder.searched();
            whole += (long) ListDecoder.SCHEDULES_A_LIST * p.jobs * solution.session.decoder.lists();
        }
        assertThat(searched).isLessThan(whole / 2);
    }

    /** OptaPlanner compares each incremental score with a whole one, each undone move with what was before it, and so on. */
    @Property(tries = 20)
    void optaPlannerFindsNothingToAssert(@ForAll @IntRange(max = 1_000_000) int seed) {
        Project p = project(seed, 12, seed % 2 == 0);
        Budget budget = Budget.steps(600).withSeed(seed);
        long[] goal = new long[p.objectives.size() + 2];
        Individual asserted = search(new OptaPlannerSearch(EnvironmentMode.FULL_ASSERT), p, goal, budget);
        assertThat(search(new OptaPlannerSearch(EnvironmentMode.FULL_ASSERT), p, goal, budget).starts)
                .isEqualTo(asserted.starts);
    }

    private static Individual search(OptaPlannerSearch search, Project p, long[] goal, Budget budget) {
        return search.search(p, goal, budget, budget.start(), ProgressListener.silent());
    }

    @Example
    void jobsThatCannotMoveUseUpTheBudget() {
        ProjectBuilder b = Project.builder(50).minimize(Objective.LATENESS);
        for (int j = 0; j < 5; j++) {
            b.mode(b.job(), 3, 0, Map.of(), Map.of(), Optional.empty());
            b.weigh(j, 0, 2, 1, -1);
            if (j > 0) {
                b.after(j - 1, j, 0);
            }
        }
        Project p = b.build();
        Budget budget = Budget.steps(500);
        Budget.Meter meter = budget.start();
        Individual best = new OptaPlannerSearch()
                .search(p, new long[p.objectives.size() + 2], budget, meter, ProgressListener.silent());
        assertThat(best.makespan).isEqualTo(15);
        assertThat(meter.steps()).isBetween(500L, 520L);
    }

    @Property(tries = 100)
    void movesKeepPrecedenceAndCanBeUndone(@ForAll @IntRange(max = 1_000_000) int seed) {
        Project p = project(seed, 20, true);
        OrderedJobs solution = start(p, seed);
        OrderNeighbourhood neighbourhood = new OrderNeighbourhood(p);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            solution.session.decoder.value(solution.sequence.order, solution.sequence.modes());
            neighbourhood.of(solution, random);
            if (neighbourhood.next() instanceof OrderMoves.Rearrangement move) {
                assertThat(solution.sequence.order.subList(move.low, move.low + move.was.size()))
                        .isEqualTo(move.was);
                assertThat(move.next).containsExactlyInAnyOrderElementsOf(move.was);
                for (int k = 0; k < move.next.size(); k++) {
                    solution.sequence.order.set(move.low + k, move.next.get(k));
                }
                for (int a = 0; a < p.jobs; a++) {
                    for (int c = 0; c < a; c++) {
                        assertThat(isBefore(p, solution.sequence.order.get(a).id, solution.sequence.order.get(c).id))
                                .isFalse();
                    }
                }
            }
        }
    }
}
