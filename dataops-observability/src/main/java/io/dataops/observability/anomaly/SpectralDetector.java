package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The streaming form of {@link SpectralDetection}: a window, the saliency of its last point, and the tail of its logarithm. */
final class SpectralDetector implements StreamingDetector {
    /** Saliencies below a thousandth of the mean are alike. */
    private static final double LEAST = 1e-3;

    private static final int BEFORE = 21;

    private final SpectralDetection settings;
    private final String series;
    private final SpectralResidual residual;
    private final Stretch stretch;
    private final ScoreTail scores;
    private final LongRunBand band = new LongRunBand();
    private @Nullable Instant last;

    SpectralDetector(SpectralDetection settings, String series) {
        this.settings = settings;
        this.series = series;
        this.residual = new SpectralResidual(settings.window());
        this.stretch = new Stretch(residual.points(), settings.window());
        this.scores = new ScoreTail(settings.window(), settings.perPoint());
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= ForestDetector.USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        if (!stretch.accept(value, before == null ? 0 : SeriesDetector.seconds(before, time))) {
            return Judgement.warmingUp();
        }
        double[] window = stretch.scaled();
        double ratio = residual.ratio(window);
        boolean judged = scores.isJudged();
        scores.accept(Math.log(Math.max(LEAST, ratio)));
        int end = window.length - 1;
        double expected = stretch.valueOf(ScoreTail.median(Arrays.copyOfRange(window, end - BEFORE, end)));
        Judgement judgement = judged ? judgement(time, value, expected, ratio) : Judgement.warmingUp();
        band.learn((value - expected) / stretch.unit());
        return judgement;
    }

    private Judgement judgement(Instant time, double value, double expected, double ratio) {
        double lower = expected + stretch.unit() * band.below();
        double upper = expected + stretch.unit() * band.above();
        double p = scores.pValue();
        Optional<Anomaly> alarm = Optional.empty();
        if (scores.alarm()) {
            String reason = String.format(
                    Locale.ROOT,
                    "%s is %.6g and breaks with its rhythm: %.3g times as salient as the %d points before, normal up to %.3g; their"
                            + " median is %.6g",
                    series,
                    value,
                    ratio,
                    BEFORE,
                    Math.exp(scores.normal()),
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
        stretch.transfer(state);
        scores.transfer(state);
        band.transfer(state);
        last = state.time(last);
    }
}
