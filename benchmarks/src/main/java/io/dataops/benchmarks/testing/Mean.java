package io.dataops.benchmarks.testing;

/** The geometric mean of ratios. */
final class Mean {
    private double logarithms;
    private int count;

    void add(double ratio) {
        logarithms += Math.log(ratio);
        count++;
    }

    double geometric() {
        return count == 0 ? Double.NaN : Math.exp(logarithms / count);
    }
}
