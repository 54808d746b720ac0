/**
 * Whether the data is still the data: drift of columns, with a false-discovery rate over all of them.
 *
 * <p>Entry type: {@link io.dataops.observability.drift.DataDrift}.
 *
 * <pre>{@code
 * List<ColumnProfile> lastMonth = List.of(
 *         NumericProfile.of("amount", "2026-02", amountsOfFebruary),
 *         CategoryProfile.of("country", "2026-02", countriesOfFebruary));
 * List<ColumnProfile> today = List.of(
 *         NumericProfile.of("amount", "2026-03-01", amounts),
 *         CategoryProfile.of("country", "2026-03-01", countries));
 *
 * DriftReport report = DataDrift.between(lastMonth, today).level(0.05).test();
 * report.drifted();   // columns, with what differs and by how much
 * }</pre>
 */
package io.dataops.observability.drift;
