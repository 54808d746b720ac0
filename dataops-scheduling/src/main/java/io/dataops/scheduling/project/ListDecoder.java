package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values lists of jobs, each after its predecessors, as {@link Justification#once} does: by the better of the schedule of a list and its
 * justified one. Each of the three passes (early, late, early again) is {@linkplain Replay replayed} from where it changes; what starts no job
 * elsewhere costs no more than the look. Where time does not look the same backwards (calendars, deadlines, fixed starts, changes of
 * capacity, pauses, common starts), the pass to the late side is made as a whole. For the use of one thread.
 */
final class ListDecoder {
    static final int SCHEDULES_A_LIST = 3;

    private final Project p;
    private final ScheduleGenerator generator;
    private final boolean turns;
    private final Replay early;
    private final Replay late;
    private final Replay again;
    private final int[] order;
    private final int[] modes;
    private final int[] starts;
    private long lists;
    private long searchedWhole;

    ListDecoder(Project p) {
        this.p = p;
        Valuation valuation = new Valuation(p);
        this.generator = new ScheduleGenerator(p);
        this.turns = turnsRound(p);
        this.early = new Replay(p, valuation, false);
        this.late = new Replay(p, valuation, true);
        this.again = new Replay(p, valuation, false);
        this.order = new int[p.jobs];
        this.modes = new int[p.jobs];
        this.starts = new int[p.jobs];
    }

    private static boolean turnsRound(Project p) {
        return Arrays.stream(p.openings).allMatch(Openings::isAlways)
                && Arrays.stream(p.pinned).allMatch(s -> s < 0)
                && IntStream.range(0, p.jobs).allMatch(j -> !p.steady[j] && p.deadline[j] >= p.horizon - p.tail[j])
                && IntStream.range(0, p.capacity.length)
                        .allMatch(r -> Arrays.stream(p.capacityAt[r]).allMatch(c -> c == p.capacity[r]));
    }

    /** How many lists were valued so far. */
    long lists() {
        return lists;
    }

    /** For how many jobs a place was looked for so far, of {@link #SCHEDULES_A_LIST} times the jobs for each list without replay. */
    long searched() {
        return early.searched() + late.searched() + again.searched() + searchedWhole;
    }

    /** The schedule of the last list, before it was justified. */
    ReplayPlan plan() {
        return early.last();
    }

    /** Values a list: violation, objectives, sum of starts. To be read before the next one. */
    long[] value(List<OrderedJobs.Job> list, OrderedJobs.Modes choice) {
        lists++;
        for (int i = 0; i < p.jobs; i++) {
            order[i] = list.get(i).id;
            modes[i] = choice.of(i);
        }
        boolean isNew = early.decode(order, modes);
        ReplayPlan plan = early.last();
        if (isNew) {
            justify(plan);
            long[] justified = again.last().values;
            long[] better = Valuation.better(justified, plan.values) ? justified : plan.values;
            System.arraycopy(better, 0, plan.score, 0, better.length);
        }
        return plan.score;
    }

    private void justify(ReplayPlan plan) {
        if (turns && plan.makespan <= p.horizon) {
            late.decode(generator.sortByEnd(plan.starts, modes, plan.makespan), modes);
            ReplayPlan turned = late.last();
            for (int j = 0; j < p.jobs; j++) {
                starts[j] = turned.makespan - turned.ends[j];
            }
        } else {
            System.arraycopy(plan.starts, 0, starts, 0, p.jobs);
            generator.backward(
                    generator.sortByEnd(starts, plan.modes, plan.makespan), plan.modes, starts, plan.makespan);
            searchedWhole += p.jobs;
        }
        again.decode(generator.sortByStart(starts), modes);
    }
}
