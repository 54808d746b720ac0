/**
 * What a series is made of: its seasons, its trend and what is left.
 *
 * <p>Entry types: {@link io.dataops.observability.decomposition.Periods},
 * {@link io.dataops.observability.decomposition.Stl} and
 * {@link io.dataops.observability.decomposition.OnlineDecomposition}.
 *
 * <pre>{@code
 * int[] periods = Periods.of(values);                       // in points; empty if nothing repeats
 * Decomposition parts = Stl.of(24, 168).robust().decompose(values);
 * parts.explain();                                          // trend, strength of each season, deviation left
 *
 * OnlineDecomposition online = OnlineDecomposition.of(24);  // the same point by point, in constant time
 * double left = online.accept(12.5).remainder();
 * }</pre>
 */
package io.dataops.observability.decomposition;
