package io.dataops.observability.decomposition;

/**
 * Trend, season and remainder of each point as it comes, in constant time: exponential means with clipped innovations, so that
 * an outlier moves neither (Gelper, Fried and Croux, 2010, Robust forecasting with exponential and Holt-Winters smoothing). The
 * season of the first period is its points less their mean. Not safe for use by several threads.
 *
 * <p>Missing values (NaN, infinite) get the expected value and no remainder. The parts add up to the point.
 *
 * <pre>{@code
 * OnlineDecomposition online = OnlineDecomposition.of(288);
 * OnlineDecomposition.Parts parts = online.accept(12.5);
 * }</pre>
 */
public final class OnlineDecomposition {
    private static final double CLIP = 3;
    private static final double SEASON = 0.25;
    private static final double TO_DEVIATION = Math.sqrt(Math.PI / 2);

    private final double[] season;
    private final double weight;
    private long points;
    private int at;
    private double sum;
    private double trend;
    private double scatter;

    /**
     * The parts of one point.
     *
     * @param trend the level
     * @param season the offset of its phase; 0 in the first period
     * @param remainder what is left
     */
    public record Parts(double trend, double season, double remainder) {}

    private OnlineDecomposition(int period) {
        this.season = new double[period];
        this.weight = Math.max(0.002, 2.0 / (period + 1));
    }

    /**
     * Starts without a point.
     *
     * @param period in points, 2 to 1,000,000
     * @return the decomposition
     */
    public static OnlineDecomposition of(int period) {
        if (period < 2 || period > 1_000_000) {
            throw new IllegalArgumentException("period (" + period + ") must be between 2 and 1000000.");
        }
        return new OnlineDecomposition(period);
    }

    /**
     * Takes the next point.
     *
     * @param value what was measured
     * @return its parts
     */
    public Parts accept(double value) {
        int phase = at;
        at = at + 1 == season.length ? 0 : at + 1;
        if (!(Math.abs(value) <= 1e150)) {
            if (points < season.length) {
                season[phase] = points == 0 ? 0 : sum / points;
                sum += season[phase];
                points++;
            }
            return new Parts(trend, points <= season.length ? 0 : season[phase], 0);
        }
        points++;
        if (points <= season.length) {
            season[phase] = value;
            sum += value;
            trend = sum / points;
            if (points == season.length) {
                for (int i = 0; i < season.length; i++) {
                    season[i] -= trend;
                }
            }
            return new Parts(trend, 0, value - trend);
        }
        double residual = value - trend - season[phase];
        boolean early = points <= 2L * season.length;
        double limit = early ? Double.POSITIVE_INFINITY : CLIP * TO_DEVIATION * scatter;
        double bounded = Math.max(-limit, Math.min(limit, residual));
        double step = early ? 1.0 / (points - season.length) : weight;
        scatter += Math.max(step, weight) * (Math.min(Math.abs(residual), limit + scatter * 0.1) - scatter);
        trend += weight * bounded;
        season[phase] += SEASON * (1 - weight) * bounded;
        return new Parts(trend, season[phase], value - trend - season[phase]);
    }
}
