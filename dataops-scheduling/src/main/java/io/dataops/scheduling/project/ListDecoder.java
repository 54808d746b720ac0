package io.dataops.scheduling.project;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.optaplanner.core.api.score.buildin.bendablelong.BendableLongScore;

/**
 * Decodes a list of jobs; one that comes before a predecessor waits for it. Each schedule is justified: ended as late as possible, then
 * started as early as possible again; the better of the two counts. So a score costs three schedules.
 */
final class ListDecoder {
    static final int SCHEDULES_A_SCORE = 3;

    private final Project p;
    private final ScheduleGenerator generator;
    private final Valuation valuation;
    private final Individual plain;
    private final Individual justified;
    private Individual x;
    private final boolean[] placed;
    private final int[] stack;
    private long schedules;
    private Runnable watch = () -> {};

    ListDecoder(Project p) {
        this.p = p;
        this.generator = new ScheduleGenerator(p);
        this.valuation = new Valuation(p);
        this.plain = new Individual(p.jobs, valuation.length());
        this.justified = new Individual(p.jobs, valuation.length());
        this.x = plain;
        this.placed = new boolean[p.jobs];
        this.stack = new int[p.jobs + 1];
    }

    /** Sets what is done with every schedule. */
    void watch(Runnable newWatch) {
        watch = newWatch;
    }

    Individual last() {
        return x;
    }

    long schedules() {
        return schedules;
    }

    BendableLongScore score(OrderedJobs solution) {
        x = plain;
        Arrays.fill(placed, false);
        int count = 0;
        for (OrderedJobs.Job job : solution.sequence.order) {
            count = place(job.id, count);
        }
        OrderedJobs.Modes modes = solution.sequence.modes();
        for (int j = 0; j < p.jobs; j++) {
            x.modes[j] = modes.of(j);
        }
        x.makespan = generator.forward(x.order, x.modes, x.starts);
        valuation.value(x.starts, x.modes, x.makespan, x.values);
        justify();
        schedules += SCHEDULES_A_SCORE;
        watch.run();
        return score(x.values);
    }

    private void justify() {
        justified.copyFrom(plain);
        int[] starts = justified.starts;
        int[] modes = justified.modes;
        generator.backward(generator.sortByEnd(starts, modes, plain.makespan), modes, starts, plain.makespan);
        System.arraycopy(generator.sortByStart(starts), 0, justified.order, 0, p.jobs);
        justified.makespan = generator.forward(justified.order, modes, starts);
        valuation.value(starts, modes, justified.makespan, justified.values);
        if (Valuation.better(justified.values, plain.values)) {
            x = justified;
        }
    }

    /** The jobs in the order of the starts of the schedule decoded last. */
    int[] byStart() {
        return generator.sortByStart(x.starts);
    }

    int randomMode(int job, Random random) {
        return p.firstMode[job] + random.nextInt(p.modesOf(job));
    }

    /** The first place to which the job at a place can go without passing a predecessor. */
    int lowest(List<OrderedJobs.Job> order, int at) {
        int j = order.get(at).id;
        int place = at;
        while (place > 0 && !isAfter(p.after, order.get(place - 1).id, j)) {
            place--;
        }
        return place;
    }

    /** The last place to which the job at a place can go without passing a successor. */
    int highest(List<OrderedJobs.Job> order, int at) {
        int j = order.get(at).id;
        int place = at;
        while (place < order.size() - 1 && !isAfter(p.after, j, order.get(place + 1).id)) {
            place++;
        }
        return place;
    }

    private static boolean isAfter(Project.Network after, int earlier, int later) {
        for (int a = after.first()[earlier]; a < after.first()[earlier + 1]; a++) {
            if (after.other()[a] == later) {
                return true;
            }
        }
        return false;
    }

    private int place(int job, int before) {
        int count = before;
        int depth = 0;
        stack[depth++] = job;
        while (depth > 0) {
            int j = stack[depth - 1];
            int waitsFor = placed[j] ? -1 : missing(j);
            if (waitsFor >= 0) {
                stack[depth++] = waitsFor;
            } else {
                depth--;
                if (!placed[j]) {
                    placed[j] = true;
                    x.order[count++] = j;
                }
            }
        }
        return count;
    }

    private int missing(int j) {
        for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
            if (!placed[p.before.other()[a]]) {
                return p.before.other()[a];
            }
        }
        return -1;
    }

    BendableLongScore score(long[] values) {
        long[] soft = new long[OrderedJobs.SOFT_LEVELS];
        for (int i = 1; i + 1 < values.length; i++) {
            soft[i - 1] = -values[i];
        }
        return BendableLongScore.of(new long[] {-values[0]}, soft);
    }
}
