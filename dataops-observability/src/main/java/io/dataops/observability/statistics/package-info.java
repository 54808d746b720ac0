/**
 * The statistics that verdicts rest on: exact where small, fast where large, with ties.
 *
 * <p>Entry types: {@link io.dataops.observability.statistics.MannWhitney},
 * {@link io.dataops.observability.statistics.ProportionRatio},
 * {@link io.dataops.observability.statistics.ConfidenceSequence} and
 * {@link io.dataops.observability.statistics.GroupSequential}.
 *
 * <pre>{@code
 * TestResult slower = MannWhitney.test(canary, baseline, Alternative.GREATER);
 * ConfidenceInterval shift = MannWhitney.shift(canary, baseline, 0.95);     // Hodges-Lehmann
 *
 * ConfidenceInterval always = ConfidenceSequence.proportion(3, 250, 0.95);  // valid at every look
 *
 * double[] limits = GroupSequential.obrienFleming(5, 0.05).boundaries();    // five looks, one error level
 * }</pre>
 */
package io.dataops.observability.statistics;
