package io.dataops.observability.drift;

import java.util.List;

/**
 * What is known of the drift of one column.
 *
 * <pre>{@code
 * for (ColumnDrift column : DataDrift.between(List.of(NumericProfile.of("amount", "may", values)),
 *         List.of(NumericProfile.of("amount", "june", more))).test().drifted()) {
 *     System.out.println(column.column() + ": " + column.reason());
 * }
 * }</pre>
 *
 * @param column the column
 * @param drifted whether it is a finding at the report's false-discovery rate
 * @param pValue probability of a difference at least as large without any drift; NaN where nothing could be compared
 * @param adjusted the p-value corrected for the number of columns
 * @param distance the Kolmogorov-Smirnov distance of a numeric column, the total-variation distance of categories, 0 to 1
 * @param shift the Wasserstein distance of a numeric column in units of the reference's interquartile range; NaN for
 *     categories or without scatter
 * @param stability the population stability index over ten bins or all categories
 * @param stabilityPValue probability of an index at least as large without any drift, for these sample sizes
 * @param missingBefore share of missing values in the reference
 * @param missingNow share of missing values now
 * @param appeared categories that the reference does not have, at most 20
 * @param vanished categories of the reference that are gone, at most 20
 * @param reason one sentence
 */
public record ColumnDrift(
        String column,
        boolean drifted,
        double pValue,
        double adjusted,
        double distance,
        double shift,
        double stability,
        double stabilityPValue,
        double missingBefore,
        double missingNow,
        List<String> appeared,
        List<String> vanished,
        String reason) {

    /** Copies the lists. */
    public ColumnDrift {
        appeared = List.copyOf(appeared);
        vanished = List.copyOf(vanished);
    }
}
