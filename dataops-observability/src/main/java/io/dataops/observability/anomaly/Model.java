package io.dataops.observability.anomaly;

import java.util.Set;

/**
 * One way to see a series, with or without a season: its track, how rare each of its views is upwards and downwards, and the
 * mark from which on a point alarms.
 */
final class Model {
    private static final View[] VIEWS = Track.VIEWS;
    /** How far beyond the alarm an anomalous run is still believed when it is learnt: e squared times as rare. */
    private static final double BOUND = 2;

    final Track track;
    final AlarmBudget alarms;
    /** The same for the views alone, which say how rare an event is among many series. */
    private final AlarmBudget viewed;

    private final Novelties novelties;
    private final PeakTail[] tails = new PeakTail[2 * VIEWS.length];
    private final Set<Part> parts;
    private final Ranks ranks = new Ranks();
    private int side;
    private int bareSide;
    private double surprise;
    /** The largest of the views, and that of the stretch. */
    private double seen;
    /** The largest of the views as if nothing had come before. */
    private double bare;

    private double novel;
    private int bucket;

    Model(double pointsPerSeason, double alarmsPerPoint, Novelties novelties, Set<Part> parts) {
        this.parts = parts;
        this.novelties = novelties;
        this.track = new Track(pointsPerSeason, parts.contains(Part.BOUNDS));
        this.alarms = AlarmBudget.ofViews(alarmsPerPoint, parts);
        this.viewed = AlarmBudget.ofViews(alarmsPerPoint, parts);
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
        seen = 0;
        bare = 0;
        side = 0;
        bareSide = 0;
        double share = novelties.shareOfThreshold();
        for (int v = 0; v < VIEWS.length; v++) {
            double z = track.views[v];
            int s = z < 0 ? 2 * v + 1 : 2 * v;
            double distance = Math.abs(z);
            double found = tails[s].surprise(distance);
            if (found > bare) {
                bare = found;
                bareSide = s;
            }
            found *= novelties.weight(VIEWS[v]);
            if (found > seen) {
                seen = found;
                side = s;
            }
            share = Math.max(share, distance / tails[s].threshold());
        }
        novel = novelties.surprise();
        surprise = Novelties.both(seen, novel);
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
        viewed.learn(bare);
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

    /** How rare the last point is for the views, as share of the budget, where a tail may be heavier than it is known to be. */
    double shareOfBudget() {
        double careful = tails[bareSide].cautious(Math.abs(track.views[bareSide >> 1]));
        return viewed.rate(careful) / viewed.perPoint();
    }

    double surprise() {
        return surprise;
    }

    View view() {
        return novel > seen ? View.NOVELTY : VIEWS[side >> 1];
    }

    /** The most that a stretch off in every respect teaches. */
    double most() {
        return surprise > alarms.critical() && parts.contains(Part.BOUNDS)
                ? alarms.critical() + BOUND
                : Double.MAX_VALUE;
    }

    /** Whether the last points are off because they hardly move. */
    boolean flat() {
        return side == 2 * View.SCATTER.index + 1 && seen >= novel;
    }

    /** The end of the band in a view, above or below, with what the other judgement says of these points. */
    double edge(View view, double critical, boolean above) {
        if (view == View.NOVELTY) {
            double slack = novelties.slack(Novelties.needed(critical, seen));
            return novelties.expected() + (above ? slack : -slack);
        }
        double needed = Novelties.needed(critical, novel) / novelties.weight(view);
        int up = 2 * view.index;
        return above ? track.edge(view, tails[up].quantile(needed)) : track.edge(view, -tails[up + 1].quantile(needed));
    }

    double expected(View view) {
        return view == View.NOVELTY ? novelties.expected() : track.expected(view);
    }

    double pValue() {
        double p = Math.min(1, ranks.pValue(bucket));
        return surprise > AlarmBudget.MARK ? Math.min(p, alarms.rate(surprise)) : p;
    }

    void transfer(State state) {
        track.transfer(state);
        alarms.transfer(state);
        viewed.transfer(state);
        ranks.transfer(state);
        for (PeakTail tail : tails) {
            tail.transfer(state);
        }
    }
}
