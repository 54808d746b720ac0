package io.dataops.benchmarks.scheduling;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.CountableValueRange;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeFactory;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.EasyScoreCalculator;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Timefold with {@link DelayModel}, default phases. */
final class TimefoldPeer {
    private TimefoldPeer() {}

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

    /** Created by Timefold. */
    public static final class Calculator implements EasyScoreCalculator<Delays, HardSoftLongScore> {
        /** For Timefold. */
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
