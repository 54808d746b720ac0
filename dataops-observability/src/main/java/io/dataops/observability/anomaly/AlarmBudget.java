package io.dataops.observability.anomaly;

import java.util.Set;

/**
 * The surprise from which on a point alarms, so that alarms come as often as the budget allows.
 *
 * <p>The surprises of several views depend on each other, and each is estimated. So the largest of them is calibrated once
 * more: the rate of its runs above a mark, with an exponential tail whose mean is learnt from the runs that stayed below
 * the alarm; a run that alarmed counts as one that went at least so far (a censored observation), so that a stretch of many
 * alarms raises the level and an anomaly raises it by a bounded amount. The mark is the highest that forty runs went beyond (a
 * standard error of a sixth), so that little is left to the shape of the tail; a low one while there are fewer.
 */
final class AlarmBudget {
    /** Surprise of an event that comes in one view every 200 points. */
    static final double MARK = Math.log(200);

    /** Points below the mark that end a run. */
    static final int QUIET = 8;

    private static final double MEMORY = 16_384;
    /** Before anything is known: the rate of runs of ten half-independent views, known as well as from 400 points. */
    private static final double PRIOR_POINTS = 400;

    private static final double PRIOR_RUNS = 400 * 0.03;
    /**
     * An exponential tail, known as well as from 20 runs: of mean one, what exact views would give, above the low mark, and the
     * same that was found there above a higher one.
     */
    private static final double PRIOR_TAIL = 20;

    private static final double ENOUGH = 40;
    private static final double STEP = 0.5;

    private final double perPoint;
    private final Set<Part> parts;
    /** Runs by how far above the low mark they went, in steps; those that alarmed by how far the alarm was. */
    private final float[] heights = new float[32];

    private double points = PRIOR_POINTS;
    private double runs;
    private double excess;
    private double alarmed;
    private double peak;
    private int quiet;

    private double mark;
    private double runsAbove;
    private double tail;
    private double critical;

    private AlarmBudget(double perPoint, double priorRuns, Set<Part> parts) {
        this.perPoint = perPoint;
        this.parts = parts;
        this.runs = priorRuns;
        recompute();
    }

    /** For a single view, whose runs above the mark come every 200 points by what the mark is. */
    static AlarmBudget ofOneView(double perPoint) {
        return new AlarmBudget(perPoint, PRIOR_POINTS * Math.exp(-MARK), Part.ALL);
    }

    /** For several views. */
    static AlarmBudget ofViews(double perPoint, Set<Part> parts) {
        return new AlarmBudget(perPoint, PRIOR_RUNS, parts);
    }

    double critical() {
        return critical;
    }

    double perPoint() {
        return perPoint;
    }

    /** Events a point that go at least so far. */
    double rate(double surprise) {
        if (surprise >= mark) {
            return runsAbove / points * Math.exp(-(surprise - mark) / tail);
        }
        double way = surprise <= MARK ? 0 : (surprise - MARK) / (mark - MARK);
        return runs / points * Math.pow(runsAbove / runs, way);
    }

    private void recompute() {
        mark = MARK;
        runsAbove = runs;
        tail = (excess + PRIOR_TAIL) / (total() - alarmed + PRIOR_TAIL);
        double above = 0;
        double beyond = 0;
        for (int i = heights.length - 1; i > 0 && above < ENOUGH; i--) {
            above += heights[i];
            beyond += STEP * (above - heights[i] / 2);
            if (above >= ENOUGH) {
                mark = MARK + STEP * i;
                runsAbove = above;
                tail = (beyond + PRIOR_TAIL * tail) / (Math.max(0, above - alarmed) + PRIOR_TAIL);
            }
        }
        double allowed = perPoint * points;
        critical = !parts.contains(Part.CALIBRATION)
                ? -Math.log(perPoint)
                : runsAbove >= allowed
                        ? mark + tail * Math.log(runsAbove / allowed)
                        : MARK + (mark - MARK) * Math.max(0, Math.log(runs / allowed) / Math.log(runs / runsAbove));
    }

    private double total() {
        double sum = 0;
        for (float height : heights) {
            sum += height;
        }
        return sum;
    }

    void learn(double surprise) {
        points++;
        if (surprise > MARK) {
            peak = Math.max(peak, surprise);
            quiet = 0;
        } else if (peak > 0 && ++quiet >= QUIET) {
            double height = Math.min(peak, critical) - MARK;
            runs++;
            excess += height;
            alarmed += peak < critical ? 0 : 1;
            heights[(int) Math.min(heights.length - 1, height / STEP)]++;
            peak = 0;
            quiet = 0;
            recompute();
        }
        if (points >= MEMORY && parts.contains(Part.DECAY)) {
            points /= 2;
            runs /= 2;
            excess /= 2;
            alarmed /= 2;
            for (int i = 0; i < heights.length; i++) {
                heights[i] /= 2;
            }
            recompute();
        }
    }

    void transfer(State state) {
        points = state.real(points);
        runs = state.real(runs);
        excess = state.real(excess);
        alarmed = state.real(alarmed);
        peak = state.real(peak);
        quiet = state.count(quiet);
        mark = state.real(mark);
        runsAbove = state.real(runsAbove);
        tail = state.real(tail);
        critical = state.real(critical);
        state.floats(heights);
    }
}
