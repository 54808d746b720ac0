package io.dataops.observability.anomaly;

import io.dataops.api.Anomaly;
import io.dataops.api.Provenance;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/** What became of the points of a series that a detector went through. */
final class Tally {
    private final List<Anomaly> anomalies = new ArrayList<>();
    private int points;
    private int missing;
    private int judged;

    /** Shows a detector all points of a series. */
    static SeriesReport scan(StreamingDetector detector, TimeSeries series, Provenance provenance) {
        Tally tally = new Tally();
        for (int i = 0; i < series.size(); i++) {
            tally.add(detector.accept(series.time(i), series.value(i)));
        }
        return tally.report(series.name(), series.asset(), provenance);
    }

    void add(Judgement judgement) {
        points++;
        judgement.anomaly().ifPresent(anomalies::add);
        switch (judgement.state()) {
            case LEFT_OUT -> missing++;
            case NORMAL, ANOMALOUS -> judged++;
            case WARMING_UP -> {}
        }
    }

    SeriesReport report(String series, String asset, Provenance provenance) {
        SeriesReport.State state = missing == points
                ? SeriesReport.State.NO_DATA
                : judged == 0 ? SeriesReport.State.WARMING_UP : SeriesReport.State.WATCHING;
        return new SeriesReport(series, asset, state, points, missing, judged, anomalies, provenance);
    }
}
