package io.dataops.observability.forecast;

import io.dataops.api.Provenance;
import io.dataops.api.TimeSeries;
import io.dataops.observability.decomposition.Periods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Forecasts a series by the methods that would have forecast its own past best.
 *
 * <p>Candidates: the last value, alone and with the mean step, the last season, exponential smoothing (a trend, damped or not, one and two seasons), theta,
 * autoregressions on recent and seasonal lags; of positive series each also by its logarithm. They are tried from about 24 past
 * origins, with parameters fitted before the first of them; the best four are combined by inverse squared error. Intervals are
 * conformal: for each step ahead the errors of the combination from those origins; beyond a quarter of the series, which is as
 * far as can be tried, they widen in proportion.
 *
 * <p>Defaults: horizon 24, interval 0.9, seasons found by {@link Periods}. Points must be evenly spaced; missing values (NaN,
 * infinite) are filled from the season before, else along a line. Needs at least 3 points. Deterministic; immutable and safe
 * for use by several threads. Time: linear in the points, about 3 ms for 960 points with two seasons.
 *
 * <p>Source of the selection: Hyndman and Athanasopoulos, 2021, Forecasting: principles and practice (rolling origin); of the
 * intervals: Stankeviciute, Alaa and van der Schaar, 2021, Conformal time-series forecasting.
 *
 * <pre>{@code
 * Forecast forecast = Forecasts.automatic().seasons(24, 168).horizon(48).of(values);
 * Forecasts.automatic().horizon(0);   // IllegalArgumentException: horizon (0) must be between 1 and 10000.
 * }</pre>
 */
public final class Forecasts {
    private static final int MOST_POINTS = 20_000;

    private final int[] seasons;
    private final boolean given;
    private final int horizon;
    private final double level;

    private Forecasts(int[] seasons, boolean given, int horizon, double level) {
        this.seasons = seasons;
        this.given = given;
        this.horizon = horizon;
        this.level = level;
    }

    /**
     * Starts a forecast.
     *
     * @return forecasts with the defaults that the class lists
     */
    public static Forecasts automatic() {
        return new Forecasts(new int[0], false, 24, 0.9);
    }

    /**
     * Returns these forecasts with given seasons instead of those that are found.
     *
     * @param points length of each, 2 or more, at most two; none for no season
     * @return the forecasts
     */
    public Forecasts seasons(int... points) {
        if (points.length > 2) {
            throw new IllegalArgumentException("seasons " + Arrays.toString(points) + " must be at most two.");
        }
        int[] sorted = points.clone();
        Arrays.sort(sorted);
        for (int season : sorted) {
            if (season < 2) {
                throw new IllegalArgumentException("season (" + season + ") must be 2 or more.");
            }
        }
        return new Forecasts(sorted, true, horizon, level);
    }

    /**
     * Returns these forecasts for another number of steps.
     *
     * @param steps 1 to 10,000
     * @return the forecasts
     */
    public Forecasts horizon(int steps) {
        if (steps < 1 || steps > 10_000) {
            throw new IllegalArgumentException("horizon (" + steps + ") must be between 1 and 10000.");
        }
        return new Forecasts(seasons, given, steps, level);
    }

