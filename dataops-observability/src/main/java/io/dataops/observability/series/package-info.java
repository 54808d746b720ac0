/**
 * From what is measured to regular series: counters with resets, resampling by elapsed time or by calendar days.
 *
 * <p>Entry types: {@link io.dataops.observability.series.Counters} and {@link io.dataops.observability.series.Resampling}.
 *
 * <pre>{@code
 * TimeSeries perSecond = Counters.rates(requests, Duration.ofMinutes(10));
 * TimeSeries hourly = Resampling.every(Duration.ofHours(1)).resample(perSecond, Rollup::mean);
 * TimeSeries daily = Resampling.days(ZoneId.of("Europe/Paris")).resample(hourly, Rollup::max);
 * }</pre>
 */
package io.dataops.observability.series;
