package io.dataops.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.Impact;
import io.dataops.api.Outcome;
import io.dataops.api.PlannedTest;
import io.dataops.api.Provenance;
import io.dataops.api.TestCase;
import io.dataops.api.TestPlan;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The report as a tree, which the JSON is and which the page draws from. */
final class ReportDocument {
    static final int VERSION = 1;

    private final ReportBuilder parts;
    private final UnaryOperator<String> names;

    /**
     * Prepares a tree.
     *
     * @param names how names are written: as they are for programs, made harmless for pages
     */
    ReportDocument(ReportBuilder parts, UnaryOperator<String> names) {
        this.parts = parts;
        this.names = names;
    }

    ObjectNode tree() {
        ObjectNode root = Json.object();
        root.put("version", VERSION);
        root.put("title", names.apply(parts.title()));
        parts.outcome().ifPresent(outcome -> outcome(root, outcome));
        parts.watch().ifPresent(watch -> root.set("watch", new WatchDocument(parts, names).tree(watch)));
        return root;
    }

    private void outcome(ObjectNode root, Outcome outcome) {
        ArrayNode changes = root.putArray("changes");
        for (Change change : outcome.changes().changes()) {
            changes.addObject()
                    .put("asset", names.apply(change.asset()))
                    .put("kind", kind(change))
                    .put("description", names.apply(change.describe()))
                    .put("breaking", Breaking.is(change));
        }
        root.set("impact", impact(outcome.impact()));
        root.set("tests", tests(outcome.tests()));
        root.set("plan", new PlanDocument(parts.rules(), outcome, names).tree());
    }

    static String kind(Change change) {
        return change.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "_$1")
                .toUpperCase(Locale.ROOT);
    }

    private ObjectNode impact(Impact impact) {
        ObjectNode node = Json.object();
        assets(node.putArray("assets"), impact.affected());
        assets(node.putArray("columns"), impact.columns());
        node.set("notInGraph", shown(List.copyOf(impact.notInGraph())));
        node.put("truncated", impact.truncated());
        node.set("provenance", provenance(impact.provenance()));
        return node;
    }

    private void assets(ArrayNode array, List<AffectedAsset> assets) {
        for (AffectedAsset a : assets) {
            ObjectNode node = array.addObject()
                    .put("asset", names.apply(a.asset()))
                    .put("layer", a.layer().name())
                    .put("changed", a.isChanged())
                    .put("probability", a.likelihood().value())
                    .put("lower", a.likelihood().lower())
                    .put("upper", a.likelihood().upper())
                    .put("basis", a.likelihood().basis().name());
            node.set("path", shown(a.path()));
            node.set("upstream", shown(List.copyOf(a.upstream())));
        }
    }

    private ObjectNode tests(TestPlan tests) {
        ObjectNode node = Json.object();
        ArrayNode selected = node.putArray("selected");
        for (PlannedTest t : tests.selected()) {
            selected.addObject()
                    .put("id", names.apply(t.test().id()))
                    .put("seconds", t.test().duration().toMillis() / 1000.0)
                    .put("gain", t.gain())
                    .put("reason", names.apply(t.reason()));
        }
        node.set("leftOut", shown(tests.leftOut().stream().map(TestCase::id).toList()));
        node.set("unguarded", shown(tests.unguarded()));
        node.put("limitSeconds", tests.limit().toMillis() / 1000.0);
        node.put("value", tests.value());
        Json.put(node, "upperBound", tests.upperBound());
        node.set("provenance", provenance(tests.provenance()));
        return node;
    }

    private ArrayNode shown(List<String> texts) {
        return Json.texts(texts.stream().map(names).toList());
    }

    static ObjectNode provenance(Provenance p) {
        ObjectNode node = Json.object()
                .put("algorithm", p.algorithm())
                .put("seed", p.seed())
                .put("steps", p.steps());
        p.elapsed().ifPresent(e -> node.put("elapsedMillis", e.toMillis()));
        return node;
    }
}
