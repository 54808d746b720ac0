package io.dataops.observability.anomaly;

import java.util.Arrays;

/**
 * How far the last points are from all stretches that were seen before, at one scale: four means of as many points each, newest first.
 *
 * <p>Remembers stretches that lie apart, each from its first sight on: what came once is no longer new. A stretch is kept if it is
 * further from all kept ones than a twentieth of the range of the series; one that was not near any for long makes room (Corbató, 1968, A paging experiment with the Multics system).
 * Distances are mean absolute differences as shares of that range, which an outlier at most doubles and which shrinks slowly.
 * How rare a distance is, is learnt by the tail of its peaks. A point takes time linear in the stretches kept.
 *
 * <p>Sources: novelty by the distance to the nearest example kept (Markou and Singh, 2003, Novelty detection: a review); examples apart from
 * each other from one pass (Charikar, Chekuri, Feder and Motwani, 1997, Incremental clustering and dynamic information retrieval).
 */
final class Novelty {
    /** Means in a stretch. */
    private static final int LENGTH = 4;

    /** Before so many were seen nothing is known of what is new. */
    private static final int EARLIEST = 32;

    private static final double APART = 0.05;
    /** Distances are measured in units of this share of the range, so that the first threshold of a tail is among the usual ones. */
    private static final double UNIT = 0.02;
    /** As near as this share of the range a stretch came before. */
    private static final double FAMILIAR = 0.03;

    private static final double DISCOUNT = 0.25;
    private static final float MEMORY = 16_384;
    private static final float LARGEST = 1e30f;

    private final int scale;
    private final PeakTail tail;
    private final float[] last;
    private final int most;
    private float[] stretches = new float[EARLIEST * LENGTH];
    /** Whether a stretch was near one since the hand passed it. */
    private byte[] used = new byte[EARLIEST];

    private int hand;
    private int near;
    private int kept;
    private int points;
    /** Points since the last gap. */
    private int unbroken;

    /** Points that are remembered but not judged. */
    private int silent;

    private float low = Float.MAX_VALUE;
    private float high = -Float.MAX_VALUE;

    private final float[] now = new float[LENGTH];
    private int nearest = -1;
    private double range;
    private double share;
    private double surprise;

    Novelty(int scale, int most, PeakTail tail) {
        this.most = most;
        this.scale = scale;
        this.tail = tail;
        this.last = new float[LENGTH * scale];
    }

    /** Takes the next value; the range is at least as large as given, in the same units. */
    void accept(double value, double leastRange) {
        last[points % last.length] = (float) Math.max(-LARGEST, Math.min(LARGEST, value));
        points++;
        unbroken++;
        share = 0;
        surprise = 0;
        nearest = -1;
        if (unbroken < last.length) {
            return;
        }
        for (int j = 0; j < LENGTH; j++) {
            double sum = 0;
            for (int i = 0; i < scale; i++) {
                sum += last[(points - 1 - j * scale - i) % last.length];
            }
            now[j] = (float) (sum / scale);
        }
        float distance = search();
        range = Math.max(high - low, leastRange);
        boolean known = kept >= EARLIEST;
        share = known ? distance / range : 0;
        if (nearest >= 0) {
            used[nearest] = 1;
        }
        widen(now[0], known);
        if (!known || share > APART) {
            keep();
        }
        if (!known || silent > 0) {
            silent = Math.max(0, silent - 1);
            nearest = -1;
            share = 0;
        }
        surprise = tail.surprise(distance());
    }

    /** Begins where the last stretch was near, so that most others are passed over by their newest mean alone. */
    private float search() {
        float a = now[0];
        float b = now[1];
        float c = now[2];
        float d = now[3];
        float least = Float.MAX_VALUE;
        for (int k = kept == 0 ? 0 : -1; k < kept; k++) {
            int i = k < 0 ? near : k;
            int at = i * LENGTH;
            float sum = Math.abs(stretches[at] - a);
            if (sum < least) {
                sum += Math.abs(stretches[at + 1] - b)
                        + Math.abs(stretches[at + 2] - c)
                        + Math.abs(stretches[at + 3] - d);
                if (sum < least) {
                    least = sum;
                    nearest = i;
                }
            }
        }
        near = Math.max(0, nearest);
        return least / LENGTH;
    }

