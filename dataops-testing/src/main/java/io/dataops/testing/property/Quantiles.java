package io.dataops.testing.property;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/** The values of a column in the order of their quantiles. */
@FunctionalInterface
interface Quantiles {
    /**
     * Returns a value.
     *
     * @param u its quantile, 0 or more and below 1
     */
    Object at(double u);

    /** A unit number from a hash: 0 or more and below 1. */
    static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }

    /** Whether larger quantiles mean larger values, so that columns can be correlated. */
    static boolean isOrdered(ColumnType type) {
        return !(type instanceof ColumnType.Text);
    }

    static Quantiles uniform(ColumnType type) {
        if (type instanceof ColumnType.Float64 t) {
            return u -> Math.min(t.max(), t.min() * (1 - u) + t.max() * u);
        }
        if (Axis.isShared(type, type)) {
            long min = Axis.min(type);
            double width = (double) Axis.max(type) - min + 1;
            long max = Axis.max(type);
            return u -> Axis.value(
                    type,
                    width < ColumnType.MANY
                            ? Math.min(max, min + (long) (u * width))
                            : BigDecimal.valueOf(u)
                                    .multiply(new BigDecimal(width))
                                    .add(BigDecimal.valueOf(min))
                                    .min(BigDecimal.valueOf(max))
                                    .setScale(0, RoundingMode.FLOOR)
                                    .longValue());
        }
        long all = type.cardinality();
        return u -> type.valueAt(Math.min(all - 1, (long) (u * all)));
    }

    static Quantiles normal(ColumnType type, double mean, double deviation) {
        double low;
        double high;
        if (type instanceof ColumnType.Int64 t) {
            low = t.min();
            high = t.max();
        } else if (type instanceof ColumnType.Decimal t) {
            low = t.min().doubleValue();
            high = t.max().doubleValue();
        } else if (type instanceof ColumnType.Float64 t) {
            low = t.min();
            high = t.max();
        } else {
            throw new IllegalArgumentException("values of " + type + " are no numbers, as normal(...) needs.");
        }
        double from = Normal.below((low - mean) / deviation);
        double to = Normal.below((high - mean) / deviation);
        if (!(to - from > 1e-12)) {
            throw new IllegalArgumentException("normal(" + mean + ", " + deviation + ") has next to nothing between "
                    + low + " and " + high + ". Maybe move the mean.");
        }
        return u -> {
            double p = from + (to - from) * (u + 0x1.0p-54);
            double x = Math.max(low, Math.min(high, mean + deviation * Normal.quantile(p)));
            if (type instanceof ColumnType.Float64) {
                return x;
            } else if (type instanceof ColumnType.Decimal t) {
                return new BigDecimal(x)
                        .setScale(t.scale(), RoundingMode.HALF_EVEN)
                        .max(t.min())
                        .min(t.max());
            }
            return Math.round(x);
        };
    }

    static Quantiles weighted(ColumnType type, List<Object> values, double[] cumulated) {
        for (Object value : values) {
            if (!type.accepts(value)) {
                throw new IllegalArgumentException("value (" + value + ") of a weighted distribution is not " + type
                        + ". Maybe give it as " + type.valueAt(0).getClass().getSimpleName() + ".");
            }
        }
        double all = cumulated[cumulated.length - 1];
        return u -> {
            int at = Arrays.binarySearch(cumulated, u * all);
            return values.get(Math.min(values.size() - 1, at >= 0 ? at + 1 : -at - 1));
        };
    }
}
