package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RandomCutForest} over the last points of one series. The first sample gives centre and unit; from then on the forest learns;
 * the second sample gives the usual scores, the third the tail of those.
 */
final class ForestDetector implements StreamingDetector {
    static final double USABLE = 1e150;
    /** Scores below a tenth of a usual one are alike. */
    private static final double LEAST = 0.1;

    private final ForestDetection settings;
    private final String series;
    private final RandomCutForest forest;
    private final Stretch stretch;
    private final ScoreTail scores;
    private final LongRunBand band = new LongRunBand();
    private @Nullable Instant last;

    ForestDetector(ForestDetection settings, String series) {
        this.settings = settings;
        this.series = series;
        this.forest = settings.plant();
        this.stretch = new Stretch(settings.shingle(), settings.samples());
        this.scores = new ScoreTail(settings.samples(), settings.perPoint());
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        if (!stretch.accept(value, before == null ? 0 : SeriesDetector.seconds(before, time))) {
            return Judgement.warmingUp();
        }
        double[] point = stretch.scaled();
        double score = forest.score(point);
        boolean judged = scores.isJudged();
        scores.accept(Math.log(Math.max(LEAST, score)));
        double[] ends = forest.expectedLast(point);
        double expected = stretch.valueOf(ends.length == 0 ? 0 : ends[ends.length / 2]);
        Judgement judgement = judged ? judgement(time, value, expected, score) : Judgement.warmingUp();
        band.learn((value - expected) / stretch.unit());
        forest.update(point);
        return judgement;
    }

    private Judgement judgement(Instant time, double value, double expected, double score) {
        double lower = expected + stretch.unit() * band.below();
        double upper = expected + stretch.unit() * band.above();
        double p = scores.pValue();
        Optional<Anomaly> alarm = Optional.empty();
        if (scores.alarm()) {
            String reason = String.format(
                    Locale.ROOT,
                    "the last %d points of %s are unlike those before: random cuts part them early, with a score of %.3g (about 1 is"
                            + " usual, normal up to %.3g); the last is %.6g, such stretches ended with %.6g",
                    stretch.length(),
                    series,
                    score,
                    Math.exp(scores.normal()),
                    value,
                    expected);
            alarm = Optional.of(new Anomaly(series, time, value, expected, lower, upper, p, reason));
        }
        Judgement.State state = scores.off() ? Judgement.State.ANOMALOUS : Judgement.State.NORMAL;
        Optional<View> view = scores.off() ? Optional.of(View.SPIKE) : Optional.empty();
        return new Judgement(state, expected, lower, upper, p, view, alarm);
    }

    @Override
    public byte[] snapshot() {
        State state = State.toWrite();
        settings.write(state, series);
        transfer(state);
        return state.written();
    }

    void transfer(State state) {
        forest.transfer(state);
        stretch.transfer(state);
        scores.transfer(state);
        band.transfer(state);
        last = state.time(last);
    }
}
