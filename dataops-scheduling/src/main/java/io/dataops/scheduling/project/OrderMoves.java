package io.dataops.scheduling.project;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** The moves of the OptaPlanner search: jobs change places or their modes. What {@link OrderNeighbourhood} draws keeps precedence. */
final class OrderMoves {
    private OrderMoves() {}

    /** Makes moves at random. Created by OptaPlanner, which wants it public. */
    public static final class Factory implements MoveIteratorFactory<OrderedJobs, AbstractMove<OrderedJobs>> {
        private @Nullable OrderNeighbourhood neighbourhood;

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
            if (neighbourhood == null) {
                neighbourhood = new OrderNeighbourhood(solution.session.project);
            }
            neighbourhood.of(solution, random);
            return neighbourhood;
        }
    }

    /** Puts the jobs of some places into another order. */
    static final class Rearrangement extends AbstractMove<OrderedJobs> {
        final int low;
        final List<OrderedJobs.Job> was;
        final List<OrderedJobs.Job> next;

        Rearrangement(int low, List<OrderedJobs.Job> was, List<OrderedJobs.Job> next) {
            this.low = low;
            this.was = was;
            this.next = next;
        }

        @Override
        protected AbstractMove<OrderedJobs> createUndoMove(ScoreDirector<OrderedJobs> director) {
            return new Rearrangement(low, next, was);
        }

        @Override
        protected void doMoveOnGenuineVariables(ScoreDirector<OrderedJobs> director) {
            OrderedJobs.Sequence sequence = director.getWorkingSolution().sequence;
            int high = low + next.size();
            director.beforeListVariableChanged(sequence, "order", low, high);
            for (int i = low; i < high; i++) {
                sequence.order.set(i, next.get(i - low));
            }
            director.afterListVariableChanged(sequence, "order", low, high);
        }

        /** Even if it changes nothing: it is scored and so counted, for there may be no other. */
        @Override
        public boolean isMoveDoable(ScoreDirector<OrderedJobs> director) {
            return true;
        }

        @Override
        public Collection<?> getPlanningEntities() {
            return List.of(low);
        }

        @Override
        public Collection<?> getPlanningValues() {
            return next;
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
