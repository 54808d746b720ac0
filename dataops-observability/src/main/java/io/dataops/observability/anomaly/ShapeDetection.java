package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import io.dataops.api.AnomalyScan;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds stretches whose shape is unlike the usual one though each point may be: a missing beat, a changed shape, a flat line,
 * another frequency. Sub-sequence PCA: the main directions of the windows of one period are learnt from the first part; what a
 * window has beside them, and how strongly it has them, are judged like views of {@link StreamingDetection}, by their own
 * tails. The band of an alarm is its value; the reason says what was measured.
 *
 * <p>Learns from the first ten periods, judges from the next two on after watching how far windows usually are. Defaults: one
 * false alarm in twenty periods. Missing values count as the value before; times are not used but for the alarms. Immutable
 * and safe for use by several threads. Time O(points times directions times steps), both at most 64.
 *
 * <p>Source: Paparrizos and others, 2022, TSB-UAD, where it leads among plain methods.
 *
 * <pre>{@code
 * Detectors.shape(100).scan(series);
 * Detectors.shape(3);   // IllegalArgumentException: period (3) must be between 8 and 100000.
 * }</pre>
 */
public final class ShapeDetection implements AnomalyScan {
    private static final int LEARNT_PERIODS = 10;
    private static final int WATCHED_PERIODS = 2;

    /** The least deviation of the logarithm that is believed from ten periods. */
    private static final double SURE = 0.05;

    private final int period;
    private final double alarmsPerPeriod;

    private ShapeDetection(int period, double alarmsPerPeriod) {
        this.period = period;
        this.alarmsPerPeriod = alarmsPerPeriod;
    }

    static ShapeDetection of(int period) {
        if (period < 8 || period > 100_000) {
            throw new IllegalArgumentException("period (" + period + ") must be between 8 and 100000.");
        }
        return new ShapeDetection(period, 0.05);
    }

    /**
     * Returns this detection with another budget of false alarms.
     *
     * @param count how many are acceptable in one period, more than 0 and at most 1
     * @return the detection
     */
    public ShapeDetection maxFalseAlarmsPerPeriod(double count) {
        if (!(count > 0 && count <= 1)) {
            throw new IllegalArgumentException("count (" + count + ") must be more than 0 and at most 1.");
        }
        return new ShapeDetection(period, count);
    }

    @Override
    public SeriesReport scan(TimeSeries series) {
        int n = series.size();
        double[] values = new double[n];
        int missing = 0;
        double before = 0;
        for (int i = 0; i < n; i++) {
            double v = series.value(i);
            boolean usable = Math.abs(v) <= 1e150;
            missing += usable ? 0 : 1;
            before = usable ? v : before;
            values[i] = before;
        }
        int learnt = LEARNT_PERIODS * period;
        int watched = learnt + WATCHED_PERIODS * period;
        List<Anomaly> anomalies = new ArrayList<>();
        int judged = 0;
        if (n > watched) {
            Subspace shapes = Subspace.fit(Arrays.copyOf(values, learnt), period);
            judged = judge(series, values, shapes, learnt, watched, anomalies);
        }
        SeriesReport.State state = missing == n
                ? SeriesReport.State.NO_DATA
                : judged == 0 ? SeriesReport.State.WARMING_UP : SeriesReport.State.WATCHING;
        return new SeriesReport(
                series.name(), series.asset(), state, n, missing, judged, anomalies, Provenance.of(toString()));
    }

    private int judge(
            TimeSeries series, double[] values, Subspace shapes, int learnt, int watched, List<Anomaly> anomalies) {
        int stride = Math.max(1, period / 64);
        AlarmBudget alarms = new AlarmBudget(alarmsPerPeriod * stride / period);
        PeakTail[] tails = {new PeakTail(), new PeakTail(), new PeakTail()};
        Episode episode = new Episode();
        double[][] usual = usual(values, shapes, learnt);
        double[] z = new double[tails.length];
        int calm = 0;
        boolean open = false;
        int judged = 0;
        for (int end = learnt + 1; end <= values.length; end++) {
            judged += end > watched && Math.abs(series.value(end - 1)) <= 1e150 ? 1 : 0;
            if ((end - learnt) % stride != 0) {
                continue;
            }
            double[] measures = shapes.measures(values, end - period);
            double strength = scaled(measures[1], usual[1]);
            z[0] = Math.max(0, scaled(measures[0], usual[0]));
            z[1] = Math.max(0, strength);
            z[2] = Math.max(0, -strength);
            double surprise = 0;
            int worst = 0;
            for (int v = 0; v < tails.length; v++) {
                double found = tails[v].surprise(z[v]);
                worst = found > surprise ? v : worst;
                surprise = Math.max(surprise, found);
            }
            double critical = alarms.critical();
            boolean off = surprise > critical;
            if (end > watched && off && !open && episode.alarms(surprise, critical)) {
                double[] of = worst == 0 ? usual[0] : usual[1];
                double limit = tails[worst].quantile(critical) * (worst == 2 ? -1 : 1);
                double bound = Math.exp(of[0] + of[1] * limit);
                double p = Math.min(1, alarms.rate(surprise));
                anomalies.add(anomaly(series, end - 1, values[end - 1], worst, measures[worst == 0 ? 0 : 1], bound, p));
                open = true;
            }
            calm = off ? 0 : calm + 1;
            if (open && calm * stride >= period / 2) {
                open = false;
                episode.close();
            }
            episode.next();
            for (int v = 0; v < tails.length; v++) {
                tails[v].learn(off ? Math.min(z[v], tails[v].quantile(critical + 2)) : z[v]);
            }
            alarms.learn(surprise);
        }
        return judged;
    }

    private Anomaly anomaly(TimeSeries series, int at, double value, int view, double measure, double bound, double p) {
        String what = view == 0
                ? "have a shape beside the usual ones: %.4g from them, normal up to %.4g"
                : view == 1
                        ? "have the usual shape too strongly: %.4g, normal up to %.4g"
                        : "miss the usual shape: it is there by %.4g, normal from %.4g on";
        String reason =
                String.format(Locale.ROOT, "the last %d points of %s " + what, period, series.name(), measure, bound);
        return new Anomaly(series.name(), series.time(at), value, value, value, value, p, reason);
    }

    private static double scaled(double measure, double[] usual) {
        return (Math.log(Math.max(measure, usual[2])) - usual[0]) / usual[1];
    }

    /** Of both measures: median and deviation of the logarithm in the learnt part, and the least that counts. */
    private double[][] usual(double[] values, Subspace shapes, int learnt) {
        double most = Double.MIN_NORMAL;
        for (int i = 0; i < learnt; i++) {
            most = Math.max(most, Math.abs(values[i]));
        }
        int count = learnt - period + 1;
        double[][] logs = new double[2][count];
        double[] least = {1e-9 * most, 1e-3};
        for (int i = 0; i < count; i++) {
            double[] measures = shapes.measures(values, i);
            for (int v = 0; v < logs.length; v++) {
                logs[v][i] = Math.log(Math.max(least[v], measures[v]));
            }
        }
        double[][] usual = new double[logs.length][];
        for (int v = 0; v < logs.length; v++) {
            Arrays.sort(logs[v]);
            double median = logs[v][count / 2];
            double[] off = Arrays.stream(logs[v])
                    .map(l -> Math.abs(l - median))
                    .sorted()
                    .toArray();
            usual[v] = new double[] {median, Math.max(SURE, 1.4826 * off[count / 2]), least[v]};
        }
        return usual;
    }

    @Override
    public String toString() {
        return "shape detection over " + period + " points, at most " + alarmsPerPeriod + " false alarms a period";
    }
}
