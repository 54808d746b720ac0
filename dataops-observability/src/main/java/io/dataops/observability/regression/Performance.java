package io.dataops.observability.regression;

import io.dataops.api.Decision;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.MannWhitney;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Compares the times of runs, best taken interleaved (baseline, candidate, baseline, …) so that a drifting machine hits both.
 *
 * <p>The ratio is the median of all pairwise ratios, with the interval of its ranks (Hodges and Lehmann, 1963, on logarithms).
 *
 * <p>Defaults: margin 5 %, level 0.95. Immutable.
 *
 * <pre>{@code
 * PerformanceVerdict verdict = Performance.comparing(before, after).margin(0.05).judge();
 * Performance.comparing(before, after).margin(-1);   // IllegalArgumentException: …
 * }</pre>
 */
public final class Performance {
    private final double[] baseline;
    private final double[] candidate;
    private final double margin;
    private final double level;

    private Performance(double[] baseline, double[] candidate, double margin, double level) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.margin = margin;
        this.level = level;
    }

    /**
     * A place in a history at which the level changed.
     *
     * @param index the first run at the new level
     * @param before the median before, back to the previous step
     * @param after the median from there to the next step
     */
    public record Step(int index, double before, double after) {

        /**
         * Returns how the level changed.
         *
         * @return after over before
         */
        public double ratio() {
            return after / before;
        }
    }

    /**
     * Takes the times of both sides.
     *
     * @param baseline times of the runs before the change, each more than 0 {@code [m]}, m at least 1
     * @param candidate times of the runs with the change, each more than 0 {@code [n]}, n at least 1
     * @return the comparison
     */
    public static Performance comparing(double[] baseline, double[] candidate) {
        return new Performance(logs("baseline", baseline), logs("candidate", candidate), 0.05, 0.95);
    }

    private static double[] logs(String side, double[] times) {
        if (times.length == 0) {
            throw new IllegalArgumentException(side + " must not be empty.");
        }
        double[] logs = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            if (!(times[i] > 0) || Double.isInfinite(times[i])) {
                throw new IllegalArgumentException(side + " has the time " + times[i] + ", which must be more than 0.");
            }
            logs[i] = Math.log(times[i]);
        }
        return logs;
    }

    /**
     * Returns this comparison with another margin.
     *
     * @param newMargin the slowdown that is allowed, 0 or more
     * @return the comparison
     */
    public Performance margin(double newMargin) {
        if (!(newMargin >= 0) || Double.isInfinite(newMargin)) {
            throw new IllegalArgumentException("margin (" + newMargin + ") must be finite and not negative.");
        }
        return new Performance(baseline, candidate, newMargin, level);
    }

    /**
     * Returns this comparison with another level.
     *
     * @param newLevel the level of the interval, between 0 and 1
     * @return the comparison
     */
    public Performance level(double newLevel) {
        if (!(newLevel > 0 && newLevel < 1)) {
            throw new IllegalArgumentException("level (" + newLevel + ") must be between 0 and 1, both excluded.");
        }
        return new Performance(baseline, candidate, margin, newLevel);
    }

    /**
     * Judges the candidate.
     *
     * @return the verdict
     */
    public PerformanceVerdict judge() {
        ConfidenceInterval shift = MannWhitney.shift(candidate, baseline, level);
        ConfidenceInterval ratio = new ConfidenceInterval(
                Math.exp(shift.estimate()), Math.exp(shift.lower()), Math.exp(shift.upper()), level);
        Decision decision = ratio.lower() > 1 + margin
                ? Decision.FAIL
                : ratio.upper() < 1 + margin ? Decision.PASS : Decision.INCONCLUSIVE;
        return new PerformanceVerdict(decision, ratio, margin);
    }

    /**
     * Finds where the level of a history changed: the segmentation of the logarithms with the least squared distance plus 3
     * sigma² log n a step (Yao, 1988, Estimating the number of change-points via Schwarz' criterion, strengthened for the
     * scatter being estimated), sigma from the median absolute difference of neighbours. Exact, O(n²), at most 5,000 runs.
     *
     * @param times one time a run, oldest first, each more than 0
     * @return the steps, oldest first
     */
    public static List<Step> steps(double[] times) {
        if (times.length > 5_000) {
            throw new IllegalArgumentException(
                    "history (" + times.length + ") has at most 5000 runs. Maybe take the newest.");
        }
        if (times.length < 4) {
            return List.of();
        }
        double[] logs = logs("history", times);
        int n = logs.length;
        double[] gaps = new double[n - 1];
        for (int i = 1; i < n; i++) {
            gaps[i - 1] = Math.abs(logs[i] - logs[i - 1]);
        }
        double sigma = Math.max(1.4826 * median(gaps) / Math.sqrt(2), 1e-6);
        double penalty = 3 * sigma * sigma * Math.log(n);
        double[] sums = new double[n + 1];
        double[] squares = new double[n + 1];
        for (int i = 0; i < n; i++) {
            double value = logs[i] - logs[0];
            sums[i + 1] = sums[i] + value;
            squares[i + 1] = squares[i] + value * value;
        }
        double[] cost = new double[n + 1];
        int[] from = new int[n + 1];
        cost[0] = -penalty;
        for (int to = 1; to <= n; to++) {
            cost[to] = Double.POSITIVE_INFINITY;
            for (int start = 0; start < to; start++) {
                double sum = sums[to] - sums[start];
                double inside = squares[to] - squares[start] - sum * sum / (to - start);
                double total = cost[start] + inside + penalty;
                if (total < cost[to]) {
                    cost[to] = total;
                    from[to] = start;
                }
            }
        }
        List<Integer> limits = new ArrayList<>(List.of(n));
        for (int at = n; at > 0; at = from[at]) {
            limits.add(from[at]);
        }
        Collections.reverse(limits);
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < limits.size() - 1; i++) {
            steps.add(new Step(
                    limits.get(i),
                    median(Arrays.copyOfRange(times, limits.get(i - 1), limits.get(i))),
                    median(Arrays.copyOfRange(times, limits.get(i), limits.get(i + 1)))));
        }
        return steps;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
