package io.dataops.observability.anomaly;

import java.util.Arrays;

/**
 * Level and scatter of a series without its season: three exponential means, the errors of three short forecasts, and
 * five of the {@link View views} of the last point in units of their own scatter.
 */
final class Track {
    static final View[] VIEWS = {View.SPIKE, View.SEASON, View.LEVEL, View.RAMP, View.SCATTER};

    private static final double FAST = 0.2;
    private static final double CLIP = 4;
    private static final double SCATTER_FAST = 0.12;
    private static final double ESCAPE = 0.05;
    private static final double FLOOR = 1e-9;
    private static final double LARGEST = 1e9;
    private static final int RECENT = 12;
    /** Mean absolute deviation of a normal scatter, as share of its standard deviation. */
    static final double TO_DEVIATION = Math.sqrt(Math.PI / 2);

    private final boolean bounded;
    private final double slowWeight;
    private final double middleWeight;
    private double n;
    private double slow;
    private double middle;
    private double fast;
    private double last;
    /** Mean absolute errors of forecasting by the slow level, the fast level and the last value. */
    private final double[] error = new double[3];

    private double unclipped;
    private double scatterFast;
    private double scatterScale = 0.3;
    private double fastScale;
    private double middleScale;
    private final double[] recent = new double[RECENT];
    private int at;

    /** The views of the last point, positive above; see {@link View}. */
    final double[] views = new double[VIEWS.length];

    private double forecast;
    private double forecastScale;
    private double levelBefore;
    private double scatterBefore;
    private double fastDeviation;
    private double middleDeviation;
    private double roughnessBefore;
    private double usualRoughness;
    private double ratioScale;

    Track(double pointsPerSeason, boolean bounded) {
        this.bounded = bounded;
        this.slowWeight = Math.max(0.004, Math.min(0.03, 2 / (pointsPerSeason + 1)));
        this.middleWeight = Math.min(0.1, 3 * slowWeight);
    }

    double level() {
        return slow;
    }

    /** What a view expected of the last value. */
    double expected(View view) {
        return view == View.SPIKE || view == View.SCATTER ? forecast : levelBefore;
    }

    /** The value, for LEVEL and RAMP the mean, beyond which z is reached in a view, positive above and negative below. */
    double edge(View view, double z) {
        return switch (view) {
            case SPIKE -> forecast + z * forecastScale;
            case SEASON -> levelBefore + z * scatterBefore;
            case LEVEL -> levelBefore + z * fastDeviation;
            case RAMP -> levelBefore + z * middleDeviation;
            case NOVELTY -> throw new IllegalArgumentException("view (" + view + ") is not one of a track.");
            case SCATTER -> {
                double rough = usualRoughness * (1.001 * Math.exp(Math.abs(z) * ratioScale) - 1e-3);
                double distance = Math.max(0, roughnessBefore + (rough - roughnessBefore) / SCATTER_FAST);
                yield forecast + Math.signum(z) * distance * forecastScale / (usualRoughness * TO_DEVIATION);
            }
        };
    }

    double meanError() {
        return error[0];
    }

    double weight() {
        return Math.max(slowWeight, 1 / (n + 1));
    }

    double scatter() {
        return floor(error[0]) * TO_DEVIATION;
    }

    private double floor(double scale) {
        return Math.max(scale, Math.max(FLOOR * Math.abs(slow), Double.MIN_NORMAL));
    }

    private static double scaled(double value, double scale) {
        return Math.max(-LARGEST, Math.min(LARGEST, value / scale));
    }

    void start(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        slow = sorted[count / 2];
        middle = slow;
        fast = slow;
        last = slow;
        double[] distances = new double[count];
        for (int i = 0; i < count; i++) {
            distances[i] = Math.abs(values[i] - slow);
        }
        Arrays.sort(distances);
        double mean = Arrays.stream(distances).average().orElse(0);
        double half = distances[count / 2] > 0 ? 1.1829 * distances[count / 2] : mean;
        Arrays.fill(error, half);
        unclipped = mean;
        scatterFast = half;
        fastScale = 0.4 * half;
        middleScale = 0.2 * half;
        Arrays.fill(recent, slow);
    }

