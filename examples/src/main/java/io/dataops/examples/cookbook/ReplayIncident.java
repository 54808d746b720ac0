package io.dataops.examples.cookbook;

import io.dataops.api.Anomaly;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import io.dataops.observability.anomaly.Detectors;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Would our alerts have caught last month's incident, how soon, and how often would they have cried wolf? */
public final class ReplayIncident {
    private ReplayIncident() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Instant start = Instant.parse("2026-02-02T00:00:00Z");
        Instant incident = Instant.parse("2026-02-26T03:00:00Z");
        TimeSeries recorded = recorded(start, incident);
        for (int perWeek : new int[] {1, 7}) {
            SeriesReport report = Detectors.seasonal(Duration.ofDays(1))
                    .maxFalseAlarms(perWeek, Duration.ofDays(7))
                    .scan(recorded);
            long before = report.anomalies().stream()
                    .filter(a -> a.time().isBefore(incident))
                    .count();
            Anomaly first = report.anomalies().stream()
                    .filter(a -> !a.time().isBefore(incident))
                    .findFirst()
                    .orElseThrow();
            out.printf(
                    "at %d false alarms a week: %d before the incident, caught after %s%n",
                    perWeek, before, Duration.between(incident, first.time()));
            out.println("  " + first.reason());
        }
    }

    /** Rows that arrive every quarter of an hour; from the incident on a tenth of them is lost, a little more each hour. */
    private static TimeSeries recorded(Instant start, Instant incident) {
        SplittableRandom noise = new SplittableRandom(7);
        TimeSeries.Builder rows = TimeSeries.builder("rows");
        for (int i = 0; i < 28 * 96; i++) {
            Instant time = start.plus(Duration.ofMinutes(15L * i));
            double value = 5_000 + 2_000 * Math.sin(i * Math.PI / 48) + 120 * noise.nextGaussian();
            double lost = Math.max(0, Duration.between(incident, time).toMinutes() / 60.0);
            rows.add(time, time.isBefore(incident) ? value : value * (0.9 - 0.01 * Math.min(40, lost)));
        }
        return rows.build();
    }
}
