package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import io.dataops.api.AnomalyScan;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds points that do not fit the level, the season and the usual scatter of a series.
 *
 * <p>Learns from the first two seasons (at least 48 points), then keeps a level, one offset for each slot of the season and
 * a scale by exponential weighting with clipped innovations, so that an outlier moves none of them far. A point alarms when
 * its residual is beyond the quantile that the false-alarm budget allows: of a Student distribution with 4 degrees of freedom
 * until 20 residuals have exceeded their own 98 % quantile, of a generalised Pareto tail fitted to such exceedances after.
 * One event alarms once: further points alarm again only if twice as far off, or after 5 calm points. When a
 * quarter of a season (at least 6 points, at most 48) lies off on the same side, the level is taken to have shifted and is
 * learnt anew.
 *
 * <p>Defaults: at most one false alarm a week, zone UTC, at most 168 slots a season. Policy for irregular data: NaN,
 * infinite values and values beyond 1e150, repeated and backward times are left out and counted; after a gap longer than a season the level is
 * learnt anew from the next 6 points.
 *
 * <p>The scale never falls below one billionth of the level, so that a constant series with rounding noise stays calm.
 * Immutable and safe for use by several threads; a scan takes time linear in the points.
 *
 * <p>Sources: Holt-Winters smoothing with robust updates (Gelper, Fried and Croux, 2010, Robust forecasting with
 * exponential and Holt-Winters smoothing); tails after Siffer, Fouque, Termier and Largouet (2017, Anomaly detection in
 * streams with extreme value theory); probability-weighted moments after Hosking and Wallis (1987, Parameter and quantile
 * estimation for the generalized Pareto distribution).
 */
public final class SeasonalDetection implements AnomalyScan {
    private final Duration season;
    private final ZoneId zone;
    private final double alarms;
    private final Duration period;

    private SeasonalDetection(Duration season, ZoneId zone, double alarms, Duration period) {
        this.season = season;
        this.zone = zone;
        this.alarms = alarms;
        this.period = period;
    }

    static SeasonalDetection over(Duration season) {
        if (season.isNegative() || season.isZero()) {
            throw new IllegalArgumentException("season (" + season + ") must be more than zero.");
        }
        return new SeasonalDetection(season, ZoneOffset.UTC, 1, Duration.ofDays(7));
    }

    /**
     * Returns this detection reading days by the wall clock of a zone.
     *
     * @param newZone the zone; UTC unless set
     * @return the detection
     */
    public SeasonalDetection zone(ZoneId newZone) {
        return new SeasonalDetection(season, newZone, alarms, period);
    }

    /**
     * Returns this detection with a budget of false alarms. With the spacing of the points it gives the level of each
     * single judgement, so a series that is measured more often needs a point to be further off.
     *
     * @param count how many false alarms are acceptable, more than 0
     * @param within in which time, more than zero
     * @return the detection
     */
    public SeasonalDetection maxFalseAlarms(double count, Duration within) {
        if (!(count > 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException("count (" + count + ") must be finite and more than 0.");
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within (" + within + ") must be more than zero.");
        }
        return new SeasonalDetection(season, zone, count, within);
    }

    /**
     * Starts to watch one series.
     *
     * @param series its name, for the alarms
     * @return a detector that has seen nothing yet
     */
    public StreamingDetector start(String series) {
        return new SeasonalDetector(series, new SeasonClock(season, zone), alarms / (period.toMillis() / 1e3));
    }

    @Override
    public SeriesReport scan(TimeSeries series) {
        StreamingDetector detector = start(series.name());
        List<Anomaly> anomalies = new ArrayList<>();
        int missing = 0;
        int judged = 0;
        for (int i = 0; i < series.size(); i++) {
            Judgement judgement = detector.accept(series.time(i), series.value(i));
            judgement.anomaly().ifPresent(anomalies::add);
            switch (judgement.state()) {
                case LEFT_OUT -> missing++;
                case NORMAL, ANOMALOUS -> judged++;
                case WARMING_UP -> {}
            }
        }
        SeriesReport.State state = missing == series.size()
                ? SeriesReport.State.NO_DATA
                : judged == 0 ? SeriesReport.State.WARMING_UP : SeriesReport.State.WATCHING;
        return new SeriesReport(
                series.name(),
                series.asset(),
                state,
                series.size(),
                missing,
                judged,
                anomalies,
                Provenance.of(toString()));
    }

    @Override
    public String toString() {
        return "seasonal detection over " + season + ", at most " + alarms + " false alarms in " + period;
    }
}
