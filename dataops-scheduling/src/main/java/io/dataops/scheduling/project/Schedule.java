package io.dataops.scheduling.project;

import java.util.List;

/**
 * A start slot and a mode for every job.
 *
 * <pre>{@code
 * Schedule best = ProjectScheduler.standard().solve(project, Budget.steps(10_000)).best();
 * best.starts();       // slot by job
 * best.isFeasible();
 * }</pre>
 *
 * @param starts the start of each job
 * @param modes the mode of each job, counted from 0 within the job
 * @param makespan the slot at which the last job ends
 * @param violation by how much deadlines, stocks and maximum lags are exceeded in all; 0 if feasible
 * @param values the value of each objective of the project
 */
public record Schedule(List<Integer> starts, List<Integer> modes, int makespan, long violation, List<Long> values) {

    /** Copies the lists. */
    public Schedule {
        starts = List.copyOf(starts);
        modes = List.copyOf(modes);
        values = List.copyOf(values);
    }

    /**
     * Says whether the schedule keeps every constraint.
     *
     * @return true if nothing is violated
     */
    public boolean isFeasible() {
        return violation == 0;
    }
}
