package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.solution.PlanningEntityProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactCollectionProperty;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningListVariable;
import org.optaplanner.core.api.domain.variable.PlanningVariable;
import org.optaplanner.core.api.score.buildin.bendablelong.BendableLongScore;

/**
 * The order and the modes of jobs as OptaPlanner sees them; without a session only while it is being cloned. A list
 * variable wants to be on the only entity class, so the modes are one variable too, whose value is never changed in place.
 */
@PlanningSolution
final class OrderedJobs {
    /** As many as there are objectives. */
    static final int SOFT_LEVELS = 8;

    @ProblemFactCollectionProperty
    @ValueRangeProvider(id = "jobs")
    List<Job> jobs = new ArrayList<>();

    /** The first choice alone: moves make the others. */
    @ValueRangeProvider(id = "modes")
    List<Modes> modes = new ArrayList<>();

    @PlanningEntityProperty
    Sequence sequence = new Sequence();

    /** The jobs that have several modes. */
    List<Integer> choices = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    Session session;

    @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = SOFT_LEVELS)
    @Nullable
    BendableLongScore score;

    /** For OptaPlanner. */
    OrderedJobs() {}

    OrderedJobs(Project p) {
        session = new Session(p);
        int[] first = new int[p.jobs];
        for (int j = 0; j < p.jobs; j++) {
            first[j] = p.firstMode[j];
            jobs.add(new Job(j));
            if (p.modesOf(j) > 1) {
                choices.add(j);
            }
        }
        Modes start = new Modes(first);
        modes.add(start);
        sequence.modes = start;
    }

    /** Puts the jobs into an order; for solutions that OptaPlanner has not seen, or has been told of. */
    void arrange(int[] order) {
        boolean empty = sequence.order.isEmpty();
        for (int i = 0; i < order.length; i++) {
            OrderedJobs.Job job = jobs.get(order[i]);
            if (empty) {
                sequence.order.add(job);
            } else {
                sequence.order.set(i, job);
            }
        }
    }

    /** What all clones of a solution share, for the one thread that searches. */
    static final class Session {
        final Project project;
        /** Knows the list that was valued last. */
        final ListDecoder decoder;

        final Justification justification;
        /** Told of schedules that were made. */
        LongConsumer made = schedules -> {};

        Session(Project project) {
            this.project = project;
            this.decoder = new ListDecoder(project);
            this.justification = new Justification(project);
        }
    }

    /** Values as OptaPlanner compares them; the sum of starts does not count. */
    static BendableLongScore score(long[] values) {
        long[] soft = new long[SOFT_LEVELS];
        for (int i = 1; i + 1 < values.length; i++) {
            soft[i - 1] = -values[i];
        }
        return BendableLongScore.of(new long[] {-values[0]}, soft);
    }

    /** A job. */
    static final class Job {
        @PlanningId
        final int id;

        Job(int id) {
            this.id = id;
        }
    }

    /** The mode of every job. */
    static final class Modes {
        private final int[] ofJob;

        Modes(int[] ofJob) {
            this.ofJob = ofJob;
        }

        int of(int job) {
            return ofJob[job];
        }

        Modes with(int job, int mode) {
            int[] changed = ofJob.clone();
            changed[job] = mode;
            return new Modes(changed);
        }
    }

    /** The one entity: the order of the jobs and their modes. */
    @PlanningEntity
    static final class Sequence {
        @PlanningId
        int id;

        @PlanningListVariable(valueRangeProviderRefs = "jobs")
        List<Job> order = new ArrayList<>();

        @PlanningVariable(valueRangeProviderRefs = "modes")
        @Nullable
        Modes modes;

        /** For OptaPlanner. */
        Sequence() {}

        Modes modes() {
            if (modes == null) {
                throw new IllegalStateException("modes are set from the start");
            }
            return modes;
        }
    }
}
