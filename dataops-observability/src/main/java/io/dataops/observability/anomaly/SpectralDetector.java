package io.dataops.observability.anomaly;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** The streaming form of {@link SpectralDetection}: a window, the saliency of its last point, and the tail of its logarithm. */
final class SpectralDetector implements StreamingDetector, StretchJudge.Scoring {
    /** Saliencies below a thousandth of the mean are alike. */
    private static final double LEAST = 1e-3;

    private static final int BEFORE = 21;

    private final SpectralDetection settings;
    private final String series;
    private final SpectralResidual residual;
    private final StretchJudge judge;

    SpectralDetector(SpectralDetection settings, String series) {
        this.settings = settings;
        this.series = series;
        this.residual = new SpectralResidual(settings.window());
        this.judge = new StretchJudge(series, residual.points(), settings.window(), settings.perPoint(), LEAST, this);
    }

    @Override
    public Judgement accept(Instant time, double value) {
        return judge.accept(time, value);
    }

    @Override
    public double score(double[] stretch) {
        return residual.ratio(stretch);
    }

    @Override
    public double expected(double[] stretch) {
        int end = stretch.length - 1;
        return ScoreTail.median(Arrays.copyOfRange(stretch, end - BEFORE, end));
    }

    @Override
    public void learn(double[] stretch) {
        // The window is all that it knows.
    }

    @Override
    public String reason(double value, double expected, double score, double normal) {
        return String.format(
                Locale.ROOT,
                "%s is %.6g and breaks with its rhythm: %.3g times as salient as the %d points before, normal up to %.3g; their"
                        + " median is %.6g",
                series,
                value,
                score,
                BEFORE,
                normal,
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
        judge.transfer(state);
    }
}
