package io.dataops.observability.micrometer;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import java.util.HashMap;
import java.util.Map;

/**
 * What a meter shows at a time.
 *
 * @param gauges what is watched as it is, by what is added to the name
 * @param count how much was counted; NaN if nothing is
 * @param sum of what was counted; 0 if it counts only
 * @param summed whether it has a sum
 */
record Readings(Map<String, Double> gauges, double count, double sum, boolean summed) {

    static Readings of(Meter meter) {
        Map<String, Double> gauges = new HashMap<>();
        double count = Double.NaN;
        double sum = Double.NaN;
        for (Measurement measurement : meter.measure()) {
            double value = measurement.getValue();
            switch (measurement.getStatistic()) {
                case COUNT -> count = value;
                case TOTAL, TOTAL_TIME -> sum = value;
                case VALUE, UNKNOWN -> gauge(gauges, "", value);
                case MAX -> gauge(gauges, ".max", value);
                case ACTIVE_TASKS -> gauge(gauges, ".active", value);
                case DURATION -> gauge(gauges, ".duration", value);
            }
        }
        if (Double.isNaN(count)) {
            return new Readings(gauges, sum, 0, false);
        }
        return Double.isNaN(sum) ? new Readings(gauges, count, 0, false) : new Readings(gauges, count, sum, true);
    }

    /** A meter of a user's own may show the same statistic several times. */
    private static void gauge(Map<String, Double> gauges, String part, double value) {
        String called = part;
        for (int i = 2; gauges.containsKey(called); i++) {
            called = part + "." + i;
        }
        gauges.put(called, value);
    }

    boolean isTotal() {
        return !Double.isNaN(count);
    }

    /** Adds what was counted in a stretch; only a counter that is nothing else goes by its own name. */
    void counted(Map<String, Double> parts, double counted, double mean) {
        parts.put(summed || !gauges.isEmpty() ? ".count" : "", counted);
        if (summed && !Double.isNaN(mean)) {
            parts.put(".mean", mean);
        }
    }
}
