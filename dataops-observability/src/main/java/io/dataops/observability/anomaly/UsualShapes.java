package io.dataops.observability.anomaly;

import java.util.Arrays;
import java.util.Locale;

/** A {@link Subspace} with how far from it, and how strongly along it, the windows were that it was learnt from. */
final class UsualShapes implements ShapeModel {
    private static final double NORMAL = 1.4826;
    /** The least deviation of the logarithm that is believed from ten periods. */
    private static final double SURE = 0.05;

    private static final int STEPS = 64;
    private static final String[] SAYS = {
        "have a shape beside the usual ones: %.4g from them, normal up to %.4g",
        "have the usual shape too strongly: %.4g, normal up to %.4g",
        "miss the usual shape: it is there by %.4g, normal from %.4g on"
    };

    private final Subspace shapes;
    /** Of both measures: median and deviation of the logarithm, and the least that counts. */
    private final double[][] usual;

    private final double unit;
    /** A value taken off first, so that where zero is does not matter. */
    private final double centre;
    /** A power of two by which values are divided next, so that no square overflows. */
    private final double size;

    private final int stride;
    private int sinceJudged;
    private double[] last = {0, 0};

    private UsualShapes(Subspace shapes, double[][] usual, double unit, double centre, double size, int period) {
        this.shapes = shapes;
        this.usual = usual;
        this.unit = unit;
        this.centre = centre;
        this.size = size;
        this.stride = stride(period);
    }

    /** Every how many points a window is judged. */
    static int stride(int period) {
        return Math.max(1, period / STEPS);
    }

    static UsualShapes of(double[] values, int period) {
        double centre = values[0];
        double size = size(values, centre);
        double[] learnt = scaled(values, centre, size);
        Subspace shapes = Subspace.fit(learnt, period);
        double rounding = rounding(values, centre) / size;
        int count = learnt.length - period + 1;
        double[][] logs = new double[2][count];
        double[] least = {rounding, 1e-3};
        for (int i = 0; i < count; i++) {
            double[] measures = shapes.measures(learnt, i);
            for (int v = 0; v < logs.length; v++) {
                logs[v][i] = Math.log(Math.max(least[v], measures[v]));
            }
        }
        double[][] usual = new double[logs.length][];
        for (int v = 0; v < logs.length; v++) {
            double median = ScoreTail.median(logs[v]);
            double off = NORMAL * ScoreTail.deviation(logs[v], median);
            usual[v] = new double[] {median, Math.max(SURE, off), least[v]};
        }
        return new UsualShapes(shapes, usual, unit(values, period, centre), centre, size, period);
    }

    private static double rounding(double[] values, double centre) {
        double range = 0;
        for (double value : values) {
            range = Math.max(range, Math.abs(value - centre));
        }
        return Math.max(Math.max(1e-9 * range, 1e-12 * Math.abs(centre)), Double.MIN_NORMAL);
    }

    /** The usual scatter of a value about that of a period before. */
    static double unit(double[] values, int period, double centre) {
        double[] repeats = new double[values.length - period];
        Arrays.setAll(repeats, i -> values[i + period] - centre - (values[i] - centre));
        return Math.max(NORMAL * ScoreTail.deviation(repeats, 0), rounding(values, centre));
    }

    /** The largest power of two that the values reach; 1 if they are constant. */
    private static double size(double[] values, double centre) {
        double range = 0;
        for (double value : values) {
            range = Math.max(range, Math.abs(value - centre));
        }
        return range > 0 ? Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, Math.getExponent(range))) : 1;
    }

    private static double[] scaled(double[] values, double centre, double size) {
        return Arrays.stream(values).map(v -> (v - centre) / size).toArray();
    }

    static UsualShapes read(State state, int period) {
        Subspace shapes = Subspace.read(state, period);
        double[][] usual = new double[2][3];
        Arrays.stream(usual).forEach(state::reals);
        UsualShapes known = new UsualShapes(shapes, usual, state.real(0), state.real(0), state.real(0), period);
        known.sinceJudged = state.count(0);
        return known;
    }

    @Override
    public void write(State state) {
        shapes.write(state);
        Arrays.stream(usual).forEach(state::reals);
        state.real(unit);
        state.real(centre);
        state.real(size);
        state.count(sinceJudged);
    }

    @Override
    public boolean take(Rhythm rhythm, int pushed) {
        if (++sinceJudged < stride) {
            return false;
        }
        sinceJudged = 0;
        return true;
    }

    @Override
    public void restart() {
        sinceJudged = 0;
    }

    @Override
    public double[] distances(Rhythm rhythm) {
        last = measures(rhythm.recent());
        double strength = scaled(last, 1);
        return new double[] {Math.max(0, scaled(last, 0)), Math.max(0, strength), Math.max(0, -strength)};
    }

    @Override
    public String says(int tail, double limit) {
        int measure = tail == 0 ? 0 : 1;
        double shown = measure == 0 ? size : 1;
        return String.format(
                Locale.ROOT, SAYS[tail], shown * last[measure], shown * limit(measure, tail == 2 ? -limit : limit));
    }

    @Override
    public void learn(boolean off) {
        // The shapes of the first part stay.
    }

    double[] measures(double[] window) {
        return shapes.measures(scaled(window, centre, size), 0);
    }

    @Override
    public double unit() {
        return unit;
    }

    /** How far a measure is from its median, in deviations of its logarithm. */
    double scaled(double[] measures, int which) {
        double[] of = usual[which];
        return (Math.log(Math.max(measures[which], of[2])) - of[0]) / of[1];
    }

    /** The measure that is so far. */
    double limit(int which, double scaled) {
        return Math.exp(usual[which][0] + usual[which][1] * scaled);
    }
}
