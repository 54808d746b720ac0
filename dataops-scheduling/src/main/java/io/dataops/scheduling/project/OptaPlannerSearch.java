package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.optaplanner.core.api.score.buildin.bendablelong.BendableLongScore;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.phase.PhaseConfig;
import org.optaplanner.core.config.phase.custom.CustomPhaseConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;
import org.optaplanner.core.impl.phase.custom.CustomPhaseCommand;

/**
 * OptaPlanner's local search over the order of jobs, a list variable: late acceptance with {@linkplain OrderMoves moves of ours}, scored
 * {@linkplain ListScores incrementally}, and forward-backward improvement as a phase of its own.
 */
final class OptaPlannerSearch implements Core {
    /** How often the search is justified when it stands still; after that it goes on alone. */
    private static final int ROUNDS = 100;
    /** Moves without a better schedule, in units of the jobs, that count as standing still. */
    private static final int PATIENCE = 100;

    /** A move is accepted if it leads to no worse a schedule than there was so many moves before. */
    private static final int LATE_ACCEPTANCE = 400;

    private final EnvironmentMode mode;

    OptaPlannerSearch() {
        this(EnvironmentMode.REPRODUCIBLE);
    }

    /** A search that asserts as much of itself as a mode wants. */
    OptaPlannerSearch(EnvironmentMode mode) {
        this.mode = mode;
    }

    @Override
    public String describe() {
        return "OptaPlanner local search over the order of jobs";
    }

    @Override
    public Individual search(
            Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener) {
        return search(project, goal, budget, meter, listener, () -> false);
    }

    /** The same, silent, until told to stop. */
    Individual search(Project project, long[] goal, Budget budget, Budget.Meter meter, BooleanSupplier stop) {
        return search(project, goal, budget, meter, ProgressListener.silent(), stop);
    }

    private Individual search(
            Project project,
            long[] goal,
            Budget budget,
            Budget.Meter meter,
            ProgressListener listener,
            BooleanSupplier stop) {
        OrderedJobs start = new OrderedJobs(project);
        int[] order = new int[project.jobs];
        new Seeds(project).order(order, new SplittableRandom(budget.seed()), true);
        start.arrange(order);
        Justification justification = start.session.justification;
        Individual first = justification.improved(start);
        meter.spend(justification.schedules());
        if (meter.isSpent() || project.jobs < 2 || !Valuation.better(goal, first.values)) {
            return first;
        }
        start.arrange(justification.byStart());
        org.optaplanner.core.api.solver.Solver<OrderedJobs> solver = SolverFactory.<OrderedJobs>create(
                        config(OrderedJobs.score(goal), project.jobs, budget.seed()))
                .buildSolver();
        solver.addEventListener(event -> {
            BendableLongScore score = (BendableLongScore) event.getNewBestScore();
            Progress progress = meter.progress("searching a schedule");
            listener.progressed(
                    score.isFeasible()
                            ? progress.withBest((double) -score.softScores()[0]).withBound((double) goal[1])
                            : progress);
        });
        start.session.made = schedules -> {
            meter.spend(schedules);
            if (meter.isSpent() || stop.getAsBoolean()) {
                solver.terminateEarly();
            }
        };
        return justification.improved(solver.solve(start));
    }

    private SolverConfig config(BendableLongScore goal, int jobs, long seed) {
        ScoreDirectorFactoryConfig scores =
                new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(ListScores.Incremental.class);
        if (mode.isAsserted()) {
            scores.setAssertionScoreDirectorFactory(
                    new ScoreDirectorFactoryConfig().withEasyScoreCalculatorClass(ListScores.Whole.class));
        }
        return new SolverConfig()
                .withSolutionClass(OrderedJobs.class)
                .withEntityClasses(OrderedJobs.Sequence.class)
                .withScoreDirectorFactory(scores)
                .withEnvironmentMode(mode)
                .withRandomSeed(seed)
                .withTerminationConfig(new TerminationConfig().withBestScoreLimit(goal.toString()))
                .withPhaseList(phases(jobs));
    }

    /** Local search, and whenever it stands still its order replaced by that of the justified schedule. */
    @SuppressWarnings("rawtypes") // as OptaPlanner wants it
    private static List<PhaseConfig> phases(int jobs) {
        List<PhaseConfig> phases = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            phases.add(localSearch()
                    .withTerminationConfig(new TerminationConfig().withUnimprovedStepCountLimit(PATIENCE * jobs)));
            phases.add(new CustomPhaseConfig().withCustomPhaseCommandClassList(List.of(JustifyCommand.class)));
        }
        phases.add(localSearch());
        return phases;
    }

    private static LocalSearchPhaseConfig localSearch() {
        return new LocalSearchPhaseConfig()
                .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(LATE_ACCEPTANCE))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                .withMoveSelectorConfig(
                        new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(OrderMoves.Factory.class));
    }

    /** Puts the jobs in the order of the starts of their justified schedule. Created by OptaPlanner. */
    public static final class JustifyCommand implements CustomPhaseCommand<OrderedJobs> {
        /** For OptaPlanner. */
        public JustifyCommand() {}

        @Override
        public void changeWorkingSolution(ScoreDirector<OrderedJobs> director) {
            OrderedJobs solution = director.getWorkingSolution();
            OrderedJobs.Sequence sequence = solution.sequence;
            Justification justification = solution.session.justification;
            long before = justification.schedules();
            justification.improved(solution);
            solution.session.made.accept(justification.schedules() - before);
            int n = sequence.order.size();
            director.beforeListVariableChanged(sequence, "order", 0, n);
            solution.arrange(justification.byStart());
            director.afterListVariableChanged(sequence, "order", 0, n);
            director.triggerVariableListeners();
        }
    }
}
