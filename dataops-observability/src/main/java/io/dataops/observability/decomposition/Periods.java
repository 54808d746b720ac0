package io.dataops.observability.decomposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds after how many points a series repeats itself: peaks of the autocorrelation of the series without its trend that stand
 * out from chance (the limit of noise at 5 % over all lags together, and 1.645 times Bartlett's), and of the rest once the shape of a shorter period is taken out.
 *
 * <p>Looks at the last 20,000 points and at periods of 2 to a third of them, at most 2,100 (a week of five minutes has 2,016).
 * Missing values count as the mean. Time O(points times largest period).
 *
 * <pre>{@code
 * int[] periods = Periods.of(values);       // [24, 168] for hourly series with days and weeks, empty without a season
 * }</pre>
 */
public final class Periods {
    private static final int POINTS = 20_000;
    private static final int LARGEST = 2_100;
    private static final int MOST = 3;
    /** A multiple of a period must be this much better to be another one. */
    private static final double BETTER = 0.1;

    private Periods() {}

    /**
     * Returns the periods of a series, each in points.
     *
     * @param values the series
     * @return up to three periods, ascending, each a multiple of none but the shorter ones; empty if nothing repeats
     */
    public static int[] of(double[] values) {
        double[] x = prepared(values);
        int largest = Math.min(LARGEST, x.length / 3);
        List<Integer> found = new ArrayList<>();
        while (found.size() < MOST) {
            int period = strongest(x, largest);
            if (period == 0 || found.contains(period)) {
                break;
            }
            found.add(period);
            remove(x, period);
            detrend(x);
        }
        return found.stream().mapToInt(p -> p).sorted().toArray();
    }

    private static double[] prepared(double[] values) {
        double[] x = Arrays.copyOfRange(values, Math.max(0, values.length - POINTS), values.length);
        double mean = Arrays.stream(x).filter(Periods::usable).average().orElse(0);
        for (int t = 0; t < x.length; t++) {
            x[t] = usable(x[t]) ? x[t] - mean : 0;
        }
        detrend(x);
        return x;
    }

    /** Takes the line off; again after each period, since a season leans on the line a little and leaves it behind. */
    private static void detrend(double[] x) {
        double centre = (x.length - 1) / 2.0;
        double along = 0;
        for (int t = 0; t < x.length; t++) {
            along += x[t] * (t - centre);
        }
        double n = x.length;
        double slope = n > 1 ? along / (n * (n * n - 1) / 12) : 0;
        for (int t = 0; t < x.length; t++) {
            x[t] -= slope * (t - centre);
        }
    }

    private static boolean usable(double value) {
        return Math.abs(value) <= 1e150;
    }

    private static int strongest(double[] x, int largest) {
        double[] acf = autocorrelation(x, largest);
        double far = Math.sqrt(2 * Math.log(20.0 * Math.max(1, largest)));
        double most = 0;
        double squares = 0;
        boolean fell = false;
        double[] peak = new double[largest + 1];
        for (int lag = 1; lag < largest; lag++) {
            double limit = Math.max(far, 1.645 * Math.sqrt(1 + 2 * squares)) / Math.sqrt(x.length);
            squares += acf[lag] * acf[lag];
            fell |= acf[lag] < limit || acf[lag] < acf[lag - 1] - 0.05;
            if (fell
                    && lag > 1
                    && acf[lag] > limit
                    && acf[lag] > 0.1
                    && acf[lag] >= acf[lag - 1]
                    && acf[lag] >= acf[lag + 1]) {
                peak[lag] = acf[lag];
                most = Math.max(most, acf[lag]);
            }
        }
        for (int lag = 2; lag < largest; lag++) {
            if (peak[lag] > 0 && peak[lag] >= most * (1 - BETTER)) {
                return lag;
            }
        }
        return 0;
    }

    private static double[] autocorrelation(double[] x, int largest) {
        double[] acf = new double[largest + 1];
        double variance = 0;
        double size = 0;
        for (double v : x) {
            variance += v * v;
            size = Math.max(size, Math.abs(v));
        }
        if (!(variance > 1e-20 * size * size) || size == 0) {
            return acf;
        }
        for (int lag = 0; lag <= largest; lag++) {
            double sum = 0;
            for (int t = lag; t < x.length; t++) {
                sum += x[t] * x[t - lag];
            }
            acf[lag] = sum / variance;
        }
        return acf;
    }

    private static void remove(double[] x, int period) {
        double[] mean = new double[period];
        for (int t = 0; t < x.length; t++) {
            mean[t % period] += x[t] / Math.ceil((x.length - t % period) / (double) period);
        }
        for (int t = 0; t < x.length; t++) {
            x[t] -= mean[t % period];
        }
    }
}
