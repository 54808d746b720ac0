package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/** Small changes of an order that keep precedence. */
final class Moves {
    private final Project p;
    private final int[] place;

    Moves(Project p) {
        this.p = p;
        this.place = new int[p.jobs];
    }

    /** Moves each job with the given probability to a random place between its last predecessor and first successor. */
    void mutate(Individual x, double probability, SplittableRandom random) {
        int n = p.jobs;
        shuffle(x.order, place, probability, p.before, p.after, random);
        if (p.isMultiMode()) {
            for (int j = 0; j < n; j++) {
                if (p.modesOf(j) > 1 && random.nextDouble() < probability) {
                    x.modes[j] = p.firstMode[j] + random.nextInt(p.modesOf(j));
                }
            }
        }
    }

    /** How many jobs stay until the next one moves. */
    private static double skip(double log, SplittableRandom random) {
        return Math.floor(Math.log1p(-random.nextDouble()) / log);
    }

    /** Moves jobs of an order that keeps a network, and its reverse. */
    static void shuffle(
            int[] order,
            int[] place,
            double probability,
            Project.Network before,
            Project.Network after,
            SplittableRandom random) {
        int n = order.length;
        for (int i = 0; i < n; i++) {
            place[order[i]] = i;
        }
        double log = Math.log1p(-probability);
        for (double i = skip(log, random); i < n; i += 1 + skip(log, random)) {
            shift(order, place, (int) i, before, after, random);
        }
    }

    private static void shift(
            int[] order,
            int[] place,
            int from,
            Project.Network before,
            Project.Network after,
            SplittableRandom random) {
        int j = order[from];
        int low = 0;
        for (int a = before.first()[j]; a < before.first()[j + 1]; a++) {
            low = Math.max(low, place[before.other()[a]] + 1);
        }
        int high = order.length - 1;
        for (int a = after.first()[j]; a < after.first()[j + 1]; a++) {
            high = Math.min(high, place[after.other()[a]] - 1);
        }
        if (low >= high) {
            return;
        }
        int to = low + random.nextInt(high - low + 1);
        int step = to > from ? 1 : -1;
        for (int i = from; i != to; i += step) {
            order[i] = order[i + step];
            place[order[i]] = i;
        }
        order[to] = j;
        place[j] = to;
    }
}
