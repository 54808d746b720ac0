package io.dataops.benchmarks.observability;

import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Series as operations have them, made up: six kinds without an anomaly, and seven anomalies to put into them. */
final class Simulation {
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    /** How a series behaves while all is well. */
    enum Kind {
        GAUSSIAN,
        HEAVY_TAILED,
        AUTOCORRELATED,
        SEASONAL,
        INTEGER,
        ZERO_INFLATED
    }

    /** What may happen to it. */
    enum Event {
        SPIKE,
        DIP,
        SHIFT,
        RAMP,
        WILD,
        FLAT,
        NO_SEASON
    }

    private Simulation() {}

    static double[] values(Kind kind, Random random, int n, int pointsPerDay) {
        double[] values = new double[n];
        double state = 0;
        for (int i = 0; i < n; i++) {
            double noise = random.nextGaussian();
            values[i] = switch (kind) {
                case GAUSSIAN -> 100 + 5 * noise;
                case HEAVY_TAILED -> 100 + 5 * noise / Math.sqrt(chiSquared3(random) / 3);
                case AUTOCORRELATED -> 100 + (state = 0.8 * state + 3 * noise);
                case SEASONAL -> 100 + season(i, pointsPerDay) + 5 * noise;
                case INTEGER -> poisson(random, 6);
                case ZERO_INFLATED -> random.nextDouble() < 0.8 ? 0 : 1 + poisson(random, 3);
            };
        }
        return values;
    }

    static double season(int i, int pointsPerDay) {
        double phase = 2 * Math.PI * i / pointsPerDay;
        return 30 * Math.sin(phase) + 10 * Math.sin(2 * phase + 1);
    }

    /** Puts an event of a size in standard deviations into a series. */
    static void inject(double[] values, Event event, int from, int length, double size, int pointsPerDay) {
        double deviation = deviation(values);
        double held = values[from];
        for (int i = from; i < from + length; i++) {
            values[i] = switch (event) {
                case SPIKE -> i < from + 2 ? values[i] + size * deviation : values[i];
                case DIP -> i < from + 2 ? values[i] - size * deviation : values[i];
                case SHIFT -> values[i] + size / 2 * deviation;
                case RAMP -> values[i] + size / 2 * deviation * (i - from) / length;
                case WILD -> 100 + size / 2 * (values[i] - 100);
                case FLAT -> held;
                case NO_SEASON -> values[i] - season(i, pointsPerDay);
            };
        }
    }

    private static double deviation(double[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += Math.abs(values[i] - values[i - 1]);
        }
        return sum / values.length * 0.886;
    }

    static TimeSeries series(String name, double[] values, Duration step) {
        TimeSeries.Builder series = TimeSeries.builder(name);
        for (int i = 0; i < values.length; i++) {
            series.add(START.plus(step.multipliedBy(i)), values[i]);
        }
        return series.build();
    }

    private static double chiSquared3(Random random) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double g = random.nextGaussian();
            sum += g * g;
        }
        return sum;
    }

    private static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
