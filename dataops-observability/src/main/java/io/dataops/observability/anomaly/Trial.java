package io.dataops.observability.anomaly;

/**
 * One event that was put into a history, and whether a detector found it. {@link Selection#with(Trial)} makes the series again, so that
 * any detector can be shown it.
 *
 * <pre>{@code
 * Trial trial = selection.trials().get(0);
 * boolean again = Detectors.streaming().scan(selection.with(trial)).anomalies().stream()
 *         .anyMatch(a -> a.time().equals(history.time(trial.at() + trial.delay())));
 * }</pre>
 *
 * @param kind which detector
 * @param event what was put in
 * @param at index in the history of its first point
 * @param length points in which it must be seen
 * @param size in units of the scatter
 * @param seed of its direction and noise
 * @param delay points from its beginning to the alarm; -1 if there was none, or one without the event too
 */
public record Trial(DetectorKind kind, InjectedEvent event, int at, int length, double size, long seed, int delay) {

    /**
     * Says whether the detector found it.
     *
     * @return true if it alarmed in time, and did not without the event
     */
    public boolean found() {
        return delay >= 0;
    }
}
