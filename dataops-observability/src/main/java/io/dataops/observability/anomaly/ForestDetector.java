package io.dataops.observability.anomaly;

import java.time.Instant;
import java.util.Locale;

/**
 * A {@link RandomCutForest} over the last points of one series. The first sample gives centre and unit; from then on the forest learns;
 * the second sample gives the usual scores, the third the tail of those.
 */
final class ForestDetector implements StreamingDetector, StretchJudge.Scoring {
    /** Scores below a tenth of a usual one are alike. */
    private static final double LEAST = 0.1;

    private final ForestDetection settings;
    private final String series;
    private final RandomCutForest forest;
    private final StretchJudge judge;

    ForestDetector(ForestDetection settings, String series) {
        this.settings = settings;
        this.series = series;
        this.forest = settings.plant();
        this.judge = new StretchJudge(series, settings.shingle(), settings.samples(), settings.perPoint(), LEAST, this);
    }

    @Override
    public Judgement accept(Instant time, double value) {
        return judge.accept(time, value);
    }

    @Override
    public double score(double[] stretch) {
        return forest.score(stretch);
    }

    @Override
    public double expected(double[] stretch) {
        double[] ends = forest.expectedLast(stretch);
        return ends.length == 0 ? 0 : ends[ends.length / 2];
    }

    @Override
    public void learn(double[] stretch) {
        forest.update(stretch);
    }

    @Override
    public String reason(double value, double expected, double score, double normal) {
        return String.format(
                Locale.ROOT,
                "the last %d points of %s are unlike those before: random cuts part them early, with a score of %.3g (about 1 is"
                        + " usual, normal up to %.3g); the last is %.6g, such stretches ended with %.6g",
                settings.shingle(),
                series,
                score,
                normal,
                value,
                expected);
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
        judge.transfer(state);
    }
}
