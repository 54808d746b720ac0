package io.dataops.examples.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataops.api.Change;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Impact;
import io.dataops.api.TestPlan;
import io.dataops.api.WatchReport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** The tour for a machine: one JSON object, its fields in a fixed order. */
final class TourJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private TourJson() {}

    static void write(TourResult result, PrintWriter out) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("before", result.before()).put("after", result.after());
        root.put("assets", result.graph().assets().size());
        root.put("defects", result.report().defects().size());
        ArrayNode changes = root.putArray("changes");
        for (Change change : result.outcome().changes().changes()) {
            changes.addObject()
                    .put("asset", change.asset())
                    .put("kind", change.getClass().getSimpleName())
                    .put("text", change.describe());
        }
        impact(root.putObject("impact"), result.outcome().impact());
        tests(root.putObject("tests"), result.outcome().tests());
        plan(root.putObject("plan"), result.outcome().plan());
        watch(root.putObject("watch"), result.watch());
        try {
            out.println(MAPPER.writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void impact(ObjectNode node, Impact impact) {
        node.put("truncated", impact.truncated());
        impact.notInGraph().forEach(node.putArray("notInGraph")::add);
        ArrayNode affected = node.putArray("affected");
        impact.affected().forEach(a -> {
            ObjectNode asset = affected.addObject();
            asset.put("asset", a.asset()).put("layer", a.layer().name());
            asset.put("likelihood", a.likelihood().value());
            asset.put("lower", a.likelihood().lower())
                    .put("upper", a.likelihood().upper());
            asset.put("basis", a.likelihood().basis().name());
            a.path().forEach(asset.putArray("path")::add);
        });
    }

    private static void tests(ObjectNode node, TestPlan plan) {
        node.put("value", plan.value()).put("upperBound", plan.upperBound());
        node.put("seconds", plan.total().toSeconds());
        ArrayNode selected = node.putArray("selected");
        plan.selected()
                .forEach(t -> selected.addObject()
                        .put("id", t.test().id())
                        .put("gain", t.gain())
                        .put("reason", t.reason()));
        plan.leftOut().forEach(t -> node.withArray("leftOut").add(t.id()));
        plan.unguarded().forEach(node.putArray("unguarded")::add);
    }

    private static void plan(ObjectNode node, DeploymentPlan plan) {
        node.put("status", plan.status().name());
        ArrayNode objectives = node.putArray("objectives");
        plan.objectives()
                .forEach(o -> objectives
                        .addObject()
                        .put("name", o.name())
                        .put("value", o.value())
                        .put("lowerBound", o.lowerBound()));
        ArrayNode deployments = node.putArray("deployments");
        plan.deployments()
                .forEach(d -> deployments
                        .addObject()
                        .put("asset", d.asset())
                        .put("strategy", d.strategy().name())
                        .put("start", d.start().toString())
                        .put("end", d.end().toString())
                        .put("waitsFor", d.waitsFor()));
        plan.conflict().ifPresent(c -> c.constraints().forEach(node.putArray("conflict")::add));
        node.put("provenance", plan.provenance().toString());
    }

    private static void watch(ObjectNode node, WatchReport watch) {
        ArrayNode anomalies = node.putArray("anomalies");
        watch.anomalies()
                .forEach(a -> anomalies
                        .addObject()
                        .put("series", a.series())
                        .put("time", a.time().toString())
                        .put("value", a.value())
                        .put("expected", a.expected())
                        .put("pValue", a.pValue())
                        .put("reason", a.reason()));
        watch.suspects().forEach(a -> node.withArray("suspects").add(a.asset()));
        ObjectNode canary = node.putObject("canary");
        canary.put("decision", watch.canary().decision().name());
        ArrayNode metrics = canary.putArray("metrics");
        watch.canary()
                .metrics()
                .forEach(m -> metrics.addObject()
                        .put("metric", m.metric())
                        .put("decision", m.decision().name())
                        .put("test", m.test())
                        .put("reason", m.reason()));
    }
}
