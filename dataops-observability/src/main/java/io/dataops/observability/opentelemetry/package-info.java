/**
 * Watches what an OpenTelemetry SDK exports. Needs io.opentelemetry:opentelemetry-sdk-metrics, which is optional.
 *
 * <p>Entry type: {@link io.dataops.observability.opentelemetry.MetricWatch}.
 *
 * <pre>{@code
 * MetricWatch watch = MetricWatch.of(
 *         ManySeries.of(Detectors.streaming(), 0.1), anomaly -> System.err.println(anomaly.reason()));
 * SdkMeterProvider.builder().registerMetricReader(PeriodicMetricReader.create(watch)).build();
 * }</pre>
 */
@NullMarked
package io.dataops.observability.opentelemetry;

import org.jspecify.annotations.NullMarked;
