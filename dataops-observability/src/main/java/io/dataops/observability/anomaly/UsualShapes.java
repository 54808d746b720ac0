package io.dataops.observability.anomaly;

import java.util.Arrays;

/** A {@link Subspace} with how far from it, and how strongly along it, the windows were that it was learnt from. */
final class UsualShapes {
    private static final double NORMAL = 1.4826;
    /** The least deviation of the logarithm that is believed from ten periods. */
    private static final double SURE = 0.05;

    private final Subspace shapes;
    /** Of both measures: median and deviation of the logarithm, and the least that counts. */
    private final double[][] usual;

    private final double unit;
    /** A value taken off first, so that where zero is does not matter. */
    private final double centre;

    private UsualShapes(Subspace shapes, double[][] usual, double unit, double centre) {
        this.shapes = shapes;
        this.usual = usual;
        this.unit = unit;
        this.centre = centre;
    }

    static UsualShapes of(double[] values, int period) {
        double centre = values[0];
        double[] learnt = less(values, centre);
        Subspace shapes = Subspace.fit(learnt, period);
        double range = 0;
        for (double value : learnt) {
            range = Math.max(range, Math.abs(value));
        }
        double rounding = Math.max(Math.max(1e-9 * range, 1e-12 * Math.abs(centre)), Double.MIN_NORMAL);
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
        double[] repeats = new double[learnt.length - period];
        Arrays.setAll(repeats, i -> learnt[i + period] - learnt[i]);
        double unit = NORMAL * ScoreTail.deviation(repeats, 0);
        return new UsualShapes(shapes, usual, Math.max(unit, rounding), centre);
    }

    private static double[] less(double[] values, double centre) {
        return Arrays.stream(values).map(v -> v - centre).toArray();
    }

    static UsualShapes read(State state, int period) {
        Subspace shapes = Subspace.read(state, period);
        double[][] usual = new double[2][3];
        Arrays.stream(usual).forEach(state::reals);
        return new UsualShapes(shapes, usual, state.real(0), state.real(0));
    }

    void write(State state) {
        shapes.write(state);
        Arrays.stream(usual).forEach(state::reals);
        state.real(unit);
        state.real(centre);
    }

    double[] measures(double[] window) {
        return shapes.measures(less(window, centre), 0);
    }

    /** The usual scatter of a value about that of a period before. */
    double unit() {
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
