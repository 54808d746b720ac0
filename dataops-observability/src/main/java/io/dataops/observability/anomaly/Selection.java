package io.dataops.observability.anomaly;

import io.dataops.api.AnomalyScan;
import io.dataops.api.Explained;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import io.dataops.observability.statistics.ConfidenceInterval;
import java.util.List;
import java.util.Locale;

/**
 * Which detector serves a series, and the trials that say so. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * Selection selection = Detectors.select(history);
 * System.out.println(selection.explain());
 * StreamingDetector detector = selection.trained();   // goes on after the history
 * selection.candidate(DetectorKind.POINT).power();
 * }</pre>
 */
public final class Selection implements AnomalyScan, Explained {
    private final TimeSeries history;
    private final Injector injector;
    private final Entries entries;
    private final DetectorKind chosen;
    private final String reason;
    private final List<Candidate> candidates;
    private final List<Trial> trials;
    private final Provenance provenance;
    private final byte[] trained;

    Selection(
            TimeSeries history,
            Injector injector,
            Entries entries,
            DetectorKind chosen,
            String reason,
            List<Candidate> candidates,
            List<Trial> trials,
            Provenance provenance,
            byte[] trained) {
        this.history = history;
        this.injector = injector;
        this.entries = entries;
        this.chosen = chosen;
        this.reason = reason;
        this.candidates = List.copyOf(candidates);
        this.trials = List.copyOf(trials);
        this.provenance = provenance;
        this.trained = trained;
    }

    /**
     * Returns the detector that serves the series.
     *
     * @return the default, unless it alarms too often or another finds more for certain
     */
    public DetectorKind chosen() {
        return chosen;
    }

    /**
     * Returns the period by which stretches are judged.
     *
     * @return in points, 8 or more; 0 if none was found
     */
    public int period() {
        return entries.period();
    }

    /**
     * Returns what was measured of each detector.
     *
     * @return all kinds, the simplest first
     */
    public List<Candidate> candidates() {
        return candidates;
    }

    /**
     * Returns what was measured of one detector.
     *
     * @param kind which
     * @return the measurement
     */
    public Candidate candidate(DetectorKind kind) {
        return candidates.stream().filter(c -> c.kind() == kind).findFirst().orElseThrow();
    }

    /**
     * Returns all trials.
     *
     * @return in the order in which they were made
     */
    public List<Trial> trials() {
        return trials;
    }

    /**
     * Makes the history with the event of a trial in it, so that the trial can be made again.
     *
     * @param trial of this choice
     * @return the history as it was seen (its last 20,000 points) with the event
     */
    public TimeSeries with(Trial trial) {
        double[] event = injector.with(trial.event(), trial.at(), trial.size(), trial.seed());
        TimeSeries.Builder series = TimeSeries.builder(history.name()).asset(history.asset());
        for (int i = 0; i < history.size(); i++) {
            boolean in = i >= trial.at() && i < trial.at() + event.length;
            series.add(history.time(i), in ? event[i - trial.at()] : history.value(i));
        }
        return series.build();
    }

    /**
     * Starts the chosen detector anew.
     *
     * @param series name of a series like the history; not blank
     * @return a detector that has seen nothing yet
     */
    public StreamingDetector start(String series) {
        return entries.start(chosen, series);
    }

    /**
     * Starts any of the detectors, as it was measured.
     *
     * @param kind which; one that needs a period only if there is one
     * @param series its name, for the alarms; not blank
     * @return a detector that has seen nothing yet
     */
    public StreamingDetector start(DetectorKind kind, String series) {
        if (candidate(kind).standing() == Candidate.Standing.NO_PERIOD) {
            throw new IllegalArgumentException(
                    "kind (" + kind + ") needs a period, and none was found. Maybe take " + chosen + ".");
        }
        return entries.start(kind, series);
    }

    /**
     * Returns the chosen detector as it is after the history.
     *
     * @return a new detector that goes on with the point after
     */
    public StreamingDetector trained() {
        return Detectors.restore(trained);
    }

    @Override
    public SeriesReport scan(TimeSeries series) {
        Provenance how = new Provenance(entries.text(chosen), provenance.seed(), 0, java.util.Optional.empty());
        return Tally.scan(start(series.name()), series, how);
    }

    /**
     * Returns how the choice was made.
     *
     * @return with the seed, and the steps that it took
     */
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public String explain() {
        StringBuilder text = new StringBuilder(history.name() + ": " + chosen + ", since " + reason + "; "
                + trials.stream().filter(t -> t.kind() == chosen).count() + " events put into "
                + history.size() + " points, " + provenance);
        for (Candidate c : candidates) {
            text.append('\n').append(c.kind()).append(": ");
            boolean measured =
                    c.standing() == Candidate.Standing.MEASURED || c.standing() == Candidate.Standing.OVER_BUDGET;
            if (!measured) {
                text.append(c.standing().name().toLowerCase(Locale.ROOT).replace('_', ' '));
                continue;
            }
            text.append(String.format(
                    Locale.ROOT,
                    "finds %s, at the median after %.0f points; %d alarms in %d points of the history, %.1f allowed%s;",
                    percent(c.power()),
                    c.medianDelay(),
                    c.alarms(),
                    c.judged(),
                    c.allowed(),
                    c.standing() == Candidate.Standing.OVER_BUDGET ? " (over budget)" : ""));
            c.powers()
                    .forEach((event, power) -> text.append(String.format(
                            Locale.ROOT,
                            " %s %.0f %%",
                            event.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            100 * power.estimate())));
        }
        return text.toString();
    }

    private static String percent(ConfidenceInterval share) {
        return String.format(
                Locale.ROOT,
                "%.0f %% (%.0f to %.0f %%)",
                100 * share.estimate(),
                100 * share.lower(),
                100 * share.upper());
    }

    @Override
    public String toString() {
        return chosen + " for " + history.name();
    }
}
