package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.List;

/** The datasets with the highest scores so far, the best first. */
final class ScoredPool {
    private static final int SIZE = 8;

    private final List<Scored> best = new ArrayList<>();

    private record Scored(Dataset data, double score) {}

    void add(Dataset data, double score) {
        double value = Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
        int at = 0;
        while (at < best.size() && best.get(at).score() > value) {
            at++;
        }
        if (at < SIZE) {
            best.add(at, new Scored(data, value));
        }
        if (best.size() > SIZE) {
            best.remove(SIZE);
        }
    }

    boolean isEmpty() {
        return best.isEmpty();
    }

    double best() {
        return best.get(0).score();
    }

    /** One of them; the best in half of the cases. */
    Dataset pick(long hash) {
        int at = (hash & 1) == 0 ? 0 : (int) Hash.below(hash, best.size());
        return best.get(at).data();
    }
}
