package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import java.util.Optional;

/**
 * What a detector says of one point.
 *
 * <pre>{@code
 * Judgement judgement = detector.accept(time, 1_204);
 * judgement.state();      // WARMING_UP as long as little was seen, never 'all fine'
 * judgement.expected();   // with lower() and upper(): the band
 * judgement.anomaly().ifPresent(anomaly -> System.err.println(anomaly.reason()));
 * }</pre>
 *
 * @param state what could be said
 * @param expected what was expected, or NaN while nothing could be
 * @param lower the lower end of what would be normal, or NaN
 * @param upper the upper end of what would be normal, or NaN
 * @param pValue probability of a point at least as far off while all is well; 1 where the point was not judged
 * @param view the view in which the point is furthest off; empty unless it is anomalous
 * @param anomaly the alarm, if this point raises one; later points of the same event do not
 */
public record Judgement(
        State state,
        double expected,
        double lower,
        double upper,
        double pValue,
        Optional<View> view,
        Optional<Anomaly> anomaly) {

    private static final Judgement LEFT_OUT = unjudged(State.LEFT_OUT);
    private static final Judgement WARMING_UP = unjudged(State.WARMING_UP);

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

    private static Judgement unjudged(State state) {
        return new Judgement(state, Double.NaN, Double.NaN, Double.NaN, 1, Optional.empty(), Optional.empty());
    }

    static Judgement leftOut() {
        return LEFT_OUT;
    }

    static Judgement warmingUp() {
        return WARMING_UP;
    }
}
