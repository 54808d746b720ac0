package io.dataops.api;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer of the loop after a deployment.
 *
 * <pre>{@code
 * WatchReport watch = ops.observe(outcome, measurements);
 * watch.anomalies();   // of all series
 * watch.canary();      // the verdict
 * watch.suspects();    // affected assets with an anomaly, the most probable first
 * }</pre>
 *
 * @param series what was found in each series, in the order given
 * @param canary the verdict on the canary; no data if there is none
 * @param suspects affected assets with an anomaly in one of their series since their planned deployment, most probable first
 */
public record WatchReport(List<SeriesReport> series, Verdict canary, List<AffectedAsset> suspects)
        implements Explained {

    /** Copies the lists. */
    public WatchReport {
        series = List.copyOf(series);
        suspects = List.copyOf(suspects);
    }

    /**
     * Returns all anomalies.
     *
     * @return the anomalies of every series, by time
     */
    public List<Anomaly> anomalies() {
        return series.stream()
                .flatMap(s -> s.anomalies().stream())
                .sorted(Comparator.comparing(Anomaly::time).thenComparing(Anomaly::series))
                .toList();
    }

    @Override
    public String explain() {
        String scanned = series.stream().map(SeriesReport::explain).collect(Collectors.joining("\n"));
        String blamed = suspects.isEmpty()
                ? "no affected asset has an anomaly"
                : "anomalies on affected assets: "
                        + suspects.stream()
                                .map(a -> a.asset() + " (" + a.likelihood() + ")")
                                .collect(Collectors.joining(", "));
        return scanned + (scanned.isEmpty() ? "" : "\n") + blamed + "\ncanary: " + canary.explain();
    }
}
