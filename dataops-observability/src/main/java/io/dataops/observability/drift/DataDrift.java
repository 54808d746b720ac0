package io.dataops.observability.drift;

import io.dataops.api.Provenance;
import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.EnergyDistance;
import io.dataops.observability.statistics.FisherExact;
import io.dataops.observability.statistics.Multiplicity;
import io.dataops.observability.statistics.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the columns of two sets of data by their profiles.
 *
 * <p>A numeric column is tested by Kolmogorov and Smirnov on the samples, a column of categories by chi-squared on the counts;
 * both, and Fisher's test of the share of missing values, share the column's error by Bonferroni. Over the columns the
 * false-discovery rate is kept (Benjamini and Hochberg, 1995). Effects are reported beside: with enough rows a drift of no
 * consequence is significant too.
 *
 * <p>Defaults: level 0.05. Immutable, deterministic. A column that has another type now is compared by its missing values
 * alone and named in the reason.
 *
 * <pre>{@code
 * DriftReport report = DataDrift.between(
 *                 List.of(NumericProfile.of("amount", "may", values)), List.of(NumericProfile.of("amount", "june", more)))
 *         .level(0.01)
 *         .test();
 * }</pre>
 */
public final class DataDrift {
    private static final int JOINT_ROWS = 1_000;

    private final Map<String, ColumnProfile> reference;
    private final Map<String, ColumnProfile> current;
    private final double level;

    private DataDrift(Map<String, ColumnProfile> reference, Map<String, ColumnProfile> current, double level) {
        this.reference = reference;
        this.current = current;
        this.level = level;
    }

    /**
     * Takes both sides.
     *
     * @param reference one profile a column of the data that is known to be right
     * @param current one profile a column of the data to be judged
     * @return the comparison
     */
    public static DataDrift between(List<? extends ColumnProfile> reference, List<? extends ColumnProfile> current) {
        return new DataDrift(byName(reference), byName(current), 0.05);
    }

    private static Map<String, ColumnProfile> byName(List<? extends ColumnProfile> profiles) {
        Map<String, ColumnProfile> byName = new LinkedHashMap<>();
        for (ColumnProfile profile : profiles) {
            if (byName.put(profile.column(), profile) != null) {
                throw new IllegalArgumentException(
                        "column (" + profile.column() + ") is there twice. Maybe merge its profiles.");
            }
        }
        return byName;
    }

    /**
     * Returns this comparison with another false-discovery rate.
     *
     * @param newLevel the rate, between 0 and 1
     * @return the comparison
     */
    public DataDrift level(double newLevel) {
        if (!(newLevel > 0 && newLevel < 1)) {
            throw new IllegalArgumentException("level (" + newLevel + ") must be between 0 and 1, both excluded.");
        }
        return new DataDrift(reference, current, newLevel);
    }

    /**
     * Tests every column that both sides have.
     *
     * @return the report
     */
    public DriftReport test() {
        List<String> both =
                reference.keySet().stream().filter(current::containsKey).toList();
        List<Compared> found = new ArrayList<>();
        for (String column : both) {
            found.add(compare(profile(reference, column), profile(current, column)));
        }
        double[] adjusted = Multiplicity.benjaminiHochberg(
                found.stream().mapToDouble(Compared::pValue).toArray());
        List<ColumnDrift> columns = new ArrayList<>();
        for (int i = 0; i < both.size(); i++) {
            columns.add(drift(both.get(i), found.get(i), adjusted[i]));
        }
        return new DriftReport(
                columns,
                reference.keySet().stream().filter(c -> !current.containsKey(c)).toList(),
                current.keySet().stream().filter(c -> !reference.containsKey(c)).toList(),
                level,
                Provenance.of("tests by column, false-discovery rate " + level));
    }

    private static ColumnProfile profile(Map<String, ColumnProfile> profiles, String column) {
        ColumnProfile profile = profiles.get(column);
        if (profile == null) {
            throw new IllegalArgumentException("column (" + column + ") is not on both sides.");
        }
        return profile;
    }

