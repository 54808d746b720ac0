/**
 * What a series will do, and when it reaches a limit.
 *
 * <p>Entry types: {@link io.dataops.observability.forecast.Forecasts} and
 * {@link io.dataops.observability.forecast.CapacityForecast}.
 *
 * <pre>{@code
 * Forecast forecast = Forecasts.automatic().seasons(24, 168).horizon(48).of(values);
 * forecast.points();                                        // with lower() and upper() beside
 * forecast.explain();                                       // which methods, how heavy, tried from how many past points
 *
 * CapacityForecast full = CapacityForecast.of(diskUsed, 900, Forecasts.automatic().horizon(90));
 * full.date();                                              // and earliest(), latest()
 * }</pre>
 */
package io.dataops.observability.forecast;
