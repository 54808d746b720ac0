package io.dataops.observability.decomposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds after how many points a series repeats itself: peaks of the autocorrelation of the series without its trend, and of the rest once
 * the shape of a period is taken out. A peak must stand out from what noise does by chance at 5 % over all lags together (by Bartlett's
 * formula for noise that wanders as long as the autocorrelation stays above zero), and from the lowest value before it by as much as white noise does.
 *
 * <p>Once a period is found, seven of them are asked for by themselves, since days come in weeks: whether periods seven apart are more alike
 * than in any order, by a permutation test at 5 % from three weeks on, which tells a week from four of them where the autocorrelation cannot.
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
    private static final int DAYS = 7;
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
            int week = DAYS * period;
            if (week <= largest && Weeks.repeat(x, period)) {
                found.add(week);
                remove(x, week);
                detrend(x);
            }
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
        double one = Math.sqrt(2 * Math.log(20.0 * Math.max(1, largest)) / x.length);
        double limit = one * Math.sqrt(1 + 2 * memory(acf));
        double most = 0;
        double lowest = 1;
        double[] peak = new double[largest + 1];
        for (int lag = 1; lag < largest; lag++) {
            if (acf[lag] > limit
                    && acf[lag] > 0.1
                    && acf[lag] > lowest + one
                    && acf[lag] >= acf[lag - 1]
                    && acf[lag] >= acf[lag + 1]) {
                peak[lag] = acf[lag];
                most = Math.max(most, acf[lag]);
            }
            lowest = Math.min(lowest, acf[lag]);
        }
        for (int lag = 2; lag < largest; lag++) {
            if (peak[lag] > 0 && peak[lag] >= most * (1 - BETTER)) {
                return lag;
            }
        }
        return 0;
    }

    /** The squares up to the first lag without correlation: how long noise like this wanders, whatever comes again later. */
    private static double memory(double[] acf) {
        double squares = 0;
        for (int lag = 1; lag < acf.length && acf[lag] > 0; lag++) {
            squares += acf[lag] * acf[lag];
        }
        return squares;
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