    private void widen(float value, boolean known) {
        float span = high > low ? high - low : Float.MAX_VALUE;
        if (!known) {
            high = Math.max(high, value);
            low = Math.min(low, value);
            return;
        }
        if (value > high) {
            high = Math.min(value, high + span);
        } else {
            high -= (high - value) / MEMORY;
        }
        if (value < low) {
            low = Math.max(value, low - span);
        } else {
            low += (value - low) / MEMORY;
        }
    }

    private void keep() {
        int at = kept < most ? kept++ : place();
        room();
        System.arraycopy(now, 0, stretches, at * LENGTH, LENGTH);
        used[at] = 1;
        nearest = nearest == at ? -1 : nearest;
    }

    private int place() {
        while (used[hand] == 1) {
            used[hand] = 0;
            hand = (hand + 1) % kept;
        }
        int at = hand;
        hand = (hand + 1) % kept;
        return at;
    }

    private void room() {
        if (kept > used.length) {
            int size = Math.min(most, Math.max(kept, 2 * used.length));
            used = Arrays.copyOf(used, size);
            stretches = Arrays.copyOf(stretches, size * LENGTH);
        }
    }

    /** How far the last stretch is from all that were kept, in fiftieths of the range; 0 while nothing is known. */
    double distance() {
        return share / UNIT;
    }

    double range() {
        return range;
    }

    boolean isKept() {
        return share > APART;
    }

    int size() {
        return kept;
    }

    double surprise() {
        return surprise;
    }

    double shareOfThreshold() {
        return distance() / tail.threshold();
    }

    /** By how much what the last points show counts less since it came before; 1 if it did not. */
    double discount() {
        return nearest < 0 ? 1 : DISCOUNT + (1 - DISCOUNT) * Math.min(1, share / FAMILIAR);
    }

    /** Learns from the last stretch, at most as from one of the surprise that is given. */
    void learn(double most) {
        double distance = distance();
        tail.learn(surprise > most ? Math.min(distance, tail.quantile(most)) : distance);
    }

    /** The newest mean of the nearest stretch before; of this one if none is known. */
    double expected() {
        return nearest < 0 ? now[0] : stretches[nearest * LENGTH];
    }

    /** How far the newest mean may be from the nearest stretch's for a surprise at most like this, with the others as they are. */
    double slack(double surprise) {
        double rest = 0;
        for (int j = 1; j < LENGTH && nearest >= 0; j++) {
            rest += Math.abs(now[j] - stretches[nearest * LENGTH + j]);
        }
        return Math.max(0, LENGTH * tail.quantile(surprise) * UNIT * range - rest);
    }

    /** The next stretch begins after a gap. */
    void gap() {
        unbroken = 0;
    }

    /** Judges no stretch that holds the last point. */
    void alarmed() {
        silence(last.length);
    }

    /** Remembers the next points without a judgement. */
    void silence(int more) {
        silent = Math.max(silent, more);
    }

    void transfer(State state) {
        points = state.count(points);
        unbroken = state.count(unbroken);
        silent = state.count(silent);
        kept = Math.min(most, state.length(kept, LENGTH));
        low = (float) state.real(low);
        high = (float) state.real(high);
        state.floats(last);
        hand = state.count(hand);
        near = state.count(near);
        room();
        float[] held = Arrays.copyOf(stretches, kept * LENGTH);
        byte[] near = Arrays.copyOf(used, kept);
        state.floats(held);
        state.bytes(near);
        System.arraycopy(held, 0, stretches, 0, held.length);
        System.arraycopy(near, 0, used, 0, near.length);
        tail.transfer(state);
    }
}
