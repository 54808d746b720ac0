package io.dataops.scheduling.project;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/**
 * The moves of the OptaPlanner search: a job goes to another place between its predecessors and
 * successors, or changes its mode.
 */
final class OrderMoves {
    private OrderMoves() {}

    /** Makes moves at random. Created by OptaPlanner, which wants it public. */
    public static final class Factory implements MoveIteratorFactory<OrderedJobs, AbstractMove<OrderedJobs>> {
        /** For OptaPlanner. */
        public Factory() {}

        @Override
        public long getSize(ScoreDirector<OrderedJobs> director) {
            long n = director.getWorkingSolution().jobs.size();
            return n * n;
        }

        @Override
        public Iterator<AbstractMove<OrderedJobs>> createOriginalMoveIterator(ScoreDirector<OrderedJobs> director) {
            throw new UnsupportedOperationException("only random selection is used");
        }

        @Override
        public Iterator<AbstractMove<OrderedJobs>> createRandomMoveIterator(
                ScoreDirector<OrderedJobs> director, Random random) {
            OrderedJobs solution = director.getWorkingSolution();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public AbstractMove<OrderedJobs> next() {
                    return random(solution, random);
                }
            };
        }
    }

    private static AbstractMove<OrderedJobs> random(OrderedJobs solution, Random random) {
        if (!solution.choices.isEmpty() && random.nextInt(4) == 0) {
            int job = solution.choices.get(random.nextInt(solution.choices.size()));
            OrderedJobs.Modes now = solution.sequence.modes();
            return new ModeMove(now, now.with(job, solution.decoder.randomMode(job, random)));
        }
        List<OrderedJobs.Job> order = solution.sequence.order;
        int from = random.nextInt(order.size());
        int low = solution.decoder.lowest(order, from);
        int high = solution.decoder.highest(order, from);
        return new ShiftMove(from, low + random.nextInt(high - low + 1));
    }

    /** Takes the job at one place to another. */
    static final class ShiftMove extends AbstractMove<OrderedJobs> {
        private final int from;
        private final int to;

        ShiftMove(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected AbstractMove<OrderedJobs> createUndoMove(ScoreDirector<OrderedJobs> director) {
            return new ShiftMove(to, from);
        }

        @Override
        protected void doMoveOnGenuineVariables(ScoreDirector<OrderedJobs> director) {
            OrderedJobs.Sequence sequence = director.getWorkingSolution().sequence;
            int low = Math.min(from, to);
            int high = Math.max(from, to) + 1;
            director.beforeListVariableChanged(sequence, "order", low, high);
            sequence.order.add(to, sequence.order.remove(from));
            director.afterListVariableChanged(sequence, "order", low, high);
        }

        @Override
        public boolean isMoveDoable(ScoreDirector<OrderedJobs> director) {
            return from != to;
        }

        @Override
        public Collection<?> getPlanningEntities() {
            return List.of(from);
        }

        @Override
        public Collection<?> getPlanningValues() {
            return List.of(to);
        }
    }

    /** Takes another choice of modes. */
    static final class ModeMove extends AbstractMove<OrderedJobs> {
        private final OrderedJobs.Modes from;
        private final OrderedJobs.Modes to;

        ModeMove(OrderedJobs.Modes from, OrderedJobs.Modes to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected AbstractMove<OrderedJobs> createUndoMove(ScoreDirector<OrderedJobs> director) {
            return new ModeMove(to, from);
        }

        @Override
        protected void doMoveOnGenuineVariables(ScoreDirector<OrderedJobs> director) {
            OrderedJobs.Sequence sequence = director.getWorkingSolution().sequence;
            director.beforeVariableChanged(sequence, "modes");
            sequence.modes = to;
            director.afterVariableChanged(sequence, "modes");
        }

        @Override
        public boolean isMoveDoable(ScoreDirector<OrderedJobs> director) {
            return true;
        }

        @Override
        public Collection<?> getPlanningEntities() {
            return List.of(from);
        }

        @Override
        public Collection<?> getPlanningValues() {
            return List.of(to);
        }
    }
}
