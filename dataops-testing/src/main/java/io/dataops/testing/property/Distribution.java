package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the values of a column occur. Without one, small and far values and boundaries all occur in a few rows, which
 * finds more faults; with one, data looks like that of a running system.
 *
 * <pre>{@code
 * Datasets.of(shop)
 *         .distribution("orders", "amount", Distribution.normal(50, 20))
 *         .distribution("orders", "state", Distribution.weighted(Map.of("paid", 90, "returned", 10)))
 *         .distribution("orders", "customer_id", Distribution.zipf(1.1));   // few customers with most of the orders
 * Distribution.zipf(0);   // IllegalArgumentException: exponent (0.0) must be between 0.01 and 10.
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Distribution {
    private final String text;
    private final Shape shape;

    private Distribution(String text, Shape shape) {
        this.text = text;
        this.shape = shape;
    }

    /** A distribution fitted to a type. */
    @FunctionalInterface
    private interface Shape {
        Quantiles fit(ColumnType type);
    }

    /**
     * Every value of the type equally often.
     *
     * @return the distribution
     */
    public static Distribution uniform() {
        return new Distribution("uniform", Quantiles::uniform);
    }

    /**
     * Numbers around a mean, cut off at the bounds of the type (a truncated normal distribution), rounded to what the type
     * has.
     *
     * @param mean the mean before it is cut off, finite
     * @param deviation the standard deviation, more than 0 and finite
     * @return the distribution; for whole numbers, decimals and floating-point numbers
     */
    public static Distribution normal(double mean, double deviation) {
        if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "mean (" + mean + ") must be finite and deviation (" + deviation + ") more than 0.");
        }
        return new Distribution(
                "normal(" + mean + ", " + deviation + ")", type -> Quantiles.normal(type, mean, deviation));
    }

    /**
     * The k-th simplest value in proportion to k to the power of -exponent: few values make up most of the rows. For a
     * reference, the first rows of the parent have most of the children.
     *
     * @param exponent 0.01 to 10; 1 is Zipf's law
     * @return the distribution
     */
    public static Distribution zipf(double exponent) {
        if (!(exponent >= 0.01 && exponent <= 10)) {
            throw new IllegalArgumentException("exponent (" + exponent + ") must be between 0.01 and 10.");
        }
        return new Distribution("zipf(" + exponent + ")", type -> new Zipf(type.cardinality(), exponent).over(type));
    }

    /**
     * Given values in proportion to their weights.
     *
     * @param weights weight by value, at least one; each more than 0 and finite
     * @return the distribution; for columns whose type accepts the values
     */
    public static Distribution weighted(Map<?, ? extends Number> weights) {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("weights must name at least one value.");
        }
        Map<String, Object> values = new TreeMap<>();
        Map<String, Double> shares = new TreeMap<>();
        weights.forEach((value, weight) -> {
            double w = weight.doubleValue();
            if (!(w > 0) || !Double.isFinite(w)) {
                throw new IllegalArgumentException("weight (" + weight + ") of " + value + " must be more than 0.");
            }
            values.put(String.valueOf(value), value);
            shares.put(String.valueOf(value), w);
        });
        List<Object> order = new ArrayList<>(values.values());
        double[] cumulated = new double[order.size()];
        double sum = 0;
        int i = 0;
        for (double w : shares.values()) {
            sum += w;
            cumulated[i++] = sum;
        }
        return new Distribution("weighted" + shares, type -> Quantiles.weighted(type, order, cumulated));
    }

    /** The values of a type by their quantile. */
    Quantiles over(ColumnType type) {
        return shape.fit(type);
    }

    @Override
    public String toString() {
        return text;
    }
}
