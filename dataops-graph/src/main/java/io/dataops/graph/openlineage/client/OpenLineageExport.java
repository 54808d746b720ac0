package io.dataops.graph.openlineage.client;

import io.dataops.api.Explained;
import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.openlineage.client.OpenLineage.BaseEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph as OpenLineage events. Immutable.
 *
 * <p>Assets of the kind {@code "job"} are jobs, each with one completed run; all others are datasets, with their columns as a
 * schema facet, the dependencies of their columns as a column lineage facet, and their aliases as symlinks. A dataset that no
 * job writes has an event of its own. Where one dataset reads another and neither a job nor a column says how, a job with the
 * name of the reader stands between them. Whatever events cannot say is told by {@link #lost()}, which reads them back. The
 * same graph and time give the same text.
 *
 * <pre>{@code
 * OpenLineageExport export = OpenLineageExport.of(graph, Instant.parse("2026-03-01T10:00:00Z"));
 * Files.writeString(Path.of("events.ndjson"), export.ndjson());
 * OpenLineageExport.of(DependencyGraph.builder().build(), Instant.EPOCH);   // IllegalArgumentException: graph (0 assets) …
 * }</pre>
 */
public final class OpenLineageExport implements Explained {
    private final DependencyGraph graph;
    private final List<BaseEvent> events;

    private OpenLineageExport(DependencyGraph graph, List<BaseEvent> events) {
        this.graph = graph;
        this.events = List.copyOf(events);
    }

    /**
     * Writes a graph as events. O(V + E).
     *
     * @param graph the graph, with at least one asset
     * @param time when the events are said to have happened
     * @return the events
     */
    public static OpenLineageExport of(DependencyGraph graph, Instant time) {
        if (graph.assets().isEmpty()) {
            throw new IllegalArgumentException("graph (0 assets) has nothing to write. Maybe add an asset.");
        }
        return new OpenLineageExport(graph, new EventWriter(graph, time).events());
    }

    /**
     * Returns the events, for the client's transports.
     *
     * @return run events of jobs, then events of the datasets that no job writes
     */
    public List<BaseEvent> events() {
        return events;
    }

    /**
     * Returns the events as text.
     *
     * @return JSON, one event to a line
     */
    public String ndjson() {
        return events.stream().map(event -> EventText.of(event) + "\n").collect(Collectors.joining());
    }

    /**
     * Reads the events back and says where that gives another graph. O(V + E).
     *
     * @return one line for each asset and dependency that is missing, added or different; empty if the graph is the same
     */
    public List<String> lost() {
        DependencyGraph again = io.dataops.graph.openlineage.OpenLineage.read(
                        new ByteArrayInputStream(ndjson().getBytes(StandardCharsets.UTF_8)), "export")
                .graph();
        List<String> all = new ArrayList<>();
        Map<String, String> before = facts(graph);
        Map<String, String> after = facts(again);
        before.forEach((name, fact) -> {
            String now = after.get(name);
            if (now == null) {
                all.add(name + " is missing");
            } else if (!now.equals(fact)) {
                all.add(name + " is " + now + " instead of " + fact);
            }
        });
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(name -> all.add(name + " is added"));
        return all;
    }

    private static Map<String, String> facts(DependencyGraph graph) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Asset asset : graph.assets()) {
            all.put(
                    asset.id(),
                    asset.layer() + " " + asset.kind() + " " + sorted(asset.aliases())
                            + asset.owner().map(o -> " of " + o).orElse("")
                            + (graph.resolved().contains(asset.id()) ? " resolved" : "")
                            + (graph.selfReferences().contains(asset.id()) ? " reading itself" : ""));
        }
        for (Dependency d : graph.dependencies()) {
            all.put(d.from() + " -> " + d.to(), d.propagation() + " of strength " + d.strength());
        }
        return all;
    }

    private static Set<String> sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String explain() {
        List<String> lost = lost();
        return events.size() + " events; "
                + (lost.isEmpty() ? "reading them gives the same graph" : "lost:\n" + String.join("\n", lost));
    }
}