    /** Takes the next value without its season, and how rough its time of the season is, and updates the views. */
    void accept(double y, double roughness) {
        n++;
        double w = weight();
        int best = error[2] < error[1] ? 2 : 1;
        best = error[best] < error[0] ? best : 0;
        forecast = best == 0 ? slow : best == 1 ? fast : last;
        forecastScale = floor(error[best]) * TO_DEVIATION * roughness;
        double e = y - forecast;
        levelBefore = slow;
        scatterBefore = scatter() * roughness;
        fastDeviation = floor(fastScale) * TO_DEVIATION;
        middleDeviation = floor(middleScale) * TO_DEVIATION;
        roughnessBefore = scatterFast;
        usualRoughness = floor(error[best]);
        ratioScale = Math.max(0.05, scatterScale);
        views[0] = scaled(e, forecastScale);
        views[1] = scaled(y - slow, scatterBefore);

        double escape = bounded ? ESCAPE * unclipped : Double.MAX_VALUE;
        double limit = CLIP * floor(error[0]) * Math.max(1, roughness) + escape;
        double within = clip(y - slow, limit);
        double near = slow + within;
        double fastStep = clip(y - fast, limit);
        scatterFast += SCATTER_FAST * (Math.min(Math.abs(e) / roughness, CLIP * usualRoughness + escape) - scatterFast);
        double ratio = Math.log((scatterFast + 1e-3 * usualRoughness) / (usualRoughness * 1.001));
        views[4] = scaled(ratio, ratioScale);
        scatterScale += w * (Math.min(Math.abs(ratio), CLIP * scatterScale) - scatterScale);

        error[1] += w * (Math.min(Math.abs(y - fast), CLIP * floor(error[1]) + escape) - error[1]);
        error[2] += w * (Math.min(Math.abs(y - last), CLIP * floor(error[2]) + escape) - error[2]);
        error[0] += w * (Math.abs(within) - error[0]);
        unclipped += w * (Math.abs(y - slow) - unclipped);
        fast += FAST * fastStep;
        middle += middleWeight * (near - middle);
        double fastOff = fast - slow;
        double middleOff = middle - slow;
        views[2] = scaled(fastOff, fastDeviation);
        views[3] = scaled(middleOff, middleDeviation);
        fastScale += w * (Math.min(Math.abs(fastOff), CLIP * floor(fastScale) + escape) - fastScale);
        middleScale += w * (Math.min(Math.abs(middleOff), CLIP * floor(middleScale) + escape) - middleScale);
        slow += w * within;
        last = y;
        recent[at] = y;
        at = (at + 1) % RECENT;
    }

    private static double clip(double value, double limit) {
        return Math.max(-limit, Math.min(limit, value));
    }

    /** Takes the last points as the new normal: after a shift that stays. */
    void settle() {
        double[] sorted = recent.clone();
        Arrays.sort(sorted);
        double centre = (sorted[RECENT / 2 - 1] + sorted[RECENT / 2]) / 2;
        double spread = 0;
        for (double r : recent) {
            spread += Math.abs(r - centre) / RECENT;
        }
        slow = centre;
        middle = centre;
        fast = centre;
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.max(error[i], Math.min(spread, 1e3 * floor(error[i])));
        }
        scatterFast = error[0];
    }

    void transfer(State state) {
        n = state.real(n);
        slow = state.real(slow);
        middle = state.real(middle);
        fast = state.real(fast);
        last = state.real(last);
        state.reals(error);
        unclipped = state.real(unclipped);
        scatterFast = state.real(scatterFast);
        scatterScale = state.real(scatterScale);
        fastScale = state.real(fastScale);
        middleScale = state.real(middleScale);
        state.reals(recent);
        at = state.count(at);
    }
}
