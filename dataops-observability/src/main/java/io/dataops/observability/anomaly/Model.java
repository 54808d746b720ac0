package io.dataops.observability.anomaly;

import java.util.Set;

/**
 * One way to see a series, with or without a season: its track, how rare each of its views is upwards and downwards, and the
 * mark from which on a point alarms.
 */
final class Model {
    private static final View[] VIEWS = View.values();
    /** How far beyond the alarm an anomalous run is still believed when it is learnt: e squared times as rare. */
    private static final double BOUND = 2;

    final Track track;
    final AlarmBudget alarms;
    private final PeakTail[] tails = new PeakTail[2 * VIEWS.length];
    private final Set<Part> parts;
    private final Ranks ranks = new Ranks();
    private int side;
    private double surprise;
    private int bucket;

    Model(double pointsPerSeason, double alarmsPerPoint, Set<Part> parts) {
        this.parts = parts;
        this.track = new Track(pointsPerSeason, parts.contains(Part.BOUNDS));
        this.alarms = new AlarmBudget(alarmsPerPoint, parts);
        for (int i = 0; i < tails.length; i++) {
            tails[i] = new PeakTail(parts);
        }
    }

    /** Takes the next value without its season and finds the view in which it is furthest off. */
    void accept(double value, double roughness) {
        track.accept(value, roughness);
        if (parts != Part.ALL) {
            Part.leaveOut(parts, track.views);
        }
        surprise = 0;
        side = 0;
        double share = 0;
        for (int v = 0; v < VIEWS.length; v++) {
            double z = track.views[v];
            int s = z < 0 ? 2 * v + 1 : 2 * v;
            double distance = Math.abs(z);
            double found = tails[s].surprise(distance);
            if (found > surprise) {
                surprise = found;
                side = s;
            }
            share = Math.max(share, distance / tails[s].threshold());
        }
        bucket = Ranks.bucket(share, surprise);
    }

    /** Learns from the last value. */
    void learn() {
        double critical = alarms.critical();
        for (int v = 0; v < VIEWS.length; v++) {
            double z = track.views[v];
            int s = z < 0 ? 2 * v + 1 : 2 * v;
            double distance = Math.abs(z);
            if (surprise > critical && parts.contains(Part.BOUNDS) && tails[s].surprise(distance) > critical) {
                distance = Math.min(distance, tails[s].quantile(critical + BOUND));
            }
            tails[s].learn(distance);
            tails[s ^ 1].learn(0);
        }
        ranks.add(bucket);
        alarms.learn(surprise);
    }

    /** Remembers the views in which the last value alarmed. */
    void alarmed() {
        for (int v = 0; v < VIEWS.length; v++) {
            double z = track.views[v];
            PeakTail tail = tails[z < 0 ? 2 * v + 1 : 2 * v];
            if (tail.extrapolated(Math.abs(z)) > alarms.critical()) {
                tail.alarmed(Math.abs(z));
            }
        }
    }

    /** The surprise of the last value where the tail may be heavier than it is known to be. */
    double cautiousSurprise() {
        return tails[side].cautious(Math.abs(track.views[side >> 1]));
    }

    double surprise() {
        return surprise;
    }

    View view() {
        return VIEWS[side >> 1];
    }

    /** Whether the last points are off because they hardly move. */
    boolean flat() {
        return side == 2 * View.SCATTER.index + 1;
    }

    /** The end of the band in a view, above or below. */
    double edge(View view, double critical, boolean above) {
        int up = 2 * view.index;
        return above
                ? track.edge(view, tails[up].quantile(critical))
                : track.edge(view, -tails[up + 1].quantile(critical));
    }

    double pValue() {
        double p = Math.min(1, ranks.pValue(bucket));
        return surprise > AlarmBudget.MARK ? Math.min(p, alarms.rate(surprise)) : p;
    }

    void transfer(State state) {
        track.transfer(state);
        alarms.transfer(state);
        ranks.transfer(state);
        for (PeakTail tail : tails) {
            tail.transfer(state);
        }
    }
}
