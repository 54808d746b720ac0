package io.dataops.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Breaking changes as findings of static analysis (OASIS, 2020, Static analysis results interchange format 2.1.0). */
final class SarifLog {
    private static final int NAMED = 10;

    private SarifLog() {}

    static String write(ReportBuilder parts) {
        ObjectNode log = Json.object();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "dataops");
        ArrayNode results = Json.array();
        Set<String> kinds = new TreeSet<>();
        parts.outcome().ifPresent(outcome -> {
            for (Change change : outcome.changes().changes()) {
                if (Breaking.is(change)) {
                    kinds.add(ReportDocument.kind(change));
                    results.add(result(change, outcome.impact()));
                }
            }
        });
        ArrayNode rules = driver.putArray("rules");
        for (String kind : kinds) {
            rules.addObject()
                    .put("id", kind)
                    .putObject("shortDescription")
                    .put("text", kind.toLowerCase(Locale.ROOT).replace('_', ' ') + " that others may read");
        }
        run.set("results", results);
        return Json.pretty(log);
    }

    private static ObjectNode result(Change change, Impact impact) {
        List<String> hit = readers(change, impact);
        ObjectNode result =
                Json.object().put("ruleId", ReportDocument.kind(change)).put("level", hit.isEmpty() ? "note" : "error");
        String named = String.join(", ", hit.subList(0, Math.min(NAMED, hit.size())));
        String more = hit.size() > NAMED ? " and " + (hit.size() - NAMED) + " more" : "";
        result.putObject("message")
                .put(
                        "text",
                        change.describe()
                                + (hit.isEmpty() ? "; nothing is known to read it" : "; affects " + named + more));
        result.putArray("locations")
                .addObject()
                .putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", change.asset())
                .put("kind", "resource");
        result.putObject("partialFingerprints").put("change/v1", change.describe());
        return result;
    }

    /** The affected assets whose most probable path starts at the changed asset or one of its columns. */
    private static List<String> readers(Change change, Impact impact) {
        List<String> hit = new ArrayList<>();
        for (AffectedAsset a : impact.affected()) {
            String from = a.path().get(0);
            boolean here = from.equals(change.asset())
                    || from.startsWith(change.asset() + ".")
                    || from.endsWith("." + change.asset());
            if (here && !a.isChanged()) {
                hit.add(String.format(
                        Locale.ROOT,
                        "%s (%.0f %%)",
                        a.asset(),
                        100 * a.likelihood().value()));
            }
        }
        return hit;
    }
}
