package io.dataops.scheduling.deployment;

import io.dataops.api.ScheduledDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a minute of a deployment costs the business, as a function of time in steps.
 *
 * <pre>{@code
 * ImpactCurve curve = ImpactCurve.flat(0).from(opening, 12.5).from(closing, 0.5);
 * ImpactCurve.flat(-1);   // IllegalArgumentException: cost a minute (-1.0) must be finite and not negative.
 * }</pre>
 *
 * @param before the cost a minute before the first step
 * @param steps from when on a minute costs how much
 */
public record ImpactCurve(double before, Map<Instant, Double> steps) {

    /** Copies the steps; refuses costs that are negative or not finite. */
    public ImpactCurve {
        check(before);
        steps.values().forEach(ImpactCurve::check);
        steps = Collections.unmodifiableMap(new TreeMap<>(steps));
    }

    private static void check(double cost) {
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw new IllegalArgumentException("cost a minute (" + cost + ") must be finite and not negative.");
        }
    }

    /**
     * Returns a curve that never changes.
     *
     * @param costPerMinute the cost, 0 or more
     * @return the curve
     */
    public static ImpactCurve flat(double costPerMinute) {
        return new ImpactCurve(costPerMinute, Map.of());
    }

    /**
     * Returns this curve with another step.
     *
     * @param instant from when on
     * @param costPerMinute the cost from then on, 0 or more
     * @return the curve
     */
    public ImpactCurve from(Instant instant, double costPerMinute) {
        Map<Instant, Double> more = new TreeMap<>(steps);
        more.put(instant, costPerMinute);
        return new ImpactCurve(before, more);
    }

    /**
     * Returns the cost a minute at an instant.
     *
     * @param instant the instant
     * @return 0 or more
     */
    public double at(Instant instant) {
        Map.Entry<Instant, Double> step = new TreeMap<>(steps).floorEntry(instant);
        return step == null ? before : step.getValue();
    }

    /**
     * Returns what a deployment costs.
     *
     * @param d the deployment
     * @return the cost a minute over its minutes
     */
    public double costOf(ScheduledDeployment d) {
        double cost = 0;
        Instant from = d.start();
        for (Instant step : steps.keySet()) {
            if (step.isAfter(from) && step.isBefore(d.end())) {
                cost += at(from) * minutes(from, step);
                from = step;
            }
        }
        return cost + at(from) * minutes(from, d.end());
    }

    private static double minutes(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        return length.getSeconds() / 60.0 + length.getNano() / 60e9;
    }
}
