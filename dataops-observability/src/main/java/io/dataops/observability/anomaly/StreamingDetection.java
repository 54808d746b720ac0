package io.dataops.observability.anomaly;

import io.dataops.api.AnomalyScan;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds points at which a series leaves its usual behaviour, in six {@link View views}, at the rate of false alarms that is
 * asked for.
 *
 * <p>Each view but the last is a distance in units of its own usual scatter: the point against a short forecast, against the level and the
 * season, a short and a longer mean against the level, the scatter against the usual one. How rare a distance is, upwards and
 * downwards, is learnt from the series itself by a generalised Pareto tail over the peaks of its runs; the largest surprise of
 * all is calibrated once more, so that alarms come as often as the budget allows however the views depend on each other. The last view is
 * the distance from all stretches that were seen before, as share of the range of the series: it adds to the surprise of the others, and what
 * came before counts less in them. One event alarms once: again only when a thousand times as rare, or after 5 calm points, with a bar that falls to a hundred times as rare as usual
 * within 12 points, and to the usual within a tenth of the time between two alarms that are allowed. An event that lasts for a quarter of a
 * season (at least 12 points, at most 48) is taken as the new normal.
 *
 * <p>Defaults: at most one false alarm a week and, for series measured more rarely than every 20 minutes, one in 500 points;
 * zone UTC, no holidays. Policy for irregular data: NaN, infinite values and
 * values beyond 1e150, repeated and backward times are left out and counted; after a gap longer than a season the level is
 * learnt anew from the next 6 points. Warm-up: 48 points and two seasons; without a given season 128 points, and until two
 * days or 2,000 points are seen only what is a hundred times as rare alarms.
 *
 * <p>The scale never falls below one billionth of the level, so that a constant series with rounding noise stays calm.
 * Immutable and safe for use by several threads; a scan takes time linear in the points.
 *
 * <p>Sources: robust exponential smoothing (Gelper, Fried and Croux, 2010, Robust forecasting with exponential and
 * Holt-Winters smoothing); tails in streams (Siffer, Fouque, Termier and Largouet, 2017, Anomaly detection in streams with
 * extreme value theory); declustered peaks (Davison and Smith, 1990, Models for exceedances over high thresholds).
 *
 * <pre>{@code
 * StreamingDetection detection = Detectors.streaming()
 *         .zone(ZoneId.of("Europe/Paris"))
 *         .maxFalseAlarms(1, Duration.ofDays(30));
 * detection.scan(recorded);                       // a whole series
 * StreamingDetector rows = detection.start("rows");   // or point by point, with the same result
 * detection.maxFalseAlarms(0, Duration.ofDays(30));   // IllegalArgumentException: …
 * }</pre>
 */
public final class StreamingDetection implements AnomalyScan {
    /** One in 500 points: about what lies beyond three standard deviations of a normal scatter. */
    private static final double USUAL = 1 / 500.0;

    private static final double MOST_OFTEN = 0.05;
    private static final int SHORT_WARM_UP = 2_000;
    private static final int LONGEST_WARM_UP = 1 << 15;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final List<Duration> seasons;
    private final boolean automatic;
    private final ZoneId zone;
    private final Set<LocalDate> holidays;
    private final double alarms;
    private final Duration period;
    private final double mostPerPoint;
    private final Set<Part> parts;

    private StreamingDetection(
            List<Duration> seasons,
            boolean automatic,
            ZoneId zone,
            Set<LocalDate> holidays,
            double alarms,
            Duration period,
            double mostPerPoint,
            Set<Part> parts) {
        this.seasons = seasons;
        this.automatic = automatic;
        this.zone = zone;
        this.holidays = holidays;
        this.alarms = alarms;
        this.period = period;
        this.mostPerPoint = mostPerPoint;
        this.parts = parts;
    }

    static StreamingDetection daysAndWeeks() {
        return new StreamingDetection(List.of(DAY, WEEK), true, ZoneOffset.UTC, Set.of(), 1, WEEK, USUAL, Part.ALL);
    }

    static StreamingDetection over(Duration season) {
        if (season.isNegative() || season.isZero()) {
            throw new IllegalArgumentException("season (" + season + ") must be more than zero.");
        }
        return new StreamingDetection(List.of(season), false, ZoneOffset.UTC, Set.of(), 1, WEEK, USUAL, Part.ALL);
    }

    /**
     * Returns this detection reading days by the wall clock of a zone.
     *
     * @param newZone the zone; UTC unless set
     * @return the detection
     */
    public StreamingDetection zone(ZoneId newZone) {
        return new StreamingDetection(seasons, automatic, newZone, holidays, alarms, period, mostPerPoint, parts);
    }

