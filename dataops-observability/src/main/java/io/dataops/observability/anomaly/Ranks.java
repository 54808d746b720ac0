package io.dataops.observability.anomaly;

/**
 * Conformal p-values: the share of the points so far that were at least as far off (Vovk, Gammerman and Shafer, 2005,
 * Algorithmic learning in a random world), from 64 counts that halve when they reach the memory.
 */
final class Ranks {
    private static final int BODY = 32;
    private static final double MEMORY = 16_384;

    private final float[] counts = new float[2 * BODY];
    private double points;

    /** Where a point falls: by its largest share of a threshold below all of them, by its surprise above. */
    static int bucket(double share, double surprise) {
        return surprise > 0
                ? (int) Math.min(2 * BODY - 1, BODY + surprise / AlarmBudget.MARK * BODY)
                : (int) Math.max(0, Math.min(BODY - 1, share * BODY));
    }

    double pValue(int bucket) {
        double above = 1;
        for (int i = bucket; i < counts.length; i++) {
            above += counts[i];
        }
        return above / (points + 1);
    }

    void add(int bucket) {
        counts[bucket]++;
        if (++points >= MEMORY) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] /= 2;
            }
            points /= 2;
        }
    }

    void transfer(State state) {
        state.floats(counts);
        points = state.real(points);
    }
}
