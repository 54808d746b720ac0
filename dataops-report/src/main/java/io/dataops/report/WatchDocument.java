package io.dataops.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataops.api.AffectedAsset;
import io.dataops.api.Anomaly;
import io.dataops.api.MetricVerdict;
import io.dataops.api.SeriesReport;
import io.dataops.api.WatchReport;
import java.util.function.UnaryOperator;

/** The watch report as a tree, with the values of series where they were given. */
final class WatchDocument {
    private final ReportBuilder parts;
    private final UnaryOperator<String> names;

    WatchDocument(ReportBuilder parts, UnaryOperator<String> names) {
        this.parts = parts;
        this.names = names;
    }

    ObjectNode tree(WatchReport watch) {
        ObjectNode node = Json.object();
        ArrayNode series = node.putArray("series");
        for (SeriesReport s : watch.series()) {
            series.add(series(s));
        }
        ObjectNode canary = node.putObject("canary");
        canary.put("decision", watch.canary().decision().name());
        ArrayNode metrics = canary.putArray("metrics");
        for (MetricVerdict m : watch.canary().metrics()) {
            ObjectNode metric = metrics.addObject()
                    .put("metric", names.apply(m.metric()))
                    .put("decision", m.decision().name())
                    .put("test", names.apply(m.test()));
            Json.put(metric, "effect", m.effect());
            Json.put(metric, "lower", m.lower());
            Json.put(metric, "upper", m.upper());
            Json.put(metric, "confidence", m.confidence());
            Json.put(metric, "pValue", m.pValue());
            metric.put("reason", names.apply(m.reason()));
        }
        canary.set("provenance", ReportDocument.provenance(watch.canary().provenance()));
        node.set(
                "suspects",
                Json.texts(watch.suspects().stream()
                        .map(AffectedAsset::asset)
                        .map(names)
                        .toList()));
        return node;
    }

    private ObjectNode series(SeriesReport s) {
        ObjectNode node = Json.object()
                .put("series", names.apply(s.series()))
                .put("asset", names.apply(s.asset()))
                .put("state", s.state().name())
                .put("points", s.points())
                .put("missing", s.missing())
                .put("judged", s.judged());
        ArrayNode anomalies = node.putArray("anomalies");
        for (Anomaly a : s.anomalies()) {
            ObjectNode anomaly = anomalies.addObject().put("time", a.time().toEpochMilli());
            Json.put(anomaly, "value", a.value());
            Json.put(anomaly, "expected", a.expected());
            Json.put(anomaly, "lower", a.lower());
            Json.put(anomaly, "upper", a.upper());
            Json.put(anomaly, "pValue", a.pValue());
            anomaly.put("reason", names.apply(a.reason()));
        }
        parts.series().stream()
                .filter(c -> c.series().name().equals(s.series()))
                .findFirst()
                .ifPresent(c -> node.set("values", values(c)));
        node.set("provenance", ReportDocument.provenance(s.provenance()));
        return node;
    }

    private static ObjectNode values(SeriesChart chart) {
        ObjectNode node = Json.object();
        ArrayNode times = node.putArray("times");
        for (int i = 0; i < chart.series().size(); i++) {
            times.add(chart.series().time(i).toEpochMilli());
        }
        node.set("values", Json.numbers(chart.series().values()));
        if (chart.expected().length > 0) {
            node.set("expected", Json.numbers(chart.expected()));
            node.set("lower", Json.numbers(chart.lower()));
            node.set("upper", Json.numbers(chart.upper()));
        }
        ArrayNode changePoints = node.putArray("changePoints");
        chart.changePoints().forEach(t -> changePoints.add(t.toEpochMilli()));
        return node;
    }
}
