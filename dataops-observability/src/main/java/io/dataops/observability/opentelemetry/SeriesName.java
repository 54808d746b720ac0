package io.dataops.observability.opentelemetry;

import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.Map;
import java.util.TreeMap;

/** What the series of a point is called. */
final class SeriesName {

    private SeriesName() {}

    static String of(MetricData metric, PointData point) {
        String scope = metric.getInstrumentationScopeInfo().getName();
        StringBuilder name = new StringBuilder(scope.isBlank() ? "" : scope + "/").append(metric.getName());
        if (point.getAttributes().isEmpty()) {
            return name.toString();
        }
        Map<String, String> sorted = new TreeMap<>();
        point.getAttributes()
                .forEach((key, value) -> sorted.put(
                        key.getKey(),
                        String.valueOf(value).replace("\\", "\\\\").replace(",", "\\,")));
        char separator = '{';
        for (Map.Entry<String, String> each : sorted.entrySet()) {
            name.append(separator).append(each.getKey()).append('=').append(each.getValue());
            separator = ',';
        }
        return name.append('}').toString();
    }
}
