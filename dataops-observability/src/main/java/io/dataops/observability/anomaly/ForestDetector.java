package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RandomCutForest} over the last points of one series. The first sample gives centre and unit; from then on the forest learns;
 * the second sample gives the usual scores, the third the tail of those.
 */
final class ForestDetector implements StreamingDetector {
    private static final double USABLE = 1e150;
    /** Scores below a tenth of a usual one are alike. */
    private static final double LEAST = 0.1;

    /** Share of the values beyond either end of the band, and by how many units an end moves for a value beyond it. */
    private static final double BEYOND = 0.025;

    private static final double MOVE = 0.1;

    private static final double NORMAL = 1.4826;

    private final ForestDetection settings;
    private final String series;
    private final RandomCutForest forest;
    private final PeakTail tail = new PeakTail();
    private final AlarmBudget alarms;
    private final Episode episode = new Episode();
    private final double[] recent;
    private final double[] learnt;
    private double[] steps;
    private double longest = Double.POSITIVE_INFINITY;
    private int whole;
    private double below = -2;
    private double above = 2;
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
        this.steps = new double[settings.samples()];
    }

    @Override
    public Judgement accept(Instant time, double value) {
        Instant before = last;
        if (!(Math.abs(value) <= USABLE) || (before != null && !time.isAfter(before))) {
            return Judgement.leftOut();
        }
        last = time;
        int n = learnt.length;
        double step = before == null ? 0 : SeriesDetector.seconds(before, time);
        if (points < n) {
            learnt[points] = value;
            steps[points++] = step;
            if (points == n) {
                measure();
            }
            return Judgement.warmingUp();
        }
        see(value);
        whole = step > longest ? 1 : Math.min(recent.length, whole + 1);
        if (whole < recent.length) {
            return Judgement.warmingUp();
        }
        points = Math.min(points + 1, 3 * n + 1);
        double[] stretch = scaled();
        double score = Math.log(Math.max(LEAST, forest.score(stretch)));
        if (points <= 2 * n) {
            learnt[points - n - 1] = score;
            if (points == 2 * n) {
                usual = median(learnt.clone());
                scatter = Math.max(0.05, NORMAL * deviation(usual));
            }
            forest.update(stretch);
            return Judgement.warmingUp();
        }
        double z = Math.max(0, (score - usual) / scatter);
        double surprise = tail.surprise(z);
        double critical = alarms.critical();
        boolean off = surprise > critical;
        double[] others = forest.expectedLast(stretch);
        double expected = centre + unit * others[others.length / 2];
        Judgement judgement =
                points <= 3 * n ? Judgement.warmingUp() : judge(time, value, expected, score, surprise, critical);
        move((value - expected) / unit);
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
        double[] sizes = Arrays.copyOfRange(steps, 1, steps.length);
        longest = recent.length * median(sizes);
        for (double step : steps) {
            whole = step > longest ? 1 : Math.min(recent.length, whole + 1);
        }
        steps = new double[0];
    }

    /** Moves both ends of the band so that in the long run each has its share of the values beyond it. */
    private void move(double off) {
        above = Math.max(0, above + MOVE * ((off > above ? 1 : 0) - BEYOND));
        below = Math.min(0, below - MOVE * ((off < below ? 1 : 0) - BEYOND));
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
            Instant time, double value, double expected, double score, double surprise, double critical) {
        boolean off = surprise > critical;
        double lower = expected + unit * below;
        double upper = expected + unit * above;
        double p = surprise > 0 ? Math.min(1, alarms.rate(surprise)) : 1;
        Optional<Anomaly> alarm = Optional.empty();
        if (off && episode.alarms(surprise, critical)) {
            String reason = String.format(
                    Locale.ROOT,
                    "the last %d points of %s are unlike those before: random cuts part them early, with a score of %.3g (about 1 is"
                            + " usual, normal up to %.3g); the last is %.6g, such stretches ended with %.6g",
                    recent.length,
                    series,
                    Math.exp(score),
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
        if (points < learnt.length) {
            state.reals(steps);
        } else {
            steps = new double[0];
        }
        longest = state.real(longest);
        whole = state.count(whole);
        below = state.real(below);
        above = state.real(above);
        last = state.time(last);
    }
}
