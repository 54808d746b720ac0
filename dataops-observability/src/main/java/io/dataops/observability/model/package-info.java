/**
 * Whether a model still predicts what happens, and for everybody alike.
 *
 * <p>Entry type: {@link io.dataops.observability.model.ModelMonitor}.
 *
 * <pre>{@code
 * ModelMonitor monitor = ModelMonitor.of(scores, outcomes);
 * CalibrationReport calibration = monitor.calibration(10);   // Brier, log loss, reliability by bin with intervals
 * GroupReport groups = monitor.byGroup(region, 0.5, 0.05);   // selection, true and false positive rates by group
 * groups.unequal();                                          // what differs from the others, after Holm's correction
 * }</pre>
 */
package io.dataops.observability.model;
