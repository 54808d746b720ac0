package io.dataops.scheduling.project;

/**
 * Decodes a list of jobs as a whole and improves the schedule: ends every job as late as possible, then starts it as early as possible again.
 * For the use of one thread.
 *
 * <p>Source: Valls, Ballestin and Quintanilla (2005), Justification and RCPSP: a technique that pays.
 */
final class Justification {
    private final Project p;
    private final ScheduleGenerator generator;
    private final Valuation valuation;
    private Individual now;
    private Individual next;
    private long schedules;

    Justification(Project p) {
        this.p = p;
        this.generator = new ScheduleGenerator(p);
        this.valuation = new Valuation(p);
        this.now = new Individual(p.jobs, valuation.length());
        this.next = new Individual(p.jobs, valuation.length());
    }

    /** How many schedules were made so far. */
    long schedules() {
        return schedules;
    }

    /** The better of the schedule of a list and its justified one. */
    Individual once(OrderedJobs solution) {
        decode(solution);
        improve();
        return now;
    }

    /** The schedule of a list, justified as long as that makes it better. */
    Individual improved(OrderedJobs solution) {
        decode(solution);
        boolean better = improve();
        while (better) {
            better = improve();
        }
        return now;
    }

    private void decode(OrderedJobs solution) {
        for (int i = 0; i < p.jobs; i++) {
            now.order[i] = solution.sequence.order.get(i).id;
            now.modes[i] = solution.sequence.modes().of(i);
        }
        place(now);
    }

    private boolean improve() {
        next.copyFrom(now);
        int[] byEnd = generator.sortByEnd(next.starts, next.modes, next.makespan);
        generator.backward(byEnd, next.modes, next.starts, next.makespan);
        System.arraycopy(generator.sortByStart(next.starts), 0, next.order, 0, p.jobs);
        schedules++;
        place(next);
        if (!Valuation.better(next.values, now.values)) {
            return false;
        }
        Individual better = next;
        next = now;
        now = better;
        return true;
    }

    private void place(Individual x) {
        x.makespan = generator.forward(x.order, x.modes, x.starts);
        valuation.value(x.starts, x.modes, x.makespan, x.values);
        schedules++;
    }

    /** The jobs in the order of the starts of the last schedule. */
    int[] byStart() {
        return generator.sortByStart(now.starts);
    }
}
