package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the last points of a series as one by the tail of a score, beside a band for its last value; one event alarms once. */
final class StretchJudge {
    private static final double USABLE = 1e150;

    private final String series;
    private final double least;
    private final Scoring scoring;
    private final Stretch stretch;
    private final ScoreTail scores;
    private final LongRunBand band = new LongRunBand();
    private @Nullable Instant last;

    /** What scores stretches, in units of the series. */
    interface Scoring {
        double score(double[] stretch);

        /** What was to be expected as its last value. */
        double expected(double[] stretch);

        /** Takes in a stretch that was scored. */
        void learn(double[] stretch);

        /** The sentence of an alarm, with the score up to which all would have been normal. */
        String reason(double value, double expected, double score, double normal);
    }

    /**
     * Starts with nothing seen.
     *
     * @param length points of a stretch
     * @param sample points that give centre and unit, and scores that give the usual one and then the tail
     * @param least scores below are alike
     */
    StretchJudge(String series, int length, int sample, double perPoint, double least, Scoring scoring) {
        this.series = series;
        this.least = least;
        this.scoring = scoring;
        this.stretch = new Stretch(length, sample);
        this.scores = new ScoreTail(sample, perPoint);
    }

    Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        if (!stretch.accept(value, before == null ? 0 : SeriesDetector.seconds(before, time))) {
            return Judgement.warmingUp();
        }
        double[] points = stretch.scaled();
        double score = scoring.score(points);
        boolean judged = scores.isJudged();
        scores.accept(Math.log(Math.max(least, score)));
        double expected = stretch.valueOf(scoring.expected(points));
        Judgement judgement = judged ? judgement(time, value, expected, score) : Judgement.warmingUp();
        band.learn((value - expected) / stretch.unit());
        scoring.learn(points);
        return judgement;
    }

    private Judgement judgement(Instant time, double value, double expected, double score) {
        double lower = expected + stretch.unit() * band.below();
        double upper = expected + stretch.unit() * band.above();
        double p = scores.pValue();
        Optional<Anomaly> alarm = Optional.empty();
        if (scores.alarm()) {
            String reason = scoring.reason(value, expected, score, Math.exp(scores.normal()));
            alarm = Optional.of(new Anomaly(series, time, value, expected, lower, upper, p, reason));
        }
        Judgement.State state = scores.off() ? Judgement.State.ANOMALOUS : Judgement.State.NORMAL;
        Optional<View> view = scores.off() ? Optional.of(View.SPIKE) : Optional.empty();
        return new Judgement(state, expected, lower, upper, p, view, alarm);
    }

    void transfer(State state) {
        stretch.transfer(state);
        scores.transfer(state);
        band.transfer(state);
        last = state.time(last);
    }
}