    /**
     * Returns these forecasts with wider or narrower intervals.
     *
     * @param share of the truth that lies within, between 0 and 1
     * @return the forecasts
     */
    public Forecasts interval(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("interval (" + share + ") must be between 0 and 1, both excluded.");
        }
        return new Forecasts(seasons, given, horizon, share);
    }

    /**
     * Forecasts a series.
     *
     * @param series evenly spaced points; its times are not used
     * @return the forecast
     */
    public Forecast of(TimeSeries series) {
        return of(series.values());
    }

    /**
     * Forecasts a series.
     *
     * @param values evenly spaced points, at least 3 of them finite; the last 20,000 are used
     * @return the forecast
     */
    public Forecast of(double[] values) {
        double[] recent = Arrays.copyOfRange(values, Math.max(0, values.length - MOST_POINTS), values.length);
        int[] used = usable(given ? seasons : Periods.of(recent), recent.length);
        double[] y = Gaps.filled(recent, used.length == 0 ? 1 : used[0]);
        double size = Arrays.stream(y).map(Math::abs).max().orElse(0);
        double unit = size > 0 ? size : 1;
        double[] scaled = Arrays.stream(y).map(v -> v / unit).toArray();
        Combination best = new Combination(scaled, methods(scaled, used), used.length == 0 ? 24 : used[0], horizon);
        List<Double> points = new ArrayList<>();
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int k = 0; k < horizon; k++) {
            double reach = reach(best.errors, k);
            points.add(unit * best.path[k]);
            lower.add(unit * (best.path[k] - reach));
            upper.add(unit * (best.path[k] + reach));
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < best.weights.length; i++) {
            weights.merge(best.names.get(i), best.weights[i], Double::sum);
        }
        return new Forecast(
                points,
                lower,
                upper,
                level,
                weights,
                Arrays.stream(used).boxed().toList(),
                best.errors.length,
                Provenance.of("combination by rolling origin"));
    }

    /** At most two seasons of which the series has three. */
    private static int[] usable(int[] seasons, int n) {
        return Arrays.stream(seasons).filter(s -> 3 * s <= n).limit(2).toArray();
    }

    /** The conformal quantile of the errors a step; with few origins, of those a step before and after too. */
    private double reach(double[][] errors, int step) {
        int tried = errors.length == 0 ? 1 : errors[0].length;
        int k = Math.min(step, tried - 1);
        int needed = (int) Math.ceil(level / (1 - level));
        int wide = 0;
        while (errors.length * (2 * wide + 1) < needed && wide < tried) {
            wide++;
        }
        double[] sizes = new double[errors.length * (2 * wide + 1)];
        int n = 0;
        for (double[] path : errors) {
            for (int j = Math.max(0, k - wide); j <= Math.min(tried - 1, k + wide); j++) {
                sizes[n++] = Math.abs(path[j]);
            }
        }
        int rank = (int) Math.ceil(level * (n + 1));
        if (rank > n) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(sizes, 0, n);
        return sizes[rank - 1] * (step + 1) / (k + 1);
    }

    private static List<Method> methods(double[] y, int[] seasons) {
        List<Method> plain = new ArrayList<>();
        if (seasons.length == 0) {
            plain.add(new Smoothing(1, 1, 0.9));
            plain.add(new Smoothing(1, 1, 1));
        }
        plain.add(new Theta(seasons.length == 0 ? new int[0] : new int[] {seasons[0]}));
        TreeSet<Integer> lags = new TreeSet<>(List.of(1, 2, 3));
        TreeSet<Integer> few = new TreeSet<>(List.of(1, 2));
        for (int season : seasons) {
            plain.add(new Smoothing(season, 1, 0));
            lags.addAll(List.of(season - 1, season, season + 1));
            few.add(season);
        }
        lags.remove(0);
        if (seasons.length == 2) {
            plain.remove(plain.size() - 1);
            plain.add(new Smoothing(seasons[0], seasons[1], 0));
            plain.add(new Theta(seasons[1], seasons[0]));
        }
        plain.add(new Autoregression(few.stream().mapToInt(l -> l).toArray()));
        plain.add(new Autoregression(lags.stream().mapToInt(l -> l).toArray()));
        if (seasons.length > 0) {
            lags.addAll(List.of(2 * seasons[0] - 1, 2 * seasons[0], 2 * seasons[0] + 1));
            plain.add(new Autoregression(lags.stream().mapToInt(l -> l).toArray()));
        }
        List<Method> all = new ArrayList<>();
        all.add(new SeasonalNaive(1));
        all.add(new Drift());
        Arrays.stream(seasons).forEach(s -> all.add(new SeasonalNaive(s)));
        boolean positive = Arrays.stream(y).allMatch(v -> v > 0);
        for (Method method : plain) {
            all.add(method);
            if (positive) {
                all.add(new Logarithmic(method));
            }
        }
        return all;
    }
}
