package io.dataops.scheduling.project;

import org.optaplanner.core.api.score.buildin.bendablelong.BendableLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;

/** The score of a list of jobs, from what has changed and, to check that, from nothing. */
final class ListScores {
    private ListScores() {}

    /** Replays what has changed since the last score. Created by OptaPlanner. */
    public static final class Incremental implements IncrementalScoreCalculator<OrderedJobs, BendableLongScore> {
        @SuppressWarnings("NullAway.Init") // set before it is asked
        private OrderedJobs solution;

        /** For OptaPlanner. */
        public Incremental() {}

        @Override
        public void resetWorkingSolution(OrderedJobs newSolution) {
            solution = newSolution;
        }

        @Override
        public BendableLongScore calculateScore() {
            OrderedJobs.Session session = solution.session;
            long[] values = session.decoder.value(solution.sequence.order, solution.sequence.modes());
            session.made.accept(ListDecoder.SCHEDULES_A_LIST);
            return OrderedJobs.score(values);
        }

        @Override
        public void beforeEntityAdded(Object entity) {}

        @Override
        public void afterEntityAdded(Object entity) {}

        @Override
        public void beforeVariableChanged(Object entity, String variable) {}

        @Override
        public void afterVariableChanged(Object entity, String variable) {}

        @Override
        public void beforeEntityRemoved(Object entity) {}

        @Override
        public void afterEntityRemoved(Object entity) {}
    }

    /** Makes all three schedules from their beginnings. Created by OptaPlanner where it asserts. */
    public static final class Whole implements EasyScoreCalculator<OrderedJobs, BendableLongScore> {
        /** For OptaPlanner. */
        public Whole() {}

        @Override
        public BendableLongScore calculateScore(OrderedJobs solution) {
            return OrderedJobs.score(new Justification(solution.session.project).once(solution).values);
        }
    }
}
