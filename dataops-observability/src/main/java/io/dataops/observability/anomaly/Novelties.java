package io.dataops.observability.anomaly;

import java.util.Set;

/**
 * Whether the last points came before, at two scales: four points, and four means of eight.
 *
 * <p>Two kinds of evidence meet here: a view says how far the last points are from what is usual now, this class from all that ever
 * was. The larger of both surprises counts whole and the lesser half, since they often rise together; and what a view sees of
 * points that came before counts less. So among bursts that
 * come again and again a height that was never reached is news.
 */
final class Novelties {
    private static final double FLOOR = 1e-9;
    private static final int FEW = 1;
    private static final int MORE = 8;
    /** 4 KB and 2 KB; with half of them what comes again after weeks is forgotten. */
    private static final int KEPT_OF_FEW = 256;

    private static final int KEPT_OF_MORE = 128;

    private final boolean used;
    private final Novelty few;
    private final Novelty more;
    private double reference;
    private double unit = 1;

    Novelties(Set<Part> parts) {
        used = parts.contains(Part.NOVELTY);
        few = new Novelty(FEW, KEPT_OF_FEW, new PeakTail(parts));
        more = new Novelty(MORE, KEPT_OF_MORE, new PeakTail(parts));
    }

    /** The surprise of two judgements of the same points. */
    static double both(double one, double other) {
        return Math.max(one, other) + Math.min(one, other) / 2;
    }

    /** What one of two surprises must exceed for {@link #both} to exceed a limit. */
    static double needed(double limit, double other) {
        double asLarger = limit - other / 2;
        return asLarger >= other ? asLarger : Math.max(0, 2 * (limit - other));
    }

    /** Begins with the first values of a series. */
    void start(double[] values, int count) {
        reference = values[0];
        double low = values[0];
        double high = values[0];
        for (int i = 1; i < count; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        unit = Math.max(high - low, Math.max(FLOOR * Math.abs(reference), Double.MIN_NORMAL));
        for (int i = 0; i < count; i++) {
            accept(values[i]);
            learn(Double.MAX_VALUE);
        }
    }

    void accept(double value) {
        if (used) {
            double scaled = (value - reference) / unit;
            double least = Math.max(FLOOR * Math.abs(value) / unit, Float.MIN_NORMAL);
            few.accept(scaled, least);
            more.accept(scaled, least);
        }
    }

    void learn(double most) {
        if (used) {
            few.learn(most);
            more.learn(most);
        }
    }

    double surprise() {
        return Math.max(few.surprise(), more.surprise());
    }

    double shareOfThreshold() {
        return Math.max(few.shareOfThreshold(), more.shareOfThreshold());
    }

    /** How much the surprise of a view counts, from a quarter for what came before to 1. */
    double weight(View view) {
        return switch (view) {
            case SPIKE, SEASON -> few.discount();
            case LEVEL, RAMP -> more.discount();
            case SCATTER, NOVELTY -> 1;
        };
    }

    private Novelty further() {
        return few.surprise() >= more.surprise() ? few : more;
    }

    /** What came after the nearest points before: the value, or the mean of eight where these are off. */
    double expected() {
        return reference + unit * further().expected();
    }

    /** How far from {@link #expected} is no further off than a surprise. */
    double slack(double surprise) {
        return unit * further().slack(surprise);
    }

    void gap() {
        few.gap();
        more.gap();
    }

    /** Judges no stretch that holds the last point. */
    void alarmed() {
        few.alarmed();
        more.alarmed();
    }

    /** Remembers the next points without a judgement. */
    void silence(int points) {
        few.silence(points);
        more.silence(points);
    }

    void transfer(State state) {
        reference = state.real(reference);
        unit = state.real(unit);
        few.transfer(state);
        more.transfer(state);
    }
}
