package io.dataops.observability.changepoint;

/** The convex hull of the running sums, from below for a rise and from above for a fall: where a change can be best. */
final class Hull {
    private static final int MOST = 1_000;

    private final double sign;
    private final double[] place = new double[MOST];
    private final double[] sum = new double[MOST];
    private int size;
    private int best;

    Hull(double sign) {
        this.sign = sign;
    }

    void add(double n, double s) {
        double y = sign * s;
        while (size > 1
                && (sum[size - 1] - sum[size - 2]) * (n - place[size - 1])
                        >= (y - sum[size - 1]) * (place[size - 1] - place[size - 2])) {
            size--;
        }
        if (size == MOST) {
            for (int i = 1; 2 * i < MOST; i++) {
                place[i] = place[2 * i];
                sum[i] = sum[2 * i];
            }
            size = MOST / 2;
        }
        place[size] = n;
        sum[size++] = y;
    }

    /** The largest gain of a change of this direction, in squared units of the series. */
    double best(double n, double s) {
        double mean = sign * s / n;
        double most = 0;
        best = 0;
        for (int i = 1; i < size; i++) {
            double off = sum[i] - place[i] * mean;
            if (off < 0) {
                double gain = off * off * n / (place[i] * (n - place[i]));
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
        }
        return most;
    }

    long bestPlace() {
        return (long) place[best];
    }

    double bestSum() {
        return sign * sum[best];
    }

    void clear() {
        size = 0;
    }
}
