package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RandomCutForest} over the last points of one series. The first sample gives centre and unit; from then on the forest learns;
 * the second sample gives how far points are usually displaced, the third the tail of that.
 */
final class ForestDetector implements StreamingDetector {
    private static final double USABLE = 1e150;
    /** Displacements below this are alike: a point of a tree moves one other. */
    private static final double LEAST = 0.1;

    private static final double NORMAL = 1.4826;

    private final ForestDetection settings;
    private final String series;
    private final RandomCutForest forest;
    private final PeakTail tail = new PeakTail();
    private final AlarmBudget alarms;
    private final Episode episode = new Episode();
    private final double[] recent;
    private final double[] learnt;
    private double centre;
    private double unit = 1;
    private double usual;
    private double scatter = 1;
    private int points;
    private @Nullable Instant last;

    ForestDetector(ForestDetection settings, String series) {
        this.settings = settings;
        this.series = series;
        this.forest = settings.plant();
        this.alarms = AlarmBudget.ofOneView(settings.perPoint());
        this.recent = new double[settings.shingle()];
        this.learnt = new double[settings.samples()];
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        int n = learnt.length;
        points = Math.min(points + 1, 3 * n + recent.length + 1);
        if (points <= n) {
            learnt[points - 1] = value;
            if (points == n) {
                measure();
            }
            return Judgement.warmingUp();
        }
        see(value);
        double[] stretch = scaled();
        double displaced = Math.log(Math.max(LEAST, forest.score(stretch)));
        if (points <= 2 * n) {
            learnt[points - n - 1] = displaced;
            if (points == 2 * n) {
                usual = median(learnt.clone());
                scatter = Math.max(0.05, NORMAL * deviation(usual));
            }
            forest.update(stretch);
            return Judgement.warmingUp();
        }
        double z = Math.max(0, (displaced - usual) / scatter);
        double surprise = tail.surprise(z);
        double critical = alarms.critical();
        boolean off = surprise > critical;
        Judgement judgement =
                points <= 3 * n ? Judgement.warmingUp() : judge(time, value, stretch, displaced, surprise, critical);
        episode.next();
        tail.learn(off ? Math.min(z, tail.quantile(critical + 2)) : z);
        alarms.learn(surprise);
        forest.update(stretch);
        return judgement;
    }

    /** Centre and unit of the first sample, and its end as the points before the next one. */
    private void measure() {
        double[] sorted = learnt.clone();
        centre = median(sorted);
        double off = NORMAL * deviation(centre);
        double range = sorted[sorted.length - 1] - sorted[0];
        unit = off > 0 ? off : range > 0 ? range : Math.max(Math.abs(centre), 1);
        for (int i = 0; i < recent.length; i++) {
            recent[i] = learnt[Math.max(0, learnt.length - recent.length + i)];
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private double deviation(double from) {
        return median(Arrays.stream(learnt).map(v -> Math.abs(v - from)).toArray());
    }

    private void see(double value) {
        System.arraycopy(recent, 1, recent, 0, recent.length - 1);
        recent[recent.length - 1] = value;
    }

    private double[] scaled() {
        double[] stretch = new double[recent.length];
        Arrays.setAll(stretch, i -> Math.max(-1e25, Math.min(1e25, (recent[i] - centre) / unit)));
        return stretch;
    }

    private Judgement judge(
            Instant time, double value, double[] stretch, double displaced, double surprise, double critical) {
        boolean off = surprise > critical;
        double[] others = forest.expectedLast(stretch);
        double expected = centre + unit * others[others.length / 2];
        double lower = centre + unit * others[0];
        double upper = centre + unit * others[others.length - 1];
        double p = surprise > 0 ? Math.min(1, alarms.rate(surprise)) : 1;
        Optional<Anomaly> alarm = Optional.empty();
        if (off && episode.alarms(surprise, critical)) {
            String reason = String.format(
                    Locale.ROOT,
                    "the last %d points of %s are unlike those before: %.3g points of a tree move for it, normal up to %.3g;"
                            + " it is %.6g, like stretches went on with %.6g",
                    recent.length,
                    series,
                    Math.exp(displaced),
                    Math.exp(usual + scatter * tail.quantile(critical)),
                    value,
                    expected);
            alarm = Optional.of(new Anomaly(series, time, value, expected, lower, upper, p, reason));
        } else if (!off) {
            episode.goesOn(surprise < AlarmBudget.MARK);
        }
        Judgement.State state = off ? Judgement.State.ANOMALOUS : Judgement.State.NORMAL;
        return new Judgement(state, expected, lower, upper, p, off ? Optional.of(View.SPIKE) : Optional.empty(), alarm);
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
        tail.transfer(state);
        alarms.transfer(state);
        episode.transfer(state);
        state.reals(recent);
        state.reals(learnt);
        centre = state.real(centre);
        unit = state.real(unit);
        usual = state.real(usual);
        scatter = state.real(scatter);
        points = state.count(points);
        last = state.time(last);
    }
}
