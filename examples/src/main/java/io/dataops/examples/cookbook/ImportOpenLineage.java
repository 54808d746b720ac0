package io.dataops.examples.cookbook;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.openlineage.OpenLineage;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Our jobs already emit OpenLineage events: who reads the table that I am about to change? */
public final class ImportOpenLineage {
    private ImportOpenLineage() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    private static String event(String run, String job, String input, String output) {
        return """
                {"eventType":"COMPLETE","eventTime":"2026-03-01T10:00:00Z","producer":"https://example.org",\
                "run":{"runId":"%s"},"job":{"namespace":"spark","name":"%s"},\
                "inputs":[{"namespace":"lake","name":"%s"}],"outputs":[{"namespace":"lake","name":"%s"}]}
                """.formatted(run, job, input, output);
    }

    static void run(PrintStream out) {
        String lines = event("d46e465b-d358-4d32-83d4-df660ff614dd", "load", "raw_orders", "orders")
                + event("e46e465b-d358-4d32-83d4-df660ff614de", "report", "orders", "revenue");
        OpenLineage events =
                OpenLineage.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "events.ndjson");
        DependencyGraph graph = events.graph();
        out.println(graph);
        graph.assets().forEach(a -> out.println("  " + a.kind() + " " + a.id()));
        out.println(
                graph.impactOf(ChangeSet.of(Change.logicChanged("raw_orders"))).explain());
        out.println(events.report().explain());
    }
}
