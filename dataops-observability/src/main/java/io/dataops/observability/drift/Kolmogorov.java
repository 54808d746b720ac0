package io.dataops.observability.drift;

/**
 * The limit distribution of the two-sample Kolmogorov-Smirnov distance with Stephens' correction for small samples (Stephens,
 * 1970, Use of the Kolmogorov-Smirnov, Cramer-von Mises and related statistics without extensive tables); conservative for
 * data with ties.
 */
final class Kolmogorov {

    private Kolmogorov() {}

    static double pValue(double distance, double n, double m) {
        double effective = Math.sqrt(n * m / (n + m));
        double x = (effective + 0.12 + 0.11 / effective) * distance;
        if (x < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            double term = Math.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-18) {
                break;
            }
        }
        return Math.max(0, Math.min(1, 2 * sum));
    }
}
