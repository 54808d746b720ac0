package io.dataops.benchmarks.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A made-up single-mode project of the shape of PSPLIB's: four scarce resources, two successors a job. */
final class RandomInstance {
    private RandomInstance() {}

    static Instance of(int jobs, long seed) {
        Random random = new Random(seed);
        List<List<Instance.Mode>> modes = new ArrayList<>();
        List<List<Integer>> successors = new ArrayList<>();
        for (int j = 0; j < jobs; j++) {
            int[] demand = random.ints(4, 0, 11)
                    .map(u -> random.nextInt(4) == 0 ? u : 0)
                    .toArray();
            modes.add(List.of(new Instance.Mode(1 + random.nextInt(10), demand, new int[0])));
            List<Integer> after = new ArrayList<>();
            for (int k = 0; k < 2 && j + 1 < jobs; k++) {
                after.add(j + 1 + random.nextInt(Math.min(12, jobs - j - 1)));
            }
            successors.add(after);
        }
        return new Instance("random", new int[] {16, 16, 16, 16}, new int[0], modes, successors);
    }
}
