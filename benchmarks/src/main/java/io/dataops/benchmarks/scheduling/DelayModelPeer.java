package io.dataops.benchmarks.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.calculator.EasyScoreCalculator;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * OptaPlanner with the structure of its project-job-scheduling example: each job has a delay of 0 to 500 after its
 * predecessors, and capacity is a hard constraint. Default phases.
 */
final class DelayModelPeer {
    private DelayModelPeer() {}

    static List<Integer> solve(Instance x, double seconds) {
        Delays start = new Delays();
        start.instance = x;
        for (int j = 0; j < x.jobs(); j++) {
            Delay d = new Delay();
            d.id = j;
            start.delays.add(d);
        }
        SolverConfig config = new SolverConfig()
                .withSolutionClass(Delays.class)
                .withEntityClasses(Delay.class)
                .withEasyScoreCalculatorClass(Calculator.class)
                .withRandomSeed(1L)
                .withTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit((long) (seconds * 1000)));
        Delays best = SolverFactory.<Delays>create(config).buildSolver().solve(start);
        if (best.score == null || best.score.hardScore() < 0) {
            return List.of();
        }
        return Arrays.stream(best.starts()).boxed().toList();
    }

    /** Created by OptaPlanner. */
    public static final class Calculator implements EasyScoreCalculator<Delays, HardSoftLongScore> {
        /** For OptaPlanner. */
        public Calculator() {}

        @Override
        public HardSoftLongScore calculateScore(Delays solution) {
            Instance x = solution.instance;
            int[] starts = solution.starts();
            int makespan = 0;
            for (int j = 0; j < x.jobs(); j++) {
                makespan =
                        Math.max(makespan, starts[j] + x.modes().get(j).get(0).duration());
            }
            long over = 0;
            for (int r = 0; r < x.capacity().length; r++) {
                int[] held = new int[makespan + 1];
                for (int j = 0; j < x.jobs(); j++) {
                    Instance.Mode m = x.modes().get(j).get(0);
                    for (int t = starts[j]; t < starts[j] + m.duration(); t++) {
                        held[t] += m.demand()[r];
                    }
                }
                for (int units : held) {
                    over += Math.max(0, units - x.capacity()[r]);
                }
            }
            return HardSoftLongScore.of(-over, -makespan);
        }
    }

    /** The delay of one job. */
    @PlanningEntity
    public static final class Delay {
        @PlanningId
        int id;

        @PlanningVariable(valueRangeProviderRefs = "range")
        Integer delay;
    }

    /** The delays of all jobs. */
    @PlanningSolution
    public static final class Delays {
        @PlanningEntityCollectionProperty
        List<Delay> delays = new ArrayList<>();

        Instance instance;

        @PlanningScore
        HardSoftLongScore score;

        /** The example's range. */
        @ValueRangeProvider(id = "range")
        public CountableValueRange<Integer> range() {
            return ValueRangeFactory.createIntValueRange(0, 500);
        }

        int[] starts() {
            int n = instance.jobs();
            int[] starts = new int[n];
            int[] ready = new int[n];
            int[] waiting = new int[n];
            for (List<Integer> after : instance.successors()) {
                after.forEach(k -> waiting[k]++);
            }
            int[] queue = new int[n];
            int tail = 0;
            for (int j = 0; j < n; j++) {
                if (waiting[j] == 0) {
                    queue[tail++] = j;
                }
            }
            for (int head = 0; head < tail; head++) {
                int j = queue[head];
                Integer delay = delays.get(j).delay;
                starts[j] = ready[j] + (delay == null ? 0 : delay);
                int end = starts[j] + instance.modes().get(j).get(0).duration();
                for (int k : instance.successors().get(j)) {
                    ready[k] = Math.max(ready[k], end);
                    if (--waiting[k] == 0) {
                        queue[tail++] = k;
                    }
                }
            }
            return starts;
        }
    }
}
