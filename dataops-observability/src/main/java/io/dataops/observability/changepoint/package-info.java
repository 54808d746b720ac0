/**
 * Where a series changed: exactly for a whole series, and point by point while it comes.
 *
 * <p>Entry types: {@link io.dataops.observability.changepoint.ChangePoints} and
 * {@link io.dataops.observability.changepoint.OnlineChanges}.
 *
 * <pre>{@code
 * ChangeReport report = ChangePoints.in(values);            // of level or slope
 * report.indices();                                         // where segments start
 * report.explain();
 *
 * OnlineChanges online = OnlineChanges.every(100_000);      // one false alarm in 100,000 points
 * online.accept(12.5).ifPresent(c -> System.err.println(c.explain()));
 * }</pre>
 */
package io.dataops.observability.changepoint;
