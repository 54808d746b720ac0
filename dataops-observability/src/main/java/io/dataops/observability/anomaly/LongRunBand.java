package io.dataops.observability.anomaly;

/**
 * A band that holds 95 % of what it is shown in the long run, whatever that is: either end moves outwards when a value lies beyond it
 * and a little inwards when not (Gibbs and Candes, 2021, Adaptive conformal inference under distribution shift).
 */
final class LongRunBand {
    /** Share of the values beyond either end, and by how many units an end moves for a value beyond it. */
    private static final double BEYOND = 0.025;

    private static final double MOVE = 0.1;

    private double below = -2;
    private double above = 2;

    double below() {
        return below;
    }

    double above() {
        return above;
    }

    /** Takes how far a value was from what was expected, in units of the usual deviation. */
    void learn(double off) {
        above = Math.max(0, above + MOVE * ((off > above ? 1 : 0) - BEYOND));
        below = Math.min(0, below - MOVE * ((off < below ? 1 : 0) - BEYOND));
    }

    void transfer(State state) {
        below = state.real(below);
        above = state.real(above);
    }
}
