package io.dataops.scheduling.deployment;

import io.dataops.api.Budget;
import io.dataops.scheduling.project.ProjectAnswer;
import io.dataops.scheduling.project.ProjectScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds constraints that cannot hold together, as few as possible.
 *
 * <p>Divides the constraints in halves (QuickXplain), so that a conflict of k constraints among n takes about k log(n/k)
 * questions. Each question is answered by a proof that nothing fits or by a schedule that does; where neither is found
 * within a bounded effort the constraints count as compatible, and the conflict as not verified. Deterministic.
 *
 * <p>Source: Junker (2004), QuickXplain: preferred explanations and relaxations for over-constrained problems.
 *
 * <pre>{@code
 * ConflictFinder.find(problem).ifPresent(conflict -> conflict.constraints()
 *         .forEach(constraint -> System.err.println(constraint.describe(problem))));
 * }</pre>
 */
public final class ConflictFinder {
    private static final int SCHEDULES = 200;
    private static final long EFFORT = 3_000_000;

    private final DeploymentProblem problem;
    private boolean guessed;

    private ConflictFinder(DeploymentProblem problem) {
        this.problem = problem;
    }

    /**
     * Looks for a conflict.
     *
     * @param problem the problem
     * @return a conflict, if it can be proven that no plan exists
     */
    public static Optional<DeploymentConflict> find(DeploymentProblem problem) {
        ConflictFinder finder = new ConflictFinder(problem);
        List<PlanConstraint> all = PlanConstraint.all(problem);
        if (finder.answer(all) != Answer.REFUTED) {
            return Optional.empty();
        }
        List<PlanConstraint> conflict = finder.explain(List.of(), false, all);
        boolean minimal = finder.isMinimal(conflict);
        return Optional.of(new DeploymentConflict(conflict, minimal, Relaxation.smallest(problem, conflict)));
    }

    /** What is known of a set of constraints. */
    enum Answer {
        FITS,
        REFUTED,
        UNKNOWN
    }

    private Answer answer(List<PlanConstraint> kept) {
        return answer(Relaxed.only(problem, kept));
    }

    static Answer answer(DeploymentProblem relaxed) {
        Compiled compiled = new Compiled(relaxed);
        if (PlainConflicts.find(compiled).isPresent() || ProjectScheduler.isRefuted(compiled.project, 0)) {
            return Answer.REFUTED;
        }
        ProjectAnswer found = ProjectScheduler.feasibility().solve(compiled.project, Budget.steps(SCHEDULES));
        if (found.best().isFeasible()) {
            return Answer.FITS;
        }
        return ProjectScheduler.isRefuted(compiled.project, EFFORT) ? Answer.REFUTED : Answer.UNKNOWN;
    }

    private boolean isRefuted(List<PlanConstraint> kept) {
        Answer answer = answer(kept);
        guessed |= answer == Answer.UNKNOWN;
        return answer == Answer.REFUTED;
    }

    /** The part of the candidates that conflicts with the background; the depth is logarithmic in the candidates. */
    private List<PlanConstraint> explain(
            List<PlanConstraint> background, boolean added, List<PlanConstraint> candidates) {
        if (added && isRefuted(background)) {
            return List.of();
        }
        if (candidates.size() <= 1) {
            return candidates;
        }
        int half = candidates.size() / 2;
        List<PlanConstraint> left = candidates.subList(0, half);
        List<PlanConstraint> right = candidates.subList(half, candidates.size());
        List<PlanConstraint> fromRight = explain(union(background, left), true, right);
        List<PlanConstraint> fromLeft = explain(union(background, fromRight), !fromRight.isEmpty(), left);
        return union(fromLeft, fromRight);
    }

    private static List<PlanConstraint> union(List<PlanConstraint> a, List<PlanConstraint> b) {
        List<PlanConstraint> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    private boolean isMinimal(List<PlanConstraint> conflict) {
        for (int i = 0; i < conflict.size(); i++) {
            List<PlanConstraint> others = new ArrayList<>(conflict);
            others.remove(i);
            if (answer(others) != Answer.FITS) {
                return false;
            }
        }
        return !guessed || answer(conflict) == Answer.REFUTED;
    }
}
