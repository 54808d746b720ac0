/**
 * From what is measured to regular series: readers, counters with resets, resampling by elapsed time or by calendar days, and
 * a store in memory that keeps within its bounds.
 *
 * <p>Entry types: {@link io.dataops.observability.series.MetricStore}, {@link io.dataops.observability.series.PrometheusText},
 * {@link io.dataops.observability.series.SeriesCsv}, {@link io.dataops.observability.series.SeriesJson},
 * {@link io.dataops.observability.series.Counters} and {@link io.dataops.observability.series.Resampling}.
 *
 * <pre>{@code
 * TimeSeries perSecond = Counters.rates(requests, Duration.ofMinutes(10));
 * TimeSeries hourly = Resampling.every(Duration.ofHours(1)).resample(perSecond, Rollup::mean);
 * TimeSeries daily = Resampling.days(ZoneId.of("Europe/Paris")).resample(hourly, Rollup::max);
 *
 * MetricStore store = MetricStore.create().memory(16 << 20);
 * store.add(perSecond);
 * double slow = store.hours("requests").get(0).quantile(0.99);   // within 1 %
 * }</pre>
 */
package io.dataops.observability.series;
