package io.dataops.scheduling.project;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Random projects with tight maximum lags that have a schedule: one is made first, and every constraint is drawn so that it keeps it. */
final class MaxLagProjects {
    /**
     * What to draw.
     *
     * @param jobs how many
     * @param cluster jobs that follow each other closely, at most; at least 2
     * @param slack slots by which a maximum lag exceeds that of the hidden schedule, at most
     * @param room the horizon, in units of the end of the hidden schedule
     * @param windows whether jobs run by night alone
     * @param resources how many
     */
    record Shape(int jobs, int cluster, int slack, double room, boolean windows, int resources) {}

    private static final int DAY = 24;
    private static final int NIGHT = 12;

    private MaxLagProjects() {}

    static ProjectBuilder random(Shape shape, long seed) {
        Random random = new Random(seed);
        int n = shape.jobs();
        int resources = shape.resources();
        int[] capacity = random.ints(resources, 2, 7).toArray();
        int[] duration = random.ints(n, 1, 9).toArray();
        int[][] demand = new int[n][resources];
        int span = 40 * n + 200;
        int[][] used = new int[resources][span];
        int[] start = new int[n];
        int[] end = new int[n];
        for (int j = 0; j < n; j++) {
            for (int r = 0; r < resources; r++) {
                demand[j][r] = random.nextInt(3) > 0 ? 1 + random.nextInt(capacity[r]) : 0;
            }
            boolean follows = j % shape.cluster() != 0;
            int from = follows ? end[j - 1 - random.nextInt(Math.min(2, j % shape.cluster()))] + random.nextInt(4) : 0;
            start[j] = from;
            while (!fits(shape, start[j], duration[j], demand[j], used, capacity)) {
                start[j]++;
            }
            end[j] = start[j] + duration[j];
            for (int r = 0; r < resources; r++) {
                for (int t = start[j]; t < end[j]; t++) {
                    used[r][t] += demand[j][r];
                }
            }
        }
        int last = 0;
        for (int e : end) {
            last = Math.max(last, e);
        }
        ProjectBuilder b = Project.builder((int) Math.ceil(last * shape.room()));
        for (int c : capacity) {
            b.resource(c);
        }
        Optional<BitSet> open =
                shape.windows() ? Optional.of(nights((int) Math.ceil(last * shape.room()))) : Optional.empty();
        for (int j = 0; j < n; j++) {
            Map<Integer, Integer> uses = new TreeMap<>();
            for (int r = 0; r < resources; r++) {
                uses.put(r, demand[j][r]);
            }
            b.mode(b.job(), duration[j], 0, uses, Map.of(), open);
        }
        for (int j = 0; j < n; j++) {
            int first = j / shape.cluster() * shape.cluster();
            for (int i = first; i < j; i++) {
                int gap = start[j] - end[i];
                if (gap >= 0 && (i == j - 1 || random.nextInt(3) == 0)) {
                    b.after(i, j, random.nextInt(gap + 1));
                    b.within(i, j, gap + random.nextInt(shape.slack() + 1));
                }
            }
            if (first > 0 && random.nextInt(3) == 0) {
                int i = random.nextInt(first);
                if (start[j] >= end[i]) {
                    b.after(i, j, 0);
                }
            }
        }
        return b;
    }

    private static boolean fits(Shape shape, int s, int d, int[] demand, int[][] used, int[] capacity) {
        for (int t = s; t < s + d; t++) {
            if (shape.windows() && t % DAY >= NIGHT) {
                return false;
            }
            for (int r = 0; r < capacity.length; r++) {
                if (used[r][t] + demand[r] > capacity[r]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static BitSet nights(int horizon) {
        BitSet open = new BitSet(horizon);
        for (int t = 0; t < horizon; t++) {
            open.set(t, t % DAY < NIGHT);
        }
        return open;
    }
}
