package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The streaming form of {@link SeasonalDetection}: warm-up, then judge and learn. */
final class SeasonalDetector implements StreamingDetector {
    private static final int MIN_POINTS = 48;
    private static final int MAX_WARM_UP = 1 << 15;
    private static final int RELEARN = 6;
    /** Beyond it differences and their squares overflow. */
    private static final double USABLE = 1e150;

    private final String series;
    private final SeasonClock clock;
    private final double alarmsPerSecond;
    private final Episode episode = new Episode();

    private Instant[] warmTimes = new Instant[MIN_POINTS];
    private double[] warmValues = new double[MIN_POINTS];
    private int warm;
    private @Nullable Instant last;
    private @Nullable SeasonalModel model;
    private @Nullable TailModel tail;
    private double[] run = new double[RELEARN];
    private int runLength;
    private double runSide;
    private int toRelearn;

    SeasonalDetector(String series, SeasonClock clock, double alarmsPerSecond) {
        this.series = series;
        this.clock = clock;
        this.alarmsPerSecond = alarmsPerSecond;
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        SeasonalModel known = model;
        TailModel scatter = tail;
        if (known == null || scatter == null) {
            warmUp(time, value);
            return Judgement.warmingUp();
        }
        if (before != null && SeasonalModel.seconds(before, time) > clock.seconds()) {
            toRelearn = RELEARN;
            runLength = 0;
            episode.close();
        }
        double phase = clock.phase(time);
        double residual = value - known.expected(phase);
        if (toRelearn > 0) {
            relearn(known, residual);
            return Judgement.warmingUp();
        }
        return judge(known, scatter, time, value, phase, residual);
    }

    private Judgement judge(
            SeasonalModel known, TailModel scatter, Instant time, double value, double phase, double residual) {
        double expected = known.expected(phase);
        double scaled = Math.abs(residual) / known.scale();
        double critical = scatter.critical();
        double lower = expected - critical * known.scale();
        double upper = expected + critical * known.scale();
        double p = scatter.pValue(scaled);
        boolean off = scaled > critical;
        Optional<Anomaly> alarm = Optional.empty();
        if (off) {
            if (episode.alarms(scaled)) {
                alarm = Optional.of(new Anomaly(
                        series, time, value, expected, lower, upper, p, reason(value, expected, lower, upper)));
            }
        } else {
            episode.calm();
            scatter.add(scaled);
        }
        boolean shifted = follow(known, residual, off);
        if (!shifted) {
            known.update(phase, residual);
        }
        return new Judgement(
                off ? Judgement.State.ANOMALOUS : Judgement.State.NORMAL, expected, lower, upper, p, alarm);
    }

    private String reason(double value, double expected, double lower, double upper) {
        return String.format(
                Locale.ROOT,
                "%s is %.6g, %s than the %.6g expected at this time (normal: %.6g to %.6g)",
                series,
                value,
                value > expected ? "more" : "less",
                expected,
                lower,
                upper);
    }

    /** Moves the level when a whole run of points lies off on one side; says whether it did. */
    private boolean follow(SeasonalModel known, double residual, boolean off) {
        if (!off || Math.signum(residual) != runSide) {
            runLength = 0;
            runSide = Math.signum(residual);
        }
        if (!off) {
            return false;
        }
        run[runLength++] = residual;
        if (runLength < run.length) {
            return false;
        }
        known.shift(median(run.clone()));
        runLength = 0;
        episode.close();
        return true;
    }

    private void relearn(SeasonalModel known, double residual) {
        run[RELEARN - toRelearn] = residual;
        if (--toRelearn == 0) {
            known.shift(median(Arrays.copyOf(run, RELEARN)));
        }
    }

    private void warmUp(Instant time, double value) {
        if (warm == warmValues.length) {
            warmTimes = Arrays.copyOf(warmTimes, warm * 2);
            warmValues = Arrays.copyOf(warmValues, warm * 2);
        }
        warmTimes[warm] = time;
        warmValues[warm++] = value;
        boolean twoSeasons = SeasonalModel.seconds(warmTimes[0], time) >= 2 * clock.seconds();
        if ((warm >= MIN_POINTS && twoSeasons) || warm == MAX_WARM_UP) {
            SeasonalModel learnt = SeasonalModel.learn(clock, warmTimes, warmValues, warm);
            double level = Math.min(0.05, alarmsPerSecond * learnt.spacing());
            TailModel scatter = new TailModel(level);
            scatter.learn(learnt.scaledResiduals(clock, warmTimes, warmValues, warm));
            run = new double[(int) Math.max(RELEARN, Math.min(48, learnt.pointsPerSeason() / 4))];
            model = learnt;
            tail = scatter;
            warmTimes = new Instant[0];
            warmValues = new double[0];
        }
    }

    static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : values[half - 1] + (values[half] - values[half - 1]) / 2;
    }
}
