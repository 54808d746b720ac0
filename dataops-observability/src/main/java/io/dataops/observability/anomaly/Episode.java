package io.dataops.observability.anomaly;

/**
 * One event alarms once. While it lasts it alarms again only when it has become a thousand times as rare. It is over after 5
 * calm points; the bar falls from its height to a little above the usual within 12 points from the alarm on, so that an aftershock
 * stays quiet and a second event as large as the first does not. The little, a hundred times as rare, falls to nothing within a tenth of the time
 * between two alarms that the budget allows.
 */
final class Episode {
    private static final int CALM_POINTS = 5;
    private static final int APART = 12;
    private static final double SHARE = 0.1;
    private static final double RARER = Math.log(100);
    private static final double WORSE = Math.log(1000);

    private final int apart;
    private boolean open;
    private double worst;
    private int calm;
    private int length;
    private int sinceAlarm;

    Episode() {
        this.apart = APART;
        this.sinceAlarm = apart;
    }

    /** Episodes of alarms of which so many are allowed a point. */
    Episode(double alarmsPerPoint) {
        apart = (int) Math.max(APART, Math.min(1_000_000, SHARE / alarmsPerPoint));
        sinceAlarm = apart;
    }

    /** Says whether a point that is off raises an alarm. */
    boolean alarms(double surprise, double critical) {
        calm = 0;
        length++;
        double falling = critical
                + Math.max(
                        (worst - critical) * Math.max(0, 1 - (double) sinceAlarm / APART),
                        RARER * Math.max(0, 1 - (double) sinceAlarm / apart));
        boolean alarm = open ? sinceAlarm >= APART && surprise > WORSE + worst : surprise > falling;
        if (alarm) {
            sinceAlarm = 0;
        }
        worst = open ? Math.max(worst, surprise) : alarm ? surprise : worst;
        open |= alarm;
        return alarm;
    }

    /** Counts a point that is not off. */
    void goesOn(boolean isCalm) {
        if (open) {
            length++;
            calm = isCalm ? calm + 1 : 0;
            if (calm >= CALM_POINTS) {
                close();
            }
        }
    }

    void next() {
        sinceAlarm = Math.min(apart, sinceAlarm + 1);
    }

    /** Points since it began; 0 while all is well. */
    int length() {
        return length;
    }

    void close() {
        open = false;
        calm = 0;
        length = 0;
    }

    void transfer(State state) {
        open = state.flag(open);
        worst = state.real(worst);
        calm = state.count(calm);
        length = state.count(length);
        sinceAlarm = state.count(sinceAlarm);
    }
}
