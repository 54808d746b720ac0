package io.dataops.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a scan says of one series.
 *
 * <pre>{@code
 * SeriesReport report = scan.scan(series);
 * report.state();       // WARMING_UP as long as little was seen, never 'all fine'
 * report.anomalies();
 * System.out.println(report.explain());
 * }</pre>
 *
 * @param series the series
 * @param asset the asset that it belongs to
 * @param state whether the scan could judge at all
 * @param points how many points it has
 * @param missing how many of them were left out: not a number, infinite, or out of order
 * @param judged how many points were judged; the others came before the scan had learnt enough
 * @param anomalies the points that did not behave, by time
 * @param provenance how the answer was computed
 */
public record SeriesReport(
        String series,
        String asset,
        State state,
        int points,
        int missing,
        int judged,
        List<Anomaly> anomalies,
        Provenance provenance)
        implements Explained {

    /** Whether a scan could judge a series. */
    public enum State {
        /** Enough was learnt; silence means that all is well. */
        WATCHING,
        /** Too few points so far; silence means nothing. */
        WARMING_UP,
        /** Not a single usable point. */
        NO_DATA
    }

    /** Copies the anomalies; refuses counts that do not add up. */
    public SeriesReport {
        anomalies = List.copyOf(anomalies);
        if (missing < 0 || judged < 0 || missing + judged > points) {
            throw new IllegalArgumentException(
                    "missing (" + missing + ") and judged (" + judged + ") must not exceed points (" + points + ").");
        }
    }

    @Override
    public String explain() {
        String head = series + ": " + state.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + judged + " of "
                + points + " points judged, " + missing + " left out";
        return head
                + anomalies.stream()
                        .map(a -> "\n" + a.time() + " " + a.reason())
                        .collect(Collectors.joining());
    }
}
