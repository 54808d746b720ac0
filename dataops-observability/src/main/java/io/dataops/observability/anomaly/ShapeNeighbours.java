package io.dataops.observability.anomaly;

import java.util.Arrays;
import java.util.Locale;

/**
 * The stretches of the last ten periods: a stretch is as odd as it is unlike the one most like it among them. Long periods are averaged
 * down to 64 to 127 steps. What was off is no example for what comes, until it lasted for two periods.
 */
final class ShapeNeighbours implements ShapeModel {
    private static final int STEPS = 64;
    private static final double NORMAL = 1.4826;
    /** The least deviation of the logarithm that is believed from ten periods. */
    private static final double SURE = 0.05;
    /** Distances below a thousandth of what a constant stretch has are alike. */
    private static final double LEAST = 1e-3;

    private static final double CONSTANT = 1e-10;
    private static final int MEMORY = 10;
    private static final int NEW_NORMAL = 2;

    private final int period;
    private final int block;
    private final int steps;
    private final double centre;
    private final double size;
    private final double unit;
    private final double median;
    private final double off;
    private final LeftProfile profile;
    private double sum;
    private int inBlock;
    private int lasts;
    private double distance = Double.NaN;

    private ShapeNeighbours(int period, double centre, double size, double unit, double median, double off) {
        this.period = period;
        this.block = Math.max(1, period / STEPS);
        this.steps = (period + block / 2) / block;
        this.centre = centre;
        this.size = size;
        this.unit = unit;
        this.median = median;
        this.off = off;
        this.profile = new LeftProfile(steps, MEMORY * steps, CONSTANT);
    }

    static ShapeNeighbours of(double[] learnt, int period) {
        double centre = learnt[0];
        double size = 0;
        for (double value : learnt) {
            size = Math.max(size, Math.abs(value - centre));
        }
        double unit = UsualShapes.unit(learnt, period, centre);
        ShapeNeighbours plain = new ShapeNeighbours(period, centre, size, unit, 0, 1);
        double[] blocks = new double[learnt.length / plain.block];
        int first = learnt.length - blocks.length * plain.block;
        for (int i = 0; i < learnt.length - first; i++) {
            blocks[i / plain.block] += plain.scaled(learnt[first + i]) / plain.block;
        }
        double[] logs = Arrays.stream(MatrixProfile.of(blocks, plain.steps).distances())
                .map(d -> plain.log(d))
                .toArray();
        double median = ScoreTail.median(logs.clone());
        double off = Math.max(SURE, NORMAL * ScoreTail.deviation(logs, median));
        ShapeNeighbours known = new ShapeNeighbours(period, centre, size, unit, median, off);
        Arrays.stream(blocks).forEach(known.profile::push);
        return known;
    }

    private double scaled(double value) {
        return size > 0 ? (value - centre) / size : 0;
    }

    private double log(double d) {
        return Math.log(Math.max(LEAST, d / Math.sqrt(steps)));
    }

    @Override
    public boolean take(Rhythm rhythm, int pushed) {
        boolean due = false;
        for (int k = pushed - 1; k >= 0; k--) {
            sum += scaled(rhythm.back(k));
            if (++inBlock == block) {
                distance = profile.push(sum / block);
                sum = 0;
                inBlock = 0;
                due = true;
            }
        }
        return due;
    }

    @Override
    public void restart() {
        sum = 0;
        inBlock = 0;
        profile.breakOff();
    }

    @Override
    public double[] distances(Rhythm rhythm) {
        return new double[] {Double.isNaN(distance) ? 0 : Math.max(0, (log(distance) - median) / off)};
    }

    @Override
    public String says(int tail, double limit) {
        return String.format(
                Locale.ROOT,
                "are unlike all of the %d before: %.4g a point from the most similar stretch (0 is the same shape, 2 the opposite), normal"
                        + " up to %.4g",
                MEMORY * period,
                distance / Math.sqrt(steps),
                Math.exp(median + off * limit));
    }

    @Override
    public void learn(boolean off) {
        lasts = off ? Math.min(NEW_NORMAL * steps + 1, lasts + 1) : 0;
        if (off && lasts <= NEW_NORMAL * steps) {
            profile.leaveOutLast();
        }
    }

    @Override
    public double unit() {
        return unit;
    }

    static ShapeNeighbours read(State state, int period) {
        ShapeNeighbours known =
                new ShapeNeighbours(period, state.real(0), state.real(0), state.real(0), state.real(0), state.real(0));
        known.transfer(state);
        return known;
    }

    @Override
    public void write(State state) {
        state.real(centre);
        state.real(size);
        state.real(unit);
        state.real(median);
        state.real(off);
        transfer(state);
    }

    private void transfer(State state) {
        profile.transfer(state);
        sum = state.real(sum);
        inBlock = state.count(inBlock);
        lasts = state.count(lasts);
        distance = state.real(distance);
    }
}
