/**
 * What a series is made of: which seasons it has.
 *
 * <p>Entry type: {@link io.dataops.observability.decomposition.Periods}.
 *
 * <pre>{@code
 * int[] periods = Periods.of(values);                       // in points; empty if nothing repeats
 * }</pre>
 */
package io.dataops.observability.decomposition;
