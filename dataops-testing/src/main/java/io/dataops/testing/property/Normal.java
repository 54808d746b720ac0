package io.dataops.testing.property;

/**
 * The standard normal distribution. Sources: Marsaglia (2004), "Evaluating the normal distribution"; Wichura (1988),
 * "Algorithm AS 241: the percentage points of the normal distribution" (PPND7, absolute error about 1e-7).
 */
final class Normal {
    private Normal() {}

    /** The probability of a value up to x. */
    static double below(double x) {
        if (x < -8) {
            return 0;
        }
        if (x > 8) {
            return 1;
        }
        double sum = x;
        double before = 0;
        double term = x;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046727);
    }

    /** The value below which a share p lies, more than 0 and less than 1. */
    static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q
                    * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
                    / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
        }
        double r = Math.sqrt(-Math.log(Math.max(Double.MIN_NORMAL, Math.min(p, 1 - p))));
        double x;
        if (r <= 5) {
            r -= 1.6;
            x = (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
                    / ((0.12021132975 * r + 0.73700164250) * r + 1);
        } else {
            r -= 5;
            x = (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
                    / ((0.012258202635 * r + 0.24197894225) * r + 1);
        }
        return q < 0 ? -x : x;
    }
}
