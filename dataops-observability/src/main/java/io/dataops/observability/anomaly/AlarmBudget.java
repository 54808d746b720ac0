package io.dataops.observability.anomaly;

import java.util.Set;

/**
 * The surprise from which on a point alarms, so that alarms come as often as the budget allows.
 *
 * <p>The surprises of several views depend on each other, and each is estimated. So the largest of them is calibrated once
 * more: the rate of its runs above a low mark, with an exponential tail whose mean is learnt from the runs that stayed below
 * the alarm; a run that alarmed counts as one that went at least so far (a censored observation), so that a stretch of many
 * alarms raises the mark and an anomaly raises it by a bounded amount.
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
    /** An exponential tail of mean one, known as well as from 20 runs: what exact views would give. */
    private static final double PRIOR_TAIL = 20;

    private final double perPoint;
    private final Set<Part> parts;
    private double points = PRIOR_POINTS;
    private double runs;
    private double excess;
    private double whole;
    private double peak;
    private int quiet;
    private double critical;

    AlarmBudget(double perPoint) {
        this(perPoint, PRIOR_RUNS, Part.ALL);
    }

    AlarmBudget(double perPoint, Set<Part> parts) {
        this(perPoint, PRIOR_RUNS, parts);
    }

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

    double critical() {
        return critical;
    }

    double perPoint() {
        return perPoint;
    }

    private double tail() {
        return (excess + PRIOR_TAIL) / (whole + PRIOR_TAIL);
    }

    /** Events a point that go at least so far. */
    double rate(double surprise) {
        return runs / points * Math.exp(-Math.max(0, surprise - MARK) / tail());
    }

    private void recompute() {
        critical = parts.contains(Part.CALIBRATION)
                ? MARK + Math.max(0, tail() * Math.log(runs / points / perPoint))
                : -Math.log(perPoint);
    }

    void learn(double surprise) {
        points++;
        if (surprise > MARK) {
            peak = Math.max(peak, surprise);
            quiet = 0;
        } else if (peak > 0 && ++quiet >= QUIET) {
            runs++;
            excess += Math.min(peak, critical) - MARK;
            whole += peak < critical ? 1 : 0;
            peak = 0;
            quiet = 0;
            recompute();
        }
        if (points >= MEMORY && parts.contains(Part.DECAY)) {
            points /= 2;
            runs /= 2;
            excess /= 2;
            whole /= 2;
        }
    }

    void transfer(State state) {
        points = state.real(points);
        runs = state.real(runs);
        excess = state.real(excess);
        whole = state.real(whole);
        peak = state.real(peak);
        quiet = state.count(quiet);
        critical = state.real(critical);
    }
}
