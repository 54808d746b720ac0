package io.dataops.benchmarks.scheduling;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.deployment.DeploymentProblem;
import io.dataops.scheduling.deployment.Deployments;
import io.dataops.scheduling.deployment.DeploymentsBuilder;
import io.dataops.scheduling.deployment.Goal;
import io.dataops.scheduling.deployment.ImpactCurve;
import io.dataops.scheduling.deployment.PlanShares;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A made-up month or fortnight of deployments: services that depend on each other, three strategies each, nightly windows and
 * Saturdays, blackouts, three resources and a business impact that changes by the hour. Slots of a quarter of an hour.
 *
 * @param problem the problem
 * @param builder the same, to be solved
 * @param open the slots in which deployments may run, by rules of its own
 * @param impact the cost of each slot for each job that runs in it, a whole number
 * @param capacity units of each resource
 * @param modes for each job and strategy: slots, units of each resource, expected rollback cost in hundredths
 * @param before for each job, those that it waits for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DeploymentShape(
        DeploymentProblem problem,
        DeploymentsBuilder builder,
        BitSet open,
        long[] impact,
        int[] capacity,
        List<List<Mode>> modes,
        List<List<Integer>> before) {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final Duration SLOT = Duration.ofMinutes(15);
    static final int SLOTS_A_DAY = 96;
    static final String[] RESOURCES = {"database lock", "engineers", "warehouse"};
    /** What a minute of makespan costs, in the unit of impact and rollback. */
    static final double MAKESPAN_MINUTE = 0.02;

    static final Map<Goal, Double> WEIGHTS =
            Map.of(Goal.IMPACT, 1.0, Goal.ROLLBACK_COST, 1.0, Goal.MAKESPAN, MAKESPAN_MINUTE);

    /** A way to deploy one job. */
    record Mode(int slots, int[] uses, int rollbackHundredths) {}

    static DeploymentShape of(int jobs, long seed) {
        Random random = new Random(seed);
        int days = jobs > 500 ? 28 : 14;
        int crowd = Math.max(1, jobs / 200 * 14 / days);
        int[] capacity = {crowd, 3 * crowd, 6 * crowd};
        DeploymentsBuilder b = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(days)))
                .granularity(SLOT)
                .window(new WeeklyWindow(
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(4, 0)))
                .window(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(10, 0), LocalTime.of(20, 0)))
                .minimizeSum(WEIGHTS);
        for (int r = 0; r < RESOURCES.length; r++) {
            b.capacity(RESOURCES[r], capacity[r]);
        }
        BitSet open = open(days);
        for (int i = 0; i < 3; i++) {
            int from = random.nextInt(days * SLOTS_A_DAY - 40);
            int until = from + 16 + random.nextInt(24);
            b.blackout("freeze " + i, at(from), at(until));
            open.clear(from, until);
        }
        long[] impact = new long[days * SLOTS_A_DAY];
        ImpactCurve curve = ImpactCurve.flat(0);
        for (int hour = 0; hour < days * 24; hour++) {
            int usual = 1 + Math.abs(hour % 24 - 3) * 2;
            int cost = 1 + random.nextInt(3 * usual);
            curve = curve.from(at(hour * 4), cost / 15.0);
            Arrays.fill(impact, hour * 4, hour * 4 + 4, cost);
        }
        b.impact(curve);
        List<List<Mode>> modes = new ArrayList<>();
        List<List<Integer>> before = new ArrayList<>();
        for (int j = 0; j < jobs; j++) {
            int size = 1 + random.nextInt(4);
            int risk = 1 + random.nextInt(20);
            boolean data = random.nextInt(5) == 0;
            List<Mode> ways = List.of(
                    new Mode(size, new int[] {data ? 1 : 0, 1, 2}, 100 * risk),
                    new Mode(size + 1, new int[] {data ? 1 : 0, 1, 1}, 160 * risk),
                    new Mode(2 * size + 2, new int[] {data ? 1 : 0, 0, 1}, 40 * risk));
            List<Integer> waitsFor = new ArrayList<>();
            for (int k = random.nextInt(3); k > 0 && j > 0; k--) {
                int earlier = Math.max(0, j - 1 - random.nextInt(40));
                if (!waitsFor.contains(earlier) && random.nextInt(4) > 0) {
                    waitsFor.add(earlier);
                }
            }
            modes.add(ways);
            before.add(waitsFor);
            b.job("job " + j, job -> {
                ways.forEach(way -> job.strategy(strategy(ways.indexOf(way), way)));
                waitsFor.forEach(k -> job.after("job " + k));
                return job;
            });
        }
        return new DeploymentShape(b.build(), b, open, impact, capacity, modes, before);
    }

    static Strategy strategy(int number, Mode way) {
        Strategy strategy = Strategy.of(
                        List.of("blue-green", "rolling", "canary").get(number), SLOT.multipliedBy(way.slots))
                .risk(0.01, way.rollbackHundredths);
        for (int r = 0; r < RESOURCES.length; r++) {
            strategy = way.uses[r] > 0 ? strategy.uses(RESOURCES[r], way.uses[r]) : strategy;
        }
        return strategy;
    }

    static Instant at(int slot) {
        return START.plus(SLOT.multipliedBy(slot));
    }

    static int slot(Instant at) {
        return (int) Duration.between(START, at).dividedBy(SLOT);
    }

    private static BitSet open(int days) {
        BitSet open = new BitSet();
        for (int slot = 0; slot < days * SLOTS_A_DAY; slot++) {
            int hour = slot / 4 % 24;
            DayOfWeek day = at(slot).atOffset(ZoneOffset.UTC).getDayOfWeek();
            boolean evening = hour >= 22 && day.getValue() <= 5;
            boolean night = hour < 4 && day.minus(1).getValue() <= 5;
            open.set(slot, evening || night || (day == DayOfWeek.SATURDAY && hour >= 10 && hour < 20));
        }
        return open;
    }

    /** Impact, rollback and makespan of a plan as one sum, added up from the plan itself. */
    double objective(DeploymentPlan plan) {
        PlanShares shares = PlanShares.of(problem, plan);
        double sum = 0;
        for (Map.Entry<Goal, Double> weight : WEIGHTS.entrySet()) {
            sum += weight.getValue() * shares.total(weight.getKey());
        }
        return sum;
    }
}
