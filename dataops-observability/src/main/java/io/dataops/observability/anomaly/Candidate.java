package io.dataops.observability.anomaly;

import io.dataops.observability.statistics.ConfidenceInterval;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link DetectorSelection} measured of one detector: how much it found of what was put into the history, and how often it alarmed
 * without.
 *
 * <pre>{@code
 * Candidate shape = selection.candidate(DetectorKind.SHAPE);
 * shape.power().lower();                                       // of all events, the lower end of 95 %
 * shape.powers().get(InjectedEvent.MISSING_BEAT).estimate();
 * }</pre>
 *
 * @param kind which detector
 * @param standing whether it was measured, and if not, why
 * @param detection its settings
 * @param judged points of the history's last two fifths that it judged, nothing put in
 * @param alarms how often it alarmed among them
 * @param allowed how often it may by the budget of false alarms
 * @param power share of all events that it found, with an exact 95 % interval; [0, 1] if none was tried
 * @param powers the same for each event that was tried
 * @param medianDelay points from the beginning of an event to its alarm; NaN if none was found
 * @param stateBytes its snapshot after the history; 0 if it was not measured
 */
public record Candidate(
        DetectorKind kind,
        Standing standing,
        String detection,
        int judged,
        int alarms,
        double allowed,
        ConfidenceInterval power,
        Map<InjectedEvent, ConfidenceInterval> powers,
        double medianDelay,
        int stateBytes) {

    /** Whether a detector was measured. */
    public enum Standing {
        /** It was, and kept its budget as far as the history can tell. */
        MEASURED,
        /** It was, and alarmed more often than 1.5 times its budget explains at 5 %: the history has events, or does not suit it. */
        OVER_BUDGET,
        /** It learns from more than three fifths of the history. */
        TOO_LITTLE_HISTORY,
        /** It needs a period, and none was found. */
        NO_PERIOD,
        /** Its period is a day or a week, which {@link DetectorKind#POINT} reads by the clock. */
        SAME_AS_POINT,
        /** The budget of the search allowed no step, or nothing in the history varies. */
        NOT_TRIED
    }

    /** Copies the map, in the order of the events. */
    public Candidate {
        powers = java.util.Collections.unmodifiableMap(new TreeMap<>(powers));
    }
}
