package io.dataops.observability.anomaly;

import java.util.Arrays;

/**
 * The left matrix profile of a stream over a bounded memory: how far the last stretch is from the one most like it among those before
 * that are kept, by shape (Yeh and others, 2016, Matrix profile I; Lu and others, 2022, Matrix profile XXIV, DAMP). Stretches that overlap
 * by more than half are not compared; constant ones and missing ones are as in {@link MatrixProfile}.
 *
 * <p>Keeps the product of the last stretch with each before, lag by lag, and goes on from point to point in constant time a lag. As many
 * products as take the same time are computed anew with each point, so that each is after a stretch and rounding does not add up.
 */
final class LeftProfile {
    private final int length;
    private final int memory;
    private final int apart;
    private final double constant;
    /** By point, twice one after the other, so that what lies before a point is one piece. */
    private final double[] x;

    /** By the last point of a stretch. */
    private final double[] mean;
    /** One by the root of the squared deviations: 0 for a constant stretch, NaN for one that is missing. */
    private final double[] inverse;

    private final double[] dots;
    private int at;
    private int whole;
    private int anew;

    /**
     * Starts empty.
     *
     * @param length points of a stretch
     * @param memory points that are kept, two lengths or more
     * @param constant deviation up to which a stretch is constant
     */
    LeftProfile(int length, int memory, double constant) {
        this.length = length;
        this.memory = memory;
        this.constant = constant;
        this.apart = (length + 1) / 2;
        this.x = new double[2 * memory];
        this.mean = new double[2 * memory];
        this.inverse = new double[2 * memory];
        this.dots = new double[memory - length + 1];
        this.anew = apart;
        Arrays.fill(inverse, Double.NaN);
    }

    /** The points to come do not go on from those before. */
    void breakOff() {
        whole = 0;
    }

    /** Takes a point; returns the distance of the stretch that ends here, NaN if it or all before are missing. */
    double push(double value) {
        at = at + 1 == memory ? 0 : at + 1;
        int now = at + memory;
        double gone = x[now - length];
        for (int lag = apart; lag < dots.length; lag++) {
            // a lag of at most memory - length: the point a stretch and a lag before is the one that is overwritten, or
            // later
            dots[lag] += value * x[now - lag] - gone * x[now - length - lag];
        }
        x[at] = value;
        x[now] = value;
        whole = Math.min(length, whole + 1);
        measure(now);
        refresh(now);
        return whole == length ? distance(nearest(now)) : Double.NaN;
    }

    private void measure(int now) {
        double sum = 0;
        for (int k = now - length + 1; k <= now; k++) {
            sum += x[k];
        }
        double centre = sum / length;
        double square = 0;
        for (int k = now - length + 1; k <= now; k++) {
            square += (x[k] - centre) * (x[k] - centre);
        }
        double least = constant * constant * length;
        set(mean, centre);
        set(inverse, whole < length ? Double.NaN : square <= least ? 0 : 1 / Math.sqrt(square));
    }

    private void set(double[] of, double value) {
        of[at] = value;
        of[at + memory] = value;
    }

    private void refresh(int now) {
        int count = (dots.length - apart + length - 1) / length;
        for (int i = 0; i < count; i++) {
            dots[anew] = dot(now, anew);
            anew = anew + 1 < dots.length ? anew + 1 : apart;
        }
    }

    private double dot(int now, int lag) {
        double sum = 0;
        for (int k = now - length + 1; k <= now; k++) {
            sum += x[k] * x[k - lag];
        }
        return sum;
    }

    /** The largest correlation with a stretch before; NaN if there is none. */
    private double nearest(int now) {
        double most = Double.NEGATIVE_INFINITY;
        double own = inverse[now];
        double weight = length * mean[now];
        for (int lag = apart; lag < dots.length; lag++) {
            double other = inverse[now - lag];
            double correlation = own * other > 0
                    ? (dots[lag] - weight * mean[now - lag]) * own * other
                    : Double.isNaN(other) ? Double.NEGATIVE_INFINITY : own == other ? 1 : 0.5;
            most = Math.max(most, correlation);
        }
        return most == Double.NEGATIVE_INFINITY ? Double.NaN : most;
    }

    private double distance(double correlation) {
        return Math.sqrt(Math.max(0, 2 * length * (1 - Math.min(1, correlation))));
    }

    /** Compares no later stretch with the one that ends here. */
    void leaveOutLast() {
        set(inverse, Double.NaN);
    }

    void transfer(State state) {
        half(state, x);
        half(state, mean);
        half(state, inverse);
        state.reals(dots);
        at = state.count(at);
        whole = state.count(whole);
        anew = state.count(anew);
        if (at < 0 || at >= memory || whole < 0 || whole > length || anew < apart || anew >= dots.length) {
            throw new java.nio.BufferUnderflowException();
        }
    }

    private void half(State state, double[] twice) {
        double[] once = Arrays.copyOf(twice, memory);
        state.reals(once);
        System.arraycopy(once, 0, twice, 0, memory);
        System.arraycopy(once, 0, twice, memory, memory);
    }
}
