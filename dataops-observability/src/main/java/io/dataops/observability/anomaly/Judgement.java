package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.util.Optional;

/**
 * What a detector says of one point.
 *
 * @param state what could be said
 * @param expected what was expected, or NaN while nothing could be
 * @param lower the lower end of what would be normal, or NaN
 * @param upper the upper end of what would be normal, or NaN
 * @param pValue probability of a point at least as far off while all is well; 1 where the point was not judged
 * @param anomaly the alarm, if this point raises one; later points of the same event do not
 */
public record Judgement(
        State state, double expected, double lower, double upper, double pValue, Optional<Anomaly> anomaly) {

    /** What could be said of a point. */
    public enum State {
        /** Not a number, infinite, or not after the point before it. */
        LEFT_OUT,
        /** Used to learn; nothing can be said yet. */
        WARMING_UP,
        /** Within the band. */
        NORMAL,
        /** Outside the band. */
        ANOMALOUS
    }

    static Judgement leftOut() {
        return new Judgement(State.LEFT_OUT, Double.NaN, Double.NaN, Double.NaN, 1, Optional.empty());
    }

    static Judgement warmingUp() {
        return new Judgement(State.WARMING_UP, Double.NaN, Double.NaN, Double.NaN, 1, Optional.empty());
    }
}
