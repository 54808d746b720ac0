package io.dataops.observability.anomaly;

import java.util.Arrays;

/**
 * How rare a score of one kind is, under a budget of alarms. The first sample of scores gives the usual one and its scatter, the second
 * the tail; from then on each is judged, and one event alarms once.
 */
final class ScoreTail {
    private static final double NORMAL = 1.4826;
    /** The least scatter of a logarithm that is believed. */
    private static final double SURE = 0.05;
    /** How far beyond the alarm a score is still believed when it is learnt: e squared times as rare. */
    private static final double BOUND = 2;

    private final PeakTail tail = new PeakTail();
    private final AlarmBudget alarms;
    private final Episode episode = new Episode();
    private final int sample;
    private double[] first;
    private int seen;
    private double usual;
    private double scatter = 1;
    private boolean off;
    private boolean alarm;
    private double normal;
    private double pValue = 1;

    ScoreTail(int sample, double perPoint) {
        this.sample = sample;
        this.first = new double[sample];
        this.alarms = AlarmBudget.ofOneView(perPoint);
    }

    /** Judges the next score, a logarithm, by those before it, and learns it. */
    void accept(double score) {
        off = false;
        alarm = false;
        pValue = 1;
        if (seen < sample) {
            first[seen++] = score;
            if (seen == sample) {
                usual = median(first.clone());
                scatter = Math.max(SURE, NORMAL * deviation(first, usual));
                first = new double[0];
            }
            return;
        }
        double z = Math.max(0, (score - usual) / scatter);
        double surprise = tail.surprise(z);
        double critical = alarms.critical();
        boolean beyond = surprise > critical;
        if (isJudged()) {
            off = beyond;
            alarm = off && episode.alarms(surprise, critical);
            normal = usual + scatter * tail.quantile(critical);
            pValue = surprise > 0 ? Math.min(1, alarms.rate(surprise)) : 1;
            if (!off) {
                episode.goesOn(surprise < AlarmBudget.MARK);
            }
        }
        seen = Math.min(seen + 1, 2 * sample);
        episode.next();
        tail.learn(beyond ? Math.min(z, tail.quantile(critical + BOUND)) : z);
        alarms.learn(surprise);
    }

    /** Whether the next score will be judged. */
    boolean isJudged() {
        return seen >= 2 * sample;
    }

    boolean off() {
        return off;
    }

    boolean alarm() {
        return alarm;
    }

    /** Up to where the last score would have been normal. */
    double normal() {
        return normal;
    }

    double pValue() {
        return pValue;
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static double deviation(double[] values, double from) {
        return median(Arrays.stream(values).map(v -> Math.abs(v - from)).toArray());
    }

    void transfer(State state) {
        tail.transfer(state);
        alarms.transfer(state);
        episode.transfer(state);
        seen = Math.min(2 * sample, Math.max(0, state.count(seen)));
        if (seen < sample) {
            state.reals(first);
        } else {
            first = new double[0];
        }
        usual = state.real(usual);
        scatter = state.real(scatter);
    }
}
