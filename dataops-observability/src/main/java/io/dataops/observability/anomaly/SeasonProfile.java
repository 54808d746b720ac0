package io.dataops.observability.anomaly;

import java.time.Instant;

/**
 * The shape of one season: an offset for each slot, learnt by the mean of its first visits and by exponential weights after.
 * Says how well it fits beside no season at all.
 */
final class SeasonProfile {
    /** A quarter for each visit: the shape of about the last seven seasons, so that it outlives an incident. */
    private static final double VISIT = 0.25;
    /** Slots from which on a neighbour is near enough in time to explain an edge: quarter hours of a day. */
    private static final int FINE = 96;
    /** Share of the variance that may be left for a season to be believed; it is given up only when it explains none. */
    private static final double PAYS = 0.6;

    private static final double PAYS_NO_MORE = 0.9;
    /** A slot's own scatter counts from two visits on. */
    private static final double PRIOR_VISITS = 2;

    private static final double QUIETEST = 0.5;

    private final SeasonClock clock;
    private final boolean always;
    private final float[] offsets;
    private final float[] scatters;
    private final byte[] visits;
    private final double pointsPerSlot;
    private final double gain;
    private final double pointsPerSeason;
    private double seen;
    private double error;
    private double errorWithout;
    private boolean used;

    SeasonProfile(SeasonClock clock, double spacing, int maxSlots, boolean always) {
        this.clock = clock;
        this.always = always;
        this.pointsPerSeason = Math.max(1, clock.seconds() / spacing);
        int slots = (int) Math.max(1, Math.min(maxSlots, Math.round(pointsPerSeason)));
        this.offsets = new float[slots];
        this.scatters = new float[slots];
        this.visits = new byte[slots];
        this.pointsPerSlot = Math.max(1, pointsPerSeason / slots);
        this.gain = VISIT / pointsPerSlot;
    }

    int slot(Instant time) {
        return Math.min(offsets.length - 1, (int) (clock.phase(time) * offsets.length));
    }

    boolean used() {
        return used;
    }

    double pointsPerSeason() {
        return pointsPerSeason;
    }

    /** How much of the scatter is left with this season; 1 for all. */
    boolean known() {
        return seen >= pointsPerSeason;
    }

    double left() {
        return errorWithout > 0 ? error / errorWithout : 1;
    }

    /**
     * The offset that explains a deviation from the level: within the offsets of the slot and its two neighbours, since the
     * edges of a shape come a slot early or late.
     */
    double offset(int slot, double deviation) {
        int n = offsets.length;
        double at = offsets[slot];
        if (n < FINE) {
            return at;
        }
        double before = offsets[slot == 0 ? n - 1 : slot - 1];
        double after = offsets[slot == n - 1 ? 0 : slot + 1];
        double low = Math.min(at, Math.min(before, after));
        double high = Math.max(at, Math.max(before, after));
        return Math.max(low, Math.min(high, deviation));
    }

    double exact(int slot) {
        return offsets[slot];
    }

    /** The scatter of a slot, of its neighbours if theirs is larger, as a multiple of the usual mean absolute error. */
    double roughness(int slot, double usual) {
        int n = offsets.length;
        if (n < FINE || usual <= 0) {
            return 1;
        }
        double most = Math.max(scatter(slot, usual), scatter(slot == 0 ? n - 1 : slot - 1, usual));
        return Math.max(QUIETEST, Math.max(most, scatter(slot == n - 1 ? 0 : slot + 1, usual)) / usual);
    }

    private double scatter(int slot, double usual) {
        double seasons = Math.max(0, visits[slot] / pointsPerSlot - 1);
        return (seasons * scatters[slot] + PRIOR_VISITS * usual) / (seasons + PRIOR_VISITS);
    }

    /** Learns a deviation from the level of this season's own track. */
    void learn(int slot, double deviation, double limit, double errorNow, double errorNowWithout, double weight) {
        seen++;
        double residual = deviation - offsets[slot];
        int visit = visits[slot];
        boolean early = visit < 4 * pointsPerSlot;
        double step = early ? Math.max(gain, 1.0 / (visit + 1)) : gain;
        offsets[slot] += (float) (step * (early ? residual : Math.max(-limit, Math.min(limit, residual))));
        visits[slot] = (byte) Math.min(120, visit + 1);
        if (seen > pointsPerSeason) {
            double size = Math.min(Math.abs(residual), 3 * limit);
            scatters[slot] += (float) ((early ? Math.max(gain, 1.0 / Math.max(1, visit - pointsPerSlot + 1)) : gain)
                    * (size - scatters[slot]));
            error += weight * (errorNow * errorNow - error);
            errorWithout += weight * (errorNowWithout * errorNowWithout - errorWithout);
        }
        if (seen >= 2 * pointsPerSeason) {
            used = always || error < (used ? PAYS_NO_MORE : PAYS) * errorWithout;
        }
    }

    void transfer(State state) {
        state.floats(offsets);
        state.floats(scatters);
        state.bytes(visits);
        seen = state.real(seen);
        error = state.real(error);
        errorWithout = state.real(errorWithout);
        used = state.flag(used);
    }
}
