package io.dataops.observability.forecast;

import io.dataops.api.Explained;
import io.dataops.api.Provenance;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a series will do, with an interval for each point.
 *
 * <pre>{@code
 * Forecast forecast = Forecasts.automatic().seasons(24, 168).horizon(48).of(values);
 * forecast.points().get(0);   // with lower() and upper()
 * forecast.weights();         // how heavy each method is
 * }</pre>
 *
 * @param points the forecast, one for each step ahead
 * @param lower lower ends of the intervals; minus infinity where the series is too short to tell
 * @param upper upper ends of the intervals
 * @param level share of the intervals that hold the truth, 0 to 1
 * @param weights the methods that were combined with their weights, the heaviest first
 * @param seasons the seasons that were used, in points
 * @param origins past points from which the methods were tried, all before the end of the series
 * @param provenance how it was computed
 */
public record Forecast(
        List<Double> points,
        List<Double> lower,
        List<Double> upper,
        double level,
        Map<String, Double> weights,
        List<Integer> seasons,
        int origins,
        Provenance provenance)
        implements Explained {

    /** Copies the lists; refuses intervals of another length. */
    public Forecast {
        points = List.copyOf(points);
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        seasons = List.copyOf(seasons);
        if (lower.size() != points.size() || upper.size() != points.size()) {
            throw new IllegalArgumentException("lower (" + lower.size() + ") and upper (" + upper.size()
                    + ") must have one end for each point (" + points.size() + ").");
        }
    }

    /**
     * Returns the points as an array.
     *
     * @return {@code [horizon]}
     */
    public double[] toArray() {
        return points.stream().mapToDouble(p -> p).toArray();
    }

    @Override
    public String explain() {
        int last = points.size() - 1;
        return String.format(
                Locale.ROOT,
                "next %.6g, %d steps ahead %.6g (%.0f %%: %.6g to %.6g); seasons %s; tried from %d past points: %s",
                points.get(0),
                points.size(),
                points.get(last),
                100 * level,
                lower.get(last),
                upper.get(last),
                seasons,
                origins,
                weights.entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
                        .collect(Collectors.joining(", ")));
    }
}
