package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.optaplanner.core.api.score.buildin.bendablelong.BendableLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/** OptaPlanner's local search over the order of jobs, a list variable that the schedule generator decodes. */
final class OptaPlannerSearch implements Core {

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

    private static Individual search(
            Project project,
            long[] goal,
            Budget budget,
            Budget.Meter meter,
            ProgressListener listener,
            BooleanSupplier stop) {
        OrderedJobs start = new OrderedJobs(project);
        int[] order = new int[project.jobs];
        new Seeds(project).order(order, new SplittableRandom(budget.seed()), true);
        for (int j : order) {
            start.sequence.order.add(start.jobs.get(j));
        }
        Decoder decoder = start.decoder;
        BendableLongScore first = decoder.score(start);
        meter.spend(decoder.schedules());
        if (meter.isSpent() || project.jobs < 2 || first.equals(decoder.score(goal))) {
            return decoder.last();
        }
        long before = decoder.schedules();
        org.optaplanner.core.api.solver.Solver<OrderedJobs> solver = SolverFactory.<OrderedJobs>create(
                        config(decoder.score(goal), budget, meter))
                .buildSolver();
        solver.addEventListener(event -> {
            BendableLongScore score = (BendableLongScore) event.getNewBestScore();
            Progress progress = meter.progress("searching a schedule");
            listener.progressed(
                    score.isFeasible()
                            ? progress.withBest((double) -score.softScores()[0]).withBound((double) goal[1])
                            : progress);
        });
        decoder.watch(() -> {
            if (stop.getAsBoolean()) {
                solver.terminateEarly();
            }
        });
        OrderedJobs best = solver.solve(start);
        meter.spend(decoder.schedules() - before);
        decoder.score(best);
        return decoder.last();
    }

    private static SolverConfig config(BendableLongScore goal, Budget budget, Budget.Meter meter) {
        TerminationConfig limit = new TerminationConfig().withBestScoreLimit(goal.toString());
        if (budget.maxSteps() < Long.MAX_VALUE) {
            limit.setScoreCalculationCountLimit(budget.maxSteps() - meter.steps());
        }
        left(budget, meter).ifPresent(time -> limit.setMillisecondsSpentLimit(Math.max(1, time.toMillis())));
        return new SolverConfig()
                .withSolutionClass(OrderedJobs.class)
                .withEntityClasses(OrderedJobs.Sequence.class)
                .withEasyScoreCalculatorClass(Calculator.class)
                .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
                .withRandomSeed(budget.seed())
                .withTerminationConfig(limit)
                .withPhaseList(List.of(new LocalSearchPhaseConfig()
                        .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(400))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                        .withMoveSelectorConfig(new MoveIteratorFactoryConfig()
                                .withMoveIteratorFactoryClass(OrderMoves.Factory.class))));
    }

    /** What is left of the time, if it is limited; less than nothing where it is over. */
    static Optional<Duration> left(Budget budget, Budget.Meter meter) {
        Duration elapsed = meter.progress("searching a schedule").elapsed().orElse(Duration.ZERO);
        return budget.maxTime().map(time -> time.minus(elapsed));
    }

    /** Asks the solution's decoder. Created by OptaPlanner. */
    public static final class Calculator implements EasyScoreCalculator<OrderedJobs, BendableLongScore> {
        /** For OptaPlanner. */
        public Calculator() {}

        @Override
        public BendableLongScore calculateScore(OrderedJobs solution) {
            return solution.decoder.score(solution);
        }
    }

    /** Decodes a list of jobs; one that comes before a predecessor waits for it. */
    static final class Decoder {
        private final Project p;
        private final ScheduleGenerator generator;
        private final Valuation valuation;
        private final Individual x;
        private final boolean[] placed;
        private final int[] stack;
        private long schedules;
        private Runnable watch = () -> {};

        Decoder(Project p) {
            this.p = p;
            this.generator = new ScheduleGenerator(p);
            this.valuation = new Valuation(p);
            this.x = new Individual(p.jobs, valuation.length());
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
            schedules++;
            watch.run();
            return score(x.values);
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
}
