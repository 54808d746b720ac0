package io.dataops.examples.docs.given;

import io.dataops.api.TimeSeries;
import io.dataops.observability.forecast.Forecast;

/** Series with a limit. */
public abstract class ObservabilityForecastGiven extends ObservabilityGiven {
    protected TimeSeries diskUsed;
    protected Forecast hourly;
    protected Forecast daily;
}
