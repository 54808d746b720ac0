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

/** OptaPlanner with {@link DelayModel}, default phases. */
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
            long[] score = DelayModel.score(solution.instance, solution.starts());
            return HardSoftLongScore.of(-score[0], -score[1]);
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
            return ValueRangeFactory.createIntValueRange(0, DelayModel.MOST);
        }

        int[] starts() {
            return DelayModel.starts(
                    instance,
                    delays.stream().mapToInt(d -> d.delay == null ? 0 : d.delay).toArray());
        }
    }
}
