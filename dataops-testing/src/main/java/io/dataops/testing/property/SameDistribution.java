package io.dataops.testing.property;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether two samples of a column come from one distribution. Values with an order take the two-sample Kolmogorov-Smirnov test, whose
 * asymptotic critical value errs on the safe side where values are tied; those without (texts, booleans, identifiers, bytes)
 * take Pearson's test of homogeneity, over the values that are expected at least five times in both samples and one class for all
 * others (Cochran's rule), with the critical value of chi squared by Wilson and Hilferty (1931), good to 1 % from one degree of
 * freedom on. Fewer than 20 values in a sample decide nothing.
 */
final class SameDistribution {
    private static final int LEAST = 20;
    private static final double EXPECTED = 5;

    private SameDistribution() {}

    /** What speaks against it; empty if nothing does at this probability of a false alarm. */
    static String difference(List<@Nullable Object> before, List<@Nullable Object> after, double significance) {
        List<Object> first = present(before);
        List<Object> second = present(after);
        if (Math.min(first.size(), second.size()) < LEAST) {
            return "";
        }
        return first.stream().allMatch(SameDistribution::isOrdered)
                        && second.stream().allMatch(SameDistribution::isOrdered)
                ? ordered(first, second, significance)
                : unordered(first, second, significance);
    }

    private static List<Object> present(List<@Nullable Object> column) {
        List<Object> out = new ArrayList<>();
        for (Object value : column) {
            if (value != null) {
                out.add(value);
            }
        }
        return out;
    }

    private static boolean isOrdered(Object value) {
        return value instanceof Number
                || value instanceof LocalDate
                || value instanceof LocalDateTime
                || value instanceof LocalTime
                || value instanceof OffsetTime
                || value instanceof OffsetDateTime;
    }

    private static double number(Object value) {
        return value instanceof BigDecimal d
                ? d.doubleValue()
                : value instanceof Number n ? n.doubleValue() + 0.0 : (double) Axis.at(value);
    }

    private static String ordered(List<Object> before, List<Object> after, double significance) {
        double[] a =
                before.stream().mapToDouble(SameDistribution::number).sorted().toArray();
        double[] b =
                after.stream().mapToDouble(SameDistribution::number).sorted().toArray();
        double critical = Math.sqrt(-Math.log(significance / 2) / 2)
                * Math.sqrt((a.length + b.length) / ((double) a.length * b.length));
        double distance = distance(a, b);
        return distance <= critical ? "" : "moved by " + distance + " (Kolmogorov-Smirnov), more than " + critical;
    }

    /** The largest difference of two empirical distribution functions; both arrays ascend, with what is not a number at the end. */
    private static double distance(double[] a, double[] b) {
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double x = Double.compare(a[i], b[j]) < 0 ? a[i] : b[j];
            while (i < a.length && Double.compare(a[i], x) <= 0) {
                i++;
            }
            while (j < b.length && Double.compare(b[j], x) <= 0) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }

    private static String unordered(List<Object> before, List<Object> after, double significance) {
        Map<Object, double[]> counts = new HashMap<>();
        before.forEach(v -> counts.computeIfAbsent(v, k -> new double[2])[0]++);
        after.forEach(v -> counts.computeIfAbsent(v, k -> new double[2])[1]++);
        double all = before.size() + after.size();
        double least = Math.min(before.size(), after.size()) / all;
        List<double[]> classes = new ArrayList<>();
        double[] others = new double[2];
        for (double[] count : counts.values()) {
            if ((count[0] + count[1]) * least >= EXPECTED) {
                classes.add(count);
            } else {
                others[0] += count[0];
                others[1] += count[1];
            }
        }
        if ((others[0] + others[1]) * least >= EXPECTED) {
            classes.add(others);
        }
        double statistic = 0;
        double[] sizes = new double[2];
        classes.forEach(c -> {
            sizes[0] += c[0];
            sizes[1] += c[1];
        });
        for (double[] count : classes) {
            for (int s = 0; s < 2; s++) {
                double expected = (count[0] + count[1]) * sizes[s] / (sizes[0] + sizes[1]);
                statistic += (count[s] - expected) * (count[s] - expected) / expected;
            }
        }
        int degrees = classes.size() - 1;
        if (degrees < 1) {
            return "";
        }
        double critical = chiSquared(degrees, significance);
        return statistic <= critical ? "" : "moved by " + statistic + " (chi squared), more than " + critical;
    }

    /** The value that chi squared exceeds with a probability. */
    static double chiSquared(int degrees, double probability) {
        double variance = 2.0 / (9.0 * degrees);
        double root = 1 - variance + Normal.quantile(1 - probability) * Math.sqrt(variance);
        return degrees * Math.pow(Math.max(0, root), 3);
    }
}