    private static Compared compare(ColumnProfile before, ColumnProfile now) {
        double missing = FisherExact.test(
                        now.missing(), now.rows(), before.missing(), before.rows(), Alternative.TWO_SIDED)
                .pValue();
        Compared values = Compared.nothing();
        if (before instanceof NumericProfile a && now instanceof NumericProfile b) {
            values = NumericComparison.of(a.values(), b.values());
        } else if (before instanceof CategoryProfile a && now instanceof CategoryProfile b) {
            values = CategoryComparison.of(a.counts(), b.counts());
        }
        double p = before.rows() == 0 || now.rows() == 0
                ? Double.NaN
                : Double.isNaN(values.pValue()) ? missing : Math.min(1, 2 * Math.min(missing, values.pValue()));
        return new Compared(
                p,
                values.distance(),
                values.shift(),
                values.stability(),
                values.stabilityPValue(),
                values.appeared(),
                values.vanished());
    }

    private ColumnDrift drift(String column, Compared found, double adjusted) {
        ColumnProfile before = profile(reference, column);
        ColumnProfile now = profile(current, column);
        double missingBefore = share(before);
        double missingNow = share(now);
        boolean drifted = adjusted <= level;
        StringBuilder reason = new StringBuilder();
        if (Double.isNaN(found.pValue())) {
            reason.append("one side has no rows");
        } else if (before.getClass() != now.getClass()) {
            reason.append("has another type now");
        } else {
            reason.append(String.format(Locale.ROOT, "distance %.3f, adjusted p %.2g", found.distance(), adjusted));
        }
        if (missingNow != missingBefore) {
            reason.append(String.format(
                    Locale.ROOT, ", missing %.2f %% after %.2f %%", 100 * missingNow, 100 * missingBefore));
        }
        if (!found.appeared().isEmpty()) {
            reason.append(", new: ").append(String.join(", ", found.appeared()));
        }
        if (!found.vanished().isEmpty()) {
            reason.append(", gone: ").append(String.join(", ", found.vanished()));
        }
        return new ColumnDrift(
                column,
                drifted,
                found.pValue(),
                adjusted,
                found.distance(),
                found.shift(),
                found.stability(),
                found.stabilityPValue(),
                missingBefore,
                missingNow,
                found.appeared(),
                found.vanished(),
                reason.toString());
    }

    private static double share(ColumnProfile profile) {
        return profile.rows() == 0 ? 0 : (double) profile.missing() / profile.rows();
    }

    /**
     * Tests all numeric columns together, which also finds what changes only between them, such as a correlation.
     *
     * <p>Columns are ranked against the reference, so that units do not matter; at most 1,000 complete rows a side are used.
     * Profiles draw the same rows for every column, so that rows can be put together from them.
     *
     * @param permutations how many random permutations the p-value rests on, at least 1
     * @param seed the seed of the permutations
     * @return the energy distance and its p-value; p-value 1 with fewer than two complete rows on a side
     */
    public TestResult joint(int permutations, long seed) {
        List<NumericProfile> before = new ArrayList<>();
        List<NumericProfile> now = new ArrayList<>();
        for (String column : reference.keySet()) {
            if (reference.get(column) instanceof NumericProfile a && current.get(column) instanceof NumericProfile b) {
                before.add(a);
                now.add(b);
            }
        }
        double[][] a = rows(before, before);
        double[][] b = rows(now, before);
        return a.length < 2 || b.length < 2
                ? new TestResult("energy distance, too few complete rows", 0, 1)
                : EnergyDistance.test(a, b, permutations, seed);
    }

    private static double[][] rows(List<NumericProfile> columns, List<NumericProfile> reference) {
        Map<Long, double[]> rows = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            double[] sorted = reference.get(c).sample();
            Arrays.sort(sorted);
            long[] hashes = columns.get(c).hashes();
            double[] values = columns.get(c).values();
            for (int i = 0; i < hashes.length; i++) {
                double[] row = rows.get(hashes[i]);
                if (row == null && c == 0) {
                    row = new double[columns.size()];
                    Arrays.fill(row, Double.NaN);
                    rows.put(hashes[i], row);
                }
                if (row != null) {
                    row[c] = rank(sorted, values[i]);
                }
            }
        }
        return rows.values().stream()
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .limit(JOINT_ROWS)
                .toArray(double[][]::new);
    }

    private static double rank(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        return sorted.length == 0 ? 0 : (double) (at < 0 ? -at - 1 : at) / sorted.length;
    }
}
