package io.dataops.observability.anomaly;

import io.dataops.api.Budget;
import io.dataops.api.TimeSeries;
import io.dataops.observability.decomposition.Periods;
import io.dataops.observability.statistics.ExactBinomial;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Decides which detectors serve a series: it puts events into the series' own history and counts which detector finds them at the
 * promised rate of false alarms. No labels are needed, and the counts are the certificate: every trial can be made again.
 *
 * <p>The detectors ({@link DetectorKind}) go through the history; from 24 places in its last two fifths on each is shown the same events
 * ({@link InjectedEvent}) in turn. An event is found if an alarm comes within a period of it (16 points where nothing repeats itself) and
 * none comes there without it. {@link DetectorKind#POINT_AND_SHAPE} is the default, and the point detector where no period is found.
 * Nobody knows the mix of events that will come, so the default is left only for a detector that finds more for certain (an exact paired
 * test by place, 5 % for all rivals together; places where either alarms without an event are left out of it) and finds no event less.
 * Those that alarm more often on the history than the budget explains are not chosen if any does not; if the default is one, the
 * simplest of the others takes its place. The period is the shortest that {@link Periods} finds, doubled and so on up to 8 points.
 *
 * <p>Defaults: all events, counted alike; one false alarm a week and at most one in 500 points; UTC; a million steps (a point judged by
 * one detector is a step; fewer places are tried where periods are long), seed 0; a stream decides after 4,000 points. Of a longer
 * history the last 20,000 points are seen. A history in which nothing varies, or of fewer than 200 points, gets the point detector, and
 * so does a budget without steps where no period is known. Immutable and safe for use by several threads; some seconds for the forest, a tenth of a
 * second for the others.
 *
 * <pre>{@code
 * Selection selection = Detectors.selection()
 *         .events(InjectedEvent.SPIKE, InjectedEvent.MISSING_BEAT)
 *         .budget(Budget.steps(200_000).withSeed(7))
 *         .of(history);
 * selection.chosen();
 * Detectors.selection().after(10);   // IllegalArgumentException: points (10) must be 200 to 100000.
 * }</pre>
 */
public final class DetectorSelection {
    private static final int LEAST = 200;
    private static final int MOST = 20_000;
    private static final int SHORTEST_PERIOD = 8;

    private final Settings settings;

    DetectorSelection(Settings settings) {
        this.settings = settings;
    }

    /** All that can be set. */
    record Settings(
            ZoneId zone,
            double alarms,
            Duration within,
            double perPoint,
            List<InjectedEvent> events,
            Budget budget,
            int after) {}

    static DetectorSelection standard() {
        return new DetectorSelection(new Settings(
                ZoneOffset.UTC,
                1,
                Duration.ofDays(7),
                1 / 500.0,
                List.of(InjectedEvent.values()),
                Budget.steps(1_000_000),
                4_000));
    }

    /**
     * Returns this choice with days read by the wall clock of a zone.
     *
     * @param zone the zone
     * @return the choice
     */
    public DetectorSelection zone(ZoneId zone) {
        Settings s = settings;
        return new DetectorSelection(new Settings(zone, s.alarms, s.within, s.perPoint, s.events, s.budget, s.after));
    }

    /**
     * Returns this choice with another budget of false alarms, at most one in 20 points, for all detectors alike.
     *
     * @param count how many are acceptable, more than 0
     * @param within in which time, more than zero
     * @return the choice
     */
    public DetectorSelection maxFalseAlarms(double count, Duration within) {
        Detectors.streaming().maxFalseAlarms(count, within);
        Settings s = settings;
        return new DetectorSelection(new Settings(s.zone, count, within, 0.05, s.events, s.budget, s.after));
    }

    /**
     * Returns this choice with a budget of false alarms a point beside the one in time; the smaller of both holds.
     *
     * @param share more than 0, at most 0.05
     * @return the choice
     */
    public DetectorSelection maxFalseAlarmsPerPoint(double share) {
        Detectors.streaming().maxFalseAlarmsPerPoint(share);
        Settings s = settings;
        return new DetectorSelection(new Settings(s.zone, s.alarms, s.within, share, s.events, s.budget, s.after));
    }

    /**
     * Returns this choice by some events only: those that matter for the series.
     *
     * @param events one or more
     * @return the choice
     */
    public DetectorSelection events(InjectedEvent... events) {
        List<InjectedEvent> distinct = Arrays.stream(events).distinct().sorted().toList();
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException(
                    "events ([]) must name one or more. Maybe leave the setting out for all.");
        }
        Settings s = settings;
        return new DetectorSelection(new Settings(s.zone, s.alarms, s.within, s.perPoint, distinct, s.budget, s.after));
    }

    /**
     * Returns this choice with another budget of the search.
     *
     * @param budget steps (a point judged by one detector) or time, and the seed of places, sizes and noise; with a time limit the choice
     *     may differ from run to run
     * @return the choice
     */
    public DetectorSelection budget(Budget budget) {
        Settings s = settings;
        return new DetectorSelection(new Settings(s.zone, s.alarms, s.within, s.perPoint, s.events, budget, s.after));
    }

    /**
     * Returns this choice, made for a stream after so many points.
     *
     * @param points 200 to 100,000, kept in 16 bytes each until then; the last 20,000 decide
     * @return the choice
     */
    public DetectorSelection after(int points) {
        if (points < LEAST || points > 100_000) {
            throw new IllegalArgumentException("points (" + points + ") must be " + LEAST + " to 100000.");
        }
        Settings s = settings;
        return new DetectorSelection(new Settings(s.zone, s.alarms, s.within, s.perPoint, s.events, s.budget, points));
    }

    /**
     * Starts to watch a series: by the point detector, and by whatever is chosen as soon as enough points are seen. The one chosen has
     * learnt from them.
     *
     * @param series its name, for the alarms; not blank
     * @return a detector that has seen nothing yet
     */
    public StreamingDetector start(String series) {
        return start(series, selection -> {});
    }

    /**
     * Starts to watch a series, and tells of the choice when it is made.
     *
     * @param series its name, for the alarms; not blank
     * @param told gets the choice; a detector that is restored before the choice tells nobody
     * @return a detector that has seen nothing yet
     */
    public StreamingDetector start(String series, Consumer<Selection> told) {
        return new SelectingDetector(settings, series, told);
    }

    /**
     * Chooses for a series.
     *
     * @param history what was measured so far, of any length and content
     * @return the choice
     */
    public Selection of(TimeSeries history) {
        TimeSeries seen = last(history);
        double[] values = seen.values();
        double spacing = spacing(seen);
        int period = period(values);
        Injector injector = new Injector(values, period);
        Entries entries = new Entries(settings, spacing, period);
        long usable = Arrays.stream(values).filter(v -> Math.abs(v) <= 1e150).count();
        boolean tried = usable >= LEAST
                && spacing > 0
                && injector.varies()
                && values.length * 2 / 5 > injector.window()
                && settings.budget.maxSteps() > 0;
        List<InjectedEvent> events =
                settings.events.stream().filter(injector::suits).toList();
        if (!tried || events.isEmpty()) {
            return untried(seen, entries, period, usable, events.isEmpty());
        }
        SelectionRun run = new SelectionRun(seen, injector, events, settings.budget, entries.perPoint());
        List<Candidate> candidates = new ArrayList<>();
        for (DetectorKind kind : DetectorKind.values()) {
            if (entries.suits(kind)) {
                run.enter(kind, entries.text(kind), entries.start(kind, seen.name()));
            } else {
                candidates.add(notMeasured(kind, aside(entries), entries));
            }
        }
        candidates.addAll(run.run());
        candidates.sort((a, b) -> a.kind().compareTo(b.kind()));
        Choice choice = Choice.of(candidates, run::compare);
        return new Selection(
                seen,
                injector,
                entries,
                choice.kind(),
                choice.reason(),
                candidates,
                run.trials(),
                run.meter().provenance("events put into the history, " + entries),
                run.trained(choice.kind()));
    }

    private Selection untried(TimeSeries seen, Entries entries, int period, long usable, boolean nothingSuits) {
        boolean shape = period > 0 && settings.budget.maxSteps() == 0 && seen.size() >= 20 * period;
        DetectorKind kind = shape ? DetectorKind.POINT_AND_SHAPE : DetectorKind.POINT;
        String why = usable < LEAST
                ? usable + " usable points are too few to try anything (" + LEAST + " would do)"
                : settings.budget.maxSteps() == 0
                        ? "no step was allowed; " + (shape ? "a period is there" : "no period is known")
                        : nothingSuits
                                ? "no event that was asked for suits this history"
                                : "nothing varies, or all is one period";
        StreamingDetector detector = entries.start(kind, seen.name());
        for (int i = 0; i < seen.size(); i++) {
            detector.accept(seen.time(i), seen.value(i));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (DetectorKind each : DetectorKind.values()) {
            Candidate.Standing standing = !entries.suits(each)
                    ? aside(entries)
                    : usable < LEAST ? Candidate.Standing.TOO_LITTLE_HISTORY : Candidate.Standing.NOT_TRIED;
            candidates.add(notMeasured(each, standing, entries));
        }
        return new Selection(
                seen,
                new Injector(seen.values(), period),
                entries,
                kind,
                why,
                candidates,
                List.of(),
                settings.budget.start().provenance("by argument, " + entries),
                detector.snapshot());
    }

    /** Why a detector does not enter: only the seasonal one can have a period and be left out. */
    private static Candidate.Standing aside(Entries entries) {
        return entries.period() > 0 ? Candidate.Standing.SAME_AS_POINT : Candidate.Standing.NO_PERIOD;
    }

    private static Candidate notMeasured(DetectorKind kind, Candidate.Standing standing, Entries entries) {
        String text = entries.suits(kind) || entries.period() > 0 ? entries.text(kind) : "no period was found";
        return new Candidate(
                kind, standing, text, 0, 0, 0, ExactBinomial.interval(0, 0, 0.95), Map.of(), Double.NaN, 0);
    }

    private static TimeSeries last(TimeSeries history) {
        if (history.size() <= MOST) {
            return history;
        }
        TimeSeries.Builder last = TimeSeries.builder(history.name()).asset(history.asset());
        for (int i = history.size() - MOST; i < history.size(); i++) {
            last.add(history.time(i), history.value(i));
        }
        return last.build();
    }

    private static int period(double[] values) {
        int[] periods = Periods.of(values);
        int period = periods.length == 0 ? 0 : periods[0];
        int whole = period;
        while (whole > 0 && whole < SHORTEST_PERIOD) {
            whole += period;
        }
        return whole;
    }

    /** The median step in seconds; 0 where there is none. */
    private static double spacing(TimeSeries series) {
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i < series.size(); i++) {
            Instant before = series.time(i - 1);
            if (series.time(i).isAfter(before)) {
                steps.add(SeriesDetector.seconds(before, series.time(i)));
            }
        }
        return steps.isEmpty()
                ? 0
                : ScoreTail.median(steps.stream().mapToDouble(d -> d).toArray());
    }
}