    /**
     * Returns this detection reading days as Sundays in a season of a week.
     *
     * @param days the holidays, in the zone of this detection; at most 10,000
     * @return the detection
     */
    public StreamingDetection holidays(Collection<LocalDate> days) {
        if (days.size() > 10_000) {
            throw new IllegalArgumentException("holidays (" + days.size() + ") must be at most 10000.");
        }
        return new StreamingDetection(
                seasons, automatic, zone, new TreeSet<>(days), alarms, period, mostPerPoint, parts);
    }

    /**
     * Returns this detection with a budget of false alarms, at most one in 20 points. With the spacing of the points it gives the level of each
     * single judgement, so a series that is measured more often needs a point to be further off.
     *
     * @param count how many false alarms are acceptable, more than 0
     * @param within in which time, more than zero
     * @return the detection
     */
    public StreamingDetection maxFalseAlarms(double count, Duration within) {
        if (!(count > 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException("count (" + count + ") must be finite and more than 0.");
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within (" + within + ") must be more than zero.");
        }
        return new StreamingDetection(seasons, automatic, zone, holidays, count, within, MOST_OFTEN, parts);
    }

    /**
     * Returns this detection with a budget of false alarms a point beside the one in time; the smaller of both holds.
     *
     * @param share more than 0, at most 0.05; 1/500 unless a budget in time is set, 0.05 then
     * @return the detection
     */
    public StreamingDetection maxFalseAlarmsPerPoint(double share) {
        if (!(share > 0 && share <= MOST_OFTEN)) {
            throw new IllegalArgumentException("share (" + share + ") must be more than 0 and at most 0.05.");
        }
        return new StreamingDetection(seasons, automatic, zone, holidays, alarms, period, share, parts);
    }

    /**
     * Starts to watch one series.
     *
     * @param series its name, for the alarms
     * @return a detector that has seen nothing yet
     */
    public StreamingDetector start(String series) {
        return new SeriesDetector(this, series);
    }

    SeasonClock[] clocks() {
        return seasons.stream().map(s -> new SeasonClock(s, zone, holidays)).toArray(SeasonClock[]::new);
    }

    /** Five minutes of a day, half hours of a week: what fits the memory. A given season takes as many as a week. */
    int maxSlots(SeasonClock clock) {
        return automatic && clock.seconds() <= DAY.toSeconds() ? 288 : 336;
    }

    /** This detection without some of its parts; a snapshot does not keep that. */
    StreamingDetection without(Part part) {
        Set<Part> left = EnumSet.copyOf(parts);
        left.remove(part);
        return new StreamingDetection(seasons, automatic, zone, holidays, alarms, period, mostPerPoint, left);
    }

    Set<Part> parts() {
        return parts;
    }

    boolean automatic() {
        return automatic;
    }

    int longestWarmUp() {
        return automatic ? SHORT_WARM_UP : LONGEST_WARM_UP;
    }

    /** False alarms a point that are allowed at a spacing in seconds. */
    double alarmsPerPoint(double spacing) {
        return Math.min(mostPerPoint, alarms * spacing / (period.toMillis() / 1e3));
    }

    void write(State state, String series) {
        state.text(series);
        state.flag(automatic);
        state.text(seasons.get(0).toString());
        state.text(zone.getId());
        state.count(holidays.size());
        holidays.forEach(day -> state.whole(day.toEpochDay()));
        state.real(alarms);
        state.text(period.toString());
        state.real(mostPerPoint);
    }

    static SeriesDetector restore(byte[] snapshot) {
        State state = State.toRead(snapshot);
        try {
            String series = state.text("");
            boolean automatic = state.flag(false);
            Duration season = Duration.parse(state.text(""));
            ZoneId zone = ZoneId.of(state.text(""));
            Set<LocalDate> holidays = new TreeSet<>();
            for (int left = state.count(0); left > 0; left--) {
                holidays.add(LocalDate.ofEpochDay(state.whole(0)));
            }
            double alarms = state.real(0);
            Duration period = Duration.parse(state.text(""));
            StreamingDetection settings =
                    (automatic ? daysAndWeeks() : over(season)).zone(zone).holidays(holidays);
            settings = settings.maxFalseAlarms(alarms, period).maxFalseAlarmsPerPoint(state.real(0));
            SeriesDetector detector = new SeriesDetector(settings, series);
            detector.transfer(state);
            return detector;
        } catch (BufferUnderflowException | DateTimeException | NegativeArraySizeException e) {
            throw State.noDetector(snapshot, e);
        }
    }

    @Override
    public SeriesReport scan(TimeSeries series) {
        return Tally.scan(start(series.name()), series, Provenance.of(toString()));
    }

    @Override
    public String toString() {
        return (automatic ? "streaming detection" : "seasonal detection over " + seasons.get(0)) + ", at most " + alarms
                + " false alarms in " + period;
    }
}
