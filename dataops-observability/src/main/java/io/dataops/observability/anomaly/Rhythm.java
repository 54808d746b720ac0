package io.dataops.observability.anomaly;

import java.util.Arrays;

/**
 * The last period of a series on its usual steps. Missing steps, up to a quarter of a period, count as the value a period before (the
 * value before while learning), so that a row that is not there and a row without a value are the same. A longer gap begins anew,
 * unless gaps as long came while learning: nights in which nobody measures.
 */
final class Rhythm {
    private final int period;
    private double[] first;
    private double[] steps;
    private int seen;
    private double usualStep;
    private double longest;
    private double[] ring = new double[0];
    private int at;
    private int whole;

    Rhythm(int period, int learnt) {
        this.period = period;
        this.first = new double[learnt];
        this.steps = new double[learnt];
    }

    /** Takes a value of the first part; says whether that is complete. */
    boolean learn(double value, double step) {
        first[seen] = value;
        steps[seen++] = step;
        return seen == first.length;
    }

    /** The first part, missing steps filled; the last period of it is the first that is kept. */
    double[] learnt() {
        double[] sorted = Arrays.copyOfRange(steps, 1, seen);
        Arrays.sort(sorted);
        usualStep = sorted[sorted.length / 2];
        longest = sorted[sorted.length - 1];
        int length = seen;
        for (int i = 1; i < seen; i++) {
            length += missing(steps[i]);
        }
        double[] filled = new double[length];
        int to = 0;
        for (int i = 0; i < seen; i++) {
            for (int k = i == 0 ? 0 : missing(steps[i]); k > 0; k--) {
                filled[to] = filled[to - 1];
                to++;
            }
            filled[to++] = first[i];
        }
        ring = Arrays.copyOfRange(filled, length - period, length);
        whole = period;
        return filled;
    }

    void forget() {
        first = new double[0];
        steps = new double[0];
    }

    private int missing(double step) {
        long more = usualStep > 0 ? Math.round(step / usualStep) - 1 : 0;
        return more >= 1 && more <= period / 4 ? (int) more : 0;
    }

    double periodBefore() {
        return ring[at];
    }

    /** Returns how many points were taken: this one and those that were missing before it. */
    int accept(double value, double step) {
        int missing = missing(step);
        if (missing == 0 && step > 1.5 * Math.max(longest, usualStep * period / 4)) {
            whole = 0;
        }
        for (int k = 0; k < missing; k++) {
            push(ring[at]);
        }
        push(value);
        return missing + 1;
    }

    private void push(double value) {
        ring[at] = value;
        at = at + 1 == period ? 0 : at + 1;
        whole = Math.min(period, whole + 1);
    }

    /** The point so many before the last. */
    double back(int points) {
        return ring[(at + period - 1 - points) % period];
    }

    /** Whether the last point is the first after a break. */
    boolean isBroken() {
        return whole == 1 && period > 1;
    }

    boolean isWhole() {
        return whole == period;
    }

    /** The last period, oldest first. */
    double[] recent() {
        double[] recent = new double[period];
        System.arraycopy(ring, at, recent, 0, period - at);
        System.arraycopy(ring, 0, recent, period - at, at);
        return recent;
    }

    void transfer(State state, boolean learnt) {
        if (!learnt) {
            seen = state.length(seen, 16);
            if (seen > first.length) {
                throw new java.nio.BufferUnderflowException();
            }
            for (int i = 0; i < seen; i++) {
                first[i] = state.real(first[i]);
                steps[i] = state.real(steps[i]);
            }
            return;
        }
        forget();
        usualStep = state.real(usualStep);
        longest = state.real(longest);
        if (ring.length == 0) {
            ring = new double[state.length(period, 8)];
        } else {
            state.length(period, 8);
        }
        state.reals(ring);
        at = state.count(at);
        whole = state.count(whole);
        if (ring.length != period || at < 0 || at >= period) {
            throw new java.nio.BufferUnderflowException();
        }
    }
}
