/**
 * Watches the meters of a Micrometer registry. Needs io.micrometer:micrometer-core, which is optional.
 *
 * <p>Entry type: {@link io.dataops.observability.micrometer.MeterWatch}.
 *
 * <pre>{@code
 * MeterWatch watch = MeterWatch.of(registry, ManySeries.of(Detectors.streaming(), 0.1))
 *         .only(id -> id.getName().startsWith("orders"));
 * for (Anomaly anomaly : watch.sample(now)) {   // once a minute, say, by a schedule of yours
 *     System.err.println(anomaly.reason());
 * }
 * }</pre>
 */
@NullMarked
package io.dataops.observability.micrometer;

import org.jspecify.annotations.NullMarked;
