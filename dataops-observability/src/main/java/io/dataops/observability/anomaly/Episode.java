package io.dataops.observability.anomaly;

/** One event alarms once: again only when twice as far off, or after enough calm points. */
final class Episode {
    private static final int CALM_POINTS = 5;
    private static final double WORSE = 2;

    private boolean open;
    private double worst;
    private int calm;

    /** Says whether a point that is off raises an alarm. */
    boolean alarms(double scaled) {
        calm = 0;
        boolean alarm = !open || scaled > WORSE * worst;
        worst = open ? Math.max(worst, scaled) : scaled;
        open = true;
        return alarm;
    }

    void calm() {
        if (open && ++calm >= CALM_POINTS) {
            close();
        }
    }

    void close() {
        open = false;
        calm = 0;
        worst = 0;
    }
}
