package io.dataops.observability.changepoint;

import io.dataops.api.Budget;
import io.dataops.api.Provenance;
import io.dataops.api.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where a whole series changed, as the exact optimum of fit and penalty.
 *
 * <p>Defaults: {@link Cost#TREND} in units of the {@link Scatter#OVERALL overall scatter}, segments of at least the natural
 * logarithm of the length (what is shorter is an anomaly, not a change), and as penalty the information criterion
 * {@code (p + 1) log n} for the p parameters of a segment and its place. With {@link Scatter#LOCAL}, for the other costs
 * and with {@link #autocorrelatedNoise()} the penalty is multiplied by {@code (1 + r) / (1 - r)} for an autocorrelation r, since correlated
 * noise wanders by itself. On simulated independent normal points without a change the first cut would be made in one series of
 * twenty at a penalty of 2.0 log n (1,000 points) to 2.7 log n (100 points), so that the default of 3 log n for lines cuts fewer.
 *
 * <p>For means and lines, what sticks out for less than the shortest segment is limited first to three robust deviations from the median
 * of the points about it, since it is no change and least squares are moved by it without bound ({@link #keepOutliers()} leaves that
 * out; the costs of the report are those of the limited values, the levels those of the values as given). So the penalty above serves heavy
 * tails too. Missing values (NaN, infinite) are left out; indices are those of the series as given.
 *
 * <p>Immutable and safe for use by several threads. Time: linear when changes come regularly, quadratic at worst; for
 * {@link Cost#MEAN} with segments of one point nearly linear always.
 *
 * <pre>{@code
 * ChangeReport report = ChangePoints.in(values);
 * ChangePoints.pelt().cost(Cost.POISSON).penalty(20).find(values);
 * ChangePoints.pelt().penalty(-1);   // IllegalArgumentException: penalty (-1.0) must be finite and not negative.
 * }</pre>
 */
public final class ChangePoints {
    private final Cost cost;
    private final double penalty;
    private final int shortest;
    private final Scatter scatter;
    private final boolean wanders;
    private final boolean keepsOutliers;

    private ChangePoints(
            Cost cost, double penalty, int shortest, Scatter scatter, boolean wanders, boolean keepsOutliers) {
        this.scatter = scatter;
        this.wanders = wanders;
        this.keepsOutliers = keepsOutliers;
        this.cost = cost;
        this.penalty = penalty;
        this.shortest = shortest;
    }

    /**
     * Finds the changes with all defaults.
     *
     * @param values the series
     * @return the report
     */
    public static ChangeReport in(double[] values) {
        return pelt().find(values);
    }

    /**
     * Starts a search.
     *
     * @return a search with the defaults that the class lists
     */
    public static ChangePoints pelt() {
        return new ChangePoints(Cost.TREND, Double.NaN, 0, Scatter.OVERALL, false, false);
    }

    /**
     * Returns this search with another idea of what stays the same between changes.
     *
     * @param newCost the cost
     * @return the search
     */
    public ChangePoints cost(Cost newCost) {
        return new ChangePoints(newCost, penalty, shortest, scatter, wanders, keepsOutliers);
    }

    /**
     * Returns this search measuring changes by another scatter.
     *
     * @param newScatter which one; costs other than the mean and the line do not use it
     * @return the search
     */
    public ChangePoints scatter(Scatter newScatter) {
        return new ChangePoints(cost, penalty, shortest, newScatter, wanders, keepsOutliers);
    }

    /**
     * Returns this search taking wandering for noise: the penalty is multiplied by {@code (1 + r) / (1 - r)} for the autocorrelation r with
     * the overall scatter too. Of simulated series of 300 points without a change and with an autocorrelation of 0.5, one in twenty is cut
     * instead of three in four; changes must be larger to be found.
     *
     * @return the search
     */
    public ChangePoints autocorrelatedNoise() {
        return new ChangePoints(cost, penalty, shortest, scatter, true, keepsOutliers);
    }

    /**
     * Returns this search taking all values as they are: a single point that is far off may then be cut out as a segment, or tilt a line
     * from which a cut frees the others. Of simulated series of 300 points without a change and with heavy tails (Student, 3 degrees of
     * freedom) 30 % are cut, not 1 %.
     *
     * @return the search
     */
    public ChangePoints keepOutliers() {
        return new ChangePoints(cost, penalty, shortest, scatter, wanders, true);
    }

    /**
     * Returns this search with a given penalty, without allowing for autocorrelation.
     *
     * @param newPenalty what a change must save, in units of twice the log-likelihood; 0 or more
     * @return the search
     */
    public ChangePoints penalty(double newPenalty) {
        if (!(newPenalty >= 0) || Double.isInfinite(newPenalty)) {
            throw new IllegalArgumentException("penalty (" + newPenalty + ") must be finite and not negative.");
        }
        return new ChangePoints(cost, newPenalty, shortest, scatter, wanders, keepsOutliers);
    }

    /**
     * Returns this search with another shortest segment.
     *
     * @param points 1 or more; a cost that needs more takes what it needs
     * @return the search
     */
    public ChangePoints shortestSegment(int points) {
        if (points < 1) {
            throw new IllegalArgumentException("points (" + points + ") must be 1 or more.");
        }
        return new ChangePoints(cost, penalty, points, scatter, wanders, keepsOutliers);
    }

    /**
     * Finds the changes of a series.
     *
     * @param series the series; its times are not used
     * @return the report
     */
    public ChangeReport find(TimeSeries series) {
        return find(series.values());
    }

    /**
     * Finds the changes of a series.
     *
     * @param values the series, of any length and content
     * @return the report
     * @throws IllegalArgumentException if the cost is Poisson and a value is negative
     */
    public ChangeReport find(double[] values) {
        int[] place = new int[values.length];
        double[] x = new double[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) <= 1e150) {
                place[n] = i;
                x[n++] = values[i];
            }
        }
        return search(Arrays.copyOf(x, n), place);
    }

    private ChangeReport search(double[] x, int[] place) {
        Budget.Meter meter = Budget.steps(Long.MAX_VALUE - 1).start();
        Noise noise = Noise.of(x);
        int least = shortest > 0 ? shortest : Math.max(1, (int) Math.ceil(Math.log(Math.max(1, x.length))));
        boolean squares = cost == Cost.MEAN || cost == Cost.TREND;
        double[] y = centred(squares && !keepsOutliers ? Outliers.limited(x, least) : x);
        Found found = solve(x, y, noise, least, meter);
        List<ChangePoint> changes = new ArrayList<>();
        for (int i = 0; i < found.changes.length; i++) {
            int from = i == 0 ? 0 : found.changes[i - 1];
            int at = found.changes[i];
            int to = i + 1 < found.changes.length ? found.changes[i + 1] : x.length;
            changes.add(new ChangePoint(place[at], mean(x, from, at), mean(x, at, to)));
        }
        Provenance provenance = meter.provenance("optimal partitioning with pruning");
        return new ChangeReport(
                changes, cost, found.penalty, found.total, noise.autocorrelation(), x.length, provenance);
    }

    private static final class Found {
        private final int[] changes;
        private final double penalty;
        private final double total;

        Found(int[] changes, double penalty, double total) {
            this.changes = changes;
            this.penalty = penalty;
            this.total = total;
        }
    }

    private Found solve(double[] x, double[] y, Noise noise, int least, Budget.Meter meter) {
        int n = x.length;
        double range = Arrays.stream(y).map(Math::abs).max().orElse(0);
        double floor = Math.max(Double.MIN_NORMAL, 1e-12 * range * range);
        boolean overall = scatter == Scatter.OVERALL && (cost == Cost.MEAN || cost == Cost.TREND);
        double variance = Math.max(floor, overall ? Noise.about(y, cost == Cost.TREND) : noise.variance());
        SegmentCost segments = switch (cost) {
            case MEAN -> Costs.mean(y, variance);
            case TREND -> Costs.trend(y, variance);
            case NORMAL -> Costs.normal(y, Math.max(floor, 1e-4 * noise.variance()));
            case POISSON -> Costs.poisson(counts(x));
            case RANK -> Costs.rank(x);
        };
        double price = Double.isNaN(penalty)
                ? (segments.parameters() + 1) * Math.log(Math.max(2, n)) * (overall && !wanders ? 1 : noise.inflation())
                : penalty;
        int shortestHere = Math.max(least, segments.shortest());
        int[] changes;
        if (n < 2 * shortestHere) {
            changes = new int[0];
        } else if (cost == Cost.MEAN && shortestHere == 1) {
            changes = FunctionalPruning.changes(y, price * variance, meter);
        } else {
            changes = Pelt.changes(segments, n, price, shortestHere, meter);
        }
        return new Found(changes, price, total(segments, changes, n, price));
    }

    private static double total(SegmentCost cost, int[] changes, int n, double penalty) {
        double sum = changes.length * penalty;
        for (int i = 0; i <= changes.length; i++) {
            int from = i == 0 ? 0 : changes[i - 1];
            int to = i < changes.length ? changes[i] : n;
            sum += to - from >= cost.shortest() ? cost.of(from, to) : 0;
        }
        return sum;
    }

    private static double[] counts(double[] x) {
        for (double v : x) {
            if (v < 0) {
                throw new IllegalArgumentException(
                        "value (" + v + ") must not be negative for counts. Maybe use cost(Cost.MEAN).");
            }
        }
        return x;
    }

    /** About the median, so that sums of squares keep their digits. */
    private static double[] centred(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double centre = x.length == 0 ? 0 : sorted[x.length / 2];
        return Arrays.stream(x).map(v -> v - centre).toArray();
    }

    private static double mean(double[] x, int from, int to) {
        return Arrays.stream(x, from, to).average().orElse(Double.NaN);
    }
}
