package io.dataops.observability.anomaly;

import java.util.Arrays;

/**
 * The last points of a series as one. The first sample gives centre, unit and usual step; a gap of as many usual steps as the stretch
 * has points begins a new one.
 */
final class Stretch {
    private static final double NORMAL = 1.4826;

    private final double[] recent;
    private final int sample;
    private double[] values;
    private double[] steps;
    private int seen;
    private int whole;
    private double longest = Double.POSITIVE_INFINITY;
    private double centre;
    private double unit = 1;

    Stretch(int length, int sample) {
        this.recent = new double[length];
        this.sample = sample;
        this.values = new double[sample];
        this.steps = new double[sample];
    }

    /** Takes a value and the seconds since the one before; says whether there is a whole stretch after the first sample. */
    boolean accept(double value, double step) {
        if (seen < sample) {
            values[seen] = value;
            steps[seen++] = step;
            if (seen == sample) {
                measure();
            }
            return false;
        }
        see(value, step);
        return whole == recent.length;
    }

    private void see(double value, double step) {
        System.arraycopy(recent, 1, recent, 0, recent.length - 1);
        recent[recent.length - 1] = value;
        whole = step > longest ? 1 : Math.min(recent.length, whole + 1);
    }

    private void measure() {
        centre = ScoreTail.median(values.clone());
        double off = NORMAL * ScoreTail.deviation(values, centre);
        double range = Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
        unit = off > 0 ? off : range > 0 ? range : Math.max(Math.abs(centre), 1);
        longest = recent.length * ScoreTail.median(Arrays.copyOfRange(steps, 1, steps.length));
        for (int i = 0; i < sample; i++) {
            see(values[i], steps[i]);
        }
        values = new double[0];
        steps = new double[0];
    }

    double unit() {
        return unit;
    }

    double valueOf(double scaled) {
        return centre + unit * scaled;
    }

    /** The points less the centre, in units. */
    double[] scaled() {
        double[] scaled = new double[recent.length];
        Arrays.setAll(scaled, i -> Math.max(-1e25, Math.min(1e25, (recent[i] - centre) / unit)));
        return scaled;
    }

    void transfer(State state) {
        seen = Math.min(sample, Math.max(0, state.count(seen)));
        if (seen < sample) {
            state.reals(values);
            state.reals(steps);
        } else {
            values = new double[0];
            steps = new double[0];
        }
        state.reals(recent);
        whole = state.count(whole);
        longest = state.real(longest);
        centre = state.real(centre);
        unit = state.real(unit);
    }
}
