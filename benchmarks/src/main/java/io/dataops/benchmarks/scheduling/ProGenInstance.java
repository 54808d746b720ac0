package io.dataops.benchmarks.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up single-mode projects with the three figures by which PSPLIB varies: arcs a job, share of resources that a job uses,
 * and how scarce these are. Search defaults are chosen on such instances, never on the files of PSPLIB.
 *
 * <p>Source: Kolisch, Sprecher and Drexl (1995), Characterization and generation of a general class of resource-constrained
 * project scheduling problems. Simplified: arcs are drawn at random without the removal of redundant ones.
 */
final class ProGenInstance {
    private static final int RESOURCES = 4;
    private static final int LONGEST = 10;
    private static final int MOST_UNITS = 10;
    /** Jobs reach this far forward for a successor, as in a network that grows with its number of jobs. */
    private static final int REACH = 24;

    private ProGenInstance() {}

    /** So many instances, spread over the figures of J120: 1.5 to 2.1 arcs, factors 0.25 to 1, strengths 0.1 to 0.5. */
    static List<Instance> spread(int jobs, int count, long seed) {
        double[] complexities = {1.5, 1.8, 2.1};
        double[] factors = {0.25, 0.5, 0.75, 1};
        double[] strengths = {0.1, 0.2, 0.3, 0.4, 0.5};
        List<Instance> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int k = i * 60 / count;
            all.add(of(jobs, complexities[k % 3], factors[k / 3 % 4], strengths[k / 12 % 5], seed + i));
        }
        return all;
    }

    /**
     * Makes an instance.
     *
     * @param complexity arcs a job
     * @param factor share of the resources that a job uses, 0 to 1
     * @param strength 0 for capacities that just fit the largest demand, 1 for those that fit the earliest starts
     */
    static Instance of(int jobs, double complexity, double factor, double strength, long seed) {
        Random random = new Random(seed);
        int[] duration = random.ints(jobs, 1, LONGEST + 1).toArray();
        int[][] demand = new int[jobs][RESOURCES];
        for (int j = 0; j < jobs; j++) {
            for (int used = 0; used < Math.round(factor * RESOURCES); ) {
                int r = random.nextInt(RESOURCES);
                used += demand[j][r] == 0 ? 1 : 0;
                demand[j][r] = demand[j][r] == 0 ? 1 + random.nextInt(MOST_UNITS) : demand[j][r];
            }
        }
        List<List<Integer>> successors = new ArrayList<>();
        int[] before = new int[jobs];
        for (int j = 0; j < jobs; j++) {
            successors.add(new ArrayList<>());
        }
        int arcs = 0;
        int first = jobs / 12;
        for (int j = first; j < jobs; j++, arcs++) {
            successors.get(j - 1 - random.nextInt(Math.min(j, REACH))).add(j);
            before[j]++;
        }
        for (int tries = 0; arcs < complexity * jobs && tries < 100 * jobs; tries++) {
            int j = random.nextInt(jobs - 1);
            int k = j + 1 + random.nextInt(Math.min(REACH, jobs - j - 1));
            if (k >= first
                    && before[k] < 3
                    && successors.get(j).size() < 3
                    && !successors.get(j).contains(k)) {
                successors.get(j).add(k);
                before[k]++;
                arcs++;
            }
        }
        int[] capacity = capacity(duration, demand, successors, strength);
        List<List<Instance.Mode>> modes = new ArrayList<>();
        for (int j = 0; j < jobs; j++) {
            modes.add(List.of(new Instance.Mode(duration[j], demand[j], new int[0])));
        }
        return new Instance("progen " + seed, capacity, new int[0], modes, successors);
    }

    private static int[] capacity(int[] duration, int[][] demand, List<List<Integer>> successors, double strength) {
        int[] start = new int[duration.length];
        int horizon = 1;
        for (int j = 0; j < duration.length; j++) {
            for (int k : successors.get(j)) {
                start[k] = Math.max(start[k], start[j] + duration[j]);
            }
            horizon = Math.max(horizon, start[j] + duration[j]);
        }
        int[] capacity = new int[RESOURCES];
        for (int r = 0; r < RESOURCES; r++) {
            int least = 0;
            int[] held = new int[horizon];
            int peak = 0;
            for (int j = 0; j < duration.length; j++) {
                least = Math.max(least, demand[j][r]);
                for (int t = start[j]; t < start[j] + duration[j]; t++) {
                    held[t] += demand[j][r];
                    peak = Math.max(peak, held[t]);
                }
            }
            capacity[r] = least + (int) Math.round(strength * (peak - least));
        }
        return capacity;
    }
}
