package io.dataops.examples.cookbook;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.StreamingDetector;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Can we watch a thousand hourly metrics and be woken once a week for nothing, not once an hour? */
public final class WatchThousandMetrics {
    private WatchThousandMetrics() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        int metrics = 1_000;
        List<StreamingDetector> detectors = new ArrayList<>();
        for (int m = 0; m < metrics; m++) {
            detectors.add(Detectors.seasonal(Duration.ofDays(1))
                    .maxFalseAlarms(1.0 / metrics, Duration.ofDays(7))
                    .start("metric " + m));
        }
        SplittableRandom noise = new SplittableRandom(42);
        Instant start = Instant.parse("2026-01-05T00:00:00Z");
        int falseAlarms = 0;
        List<Anomaly> real = new ArrayList<>();
        for (int hour = 0; hour < 8 * 7 * 24; hour++) {
            Instant now = start.plus(Duration.ofHours(hour));
            for (int m = 0; m < metrics; m++) {
                double value = 100 + 30 * Math.sin(hour * Math.PI / 12 + m) + 5 * noise.nextGaussian();
                boolean broken = m == 123 && hour >= 1_100;
                Anomaly alarm = detectors
                        .get(m)
                        .accept(now, broken ? value / 3 : value)
                        .anomaly()
                        .orElse(null);
                if (alarm != null && m == 123) {
                    real.add(alarm);
                } else if (alarm != null) {
                    falseAlarms++;
                }
            }
        }
        out.println("false alarms of 1,000 metrics in eight weeks: " + falseAlarms);
        real.forEach(a -> out.println(a.time() + " " + a.reason()));
    }
}
