package io.dataops.observability.statistics;

/** Mean and variance of a sample by Welford's update. */
record Moments(long n, double mean, double variance) {

    static Moments of(double[] values) {
        double mean = 0;
        double squares = 0;
        long n = 0;
        for (double value : values) {
            n++;
            double before = value - mean;
            mean += before / n;
            squares += before * (value - mean);
        }
        return new Moments(n, mean, n > 1 ? squares / (n - 1) : 0);
    }
}
