package io.dataops.scheduling.project;

import io.dataops.api.Provenance;
import java.util.List;

/**
 * The best schedule found, with what no schedule undercuts.
 *
 * <pre>{@code
 * ProjectAnswer answer = ProjectScheduler.standard().solve(project, Budget.steps(10_000).withSeed(1));
 * answer.best().makespan();
 * answer.lowerBounds();        // no schedule is below
 * answer.provenInfeasible();   // true only with a proof
 * }</pre>
 *
 * @param best the best schedule
 * @param lowerBounds for each objective, a value that no schedule undercuts
 * @param provenInfeasible true if no schedule keeps every constraint
 * @param provenance how it was computed; a step is a schedule
 */
public record ProjectAnswer(Schedule best, List<Long> lowerBounds, boolean provenInfeasible, Provenance provenance) {

    /** Copies the bounds. */
    public ProjectAnswer {
        lowerBounds = List.copyOf(lowerBounds);
    }

    /**
     * Says what was found, how far it may be from the best, by what, and why that was chosen.
     *
     * @return one line of text
     */
    public String explain() {
        String what = provenInfeasible
                ? "proven infeasible"
                : !best.isFeasible() ? "no feasible schedule found" : isOptimal() ? "optimal" : "feasible";
        return what + ": makespan " + best.makespan() + ", values " + best.values() + " of at least " + lowerBounds
                + " by " + provenance;
    }

    /**
     * Says whether nothing better exists.
     *
     * @return true if the schedule is feasible and every objective equals its bound
     */
    public boolean isOptimal() {
        return best.isFeasible() && best.values().equals(lowerBounds);
    }
}
