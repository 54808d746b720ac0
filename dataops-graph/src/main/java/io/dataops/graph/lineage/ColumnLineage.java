package io.dataops.graph.lineage;

import io.dataops.api.Explained;
import io.dataops.graph.GraphBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which columns are used for which, whatever it was read from. Immutable; each use is there once.
 *
 * <pre>{@code
 * ColumnLineage lineage = SqlLineage.builder().build().of("create table t as select a + b as c from s").lineage();
 * lineage.sourcesOf(new ColumnRef("t", "c"));   // [s.a, s.b]
 * new ColumnRef("t", "");                       // IllegalArgumentException: table (t) and column () must not be blank …
 * }</pre>
 *
 * @param edges the uses, in the order in which they were found
 */
public record ColumnLineage(List<LineageEdge> edges) implements Explained {

    /** Copies the edges and drops repetitions. */
    public ColumnLineage {
        edges = List.copyOf(new LinkedHashSet<>(edges));
    }

    /**
     * Returns the uses of both.
     *
     * @param other more uses
     * @return all of them, these first
     */
    public ColumnLineage and(ColumnLineage other) {
        List<LineageEdge> all = new ArrayList<>(edges);
        all.addAll(other.edges);
        return new ColumnLineage(all);
    }

    /**
     * Returns the columns whose values go into a column, in one step.
     *
     * @param column the column that is written
     * @return the direct sources
     */
    public Set<ColumnRef> sourcesOf(ColumnRef column) {
        return edges.stream()
                .filter(e -> e.kind().isDirect() && writes(e, column))
                .map(LineageEdge::from)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Returns the columns from which the values of a column come in the end, over any number of steps. O(E).
     *
     * @param column the column that is written
     * @return those of its direct sources, and of theirs, that nothing writes; empty if nothing writes the column
     */
    public Set<ColumnRef> originsOf(ColumnRef column) {
        Map<ColumnRef, List<ColumnRef>> before = new LinkedHashMap<>();
        for (LineageEdge e : edges) {
            if (e.kind().isDirect()) {
                before.computeIfAbsent(new ColumnRef(e.toTable(), e.toColumn().orElseThrow()), k -> new ArrayList<>())
                        .add(e.from());
            }
        }
        Set<ColumnRef> seen = new LinkedHashSet<>(Set.of(column));
        Set<ColumnRef> origins = new LinkedHashSet<>();
        ArrayDeque<ColumnRef> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            ColumnRef at = open.remove();
            List<ColumnRef> sources = before.getOrDefault(at, List.of());
            if (sources.isEmpty() && !at.equals(column)) {
                origins.add(at);
            }
            sources.stream().filter(seen::add).forEach(open::add);
        }
        return origins;
    }

    /**
     * Adds the columns and their uses to a graph that is being built. A use that concerns all rows becomes an edge to the table.
     * Uses of tables that were not added are left out, and so are those of a column by itself.
     *
     * @param builder the graph; has the tables under the names that are used here
     * @param propagation probability that a change of a column affects what uses it, 0 to 1
     */
    public void addTo(GraphBuilder builder, double propagation) {
        for (LineageEdge e : edges) {
            String from = e.from().table();
            if (builder.contains(from) && builder.contains(e.toTable())) {
                builder.column(from, e.from().column());
                e.toColumn().ifPresent(column -> builder.column(e.toTable(), column));
                String to =
                        e.toTable() + e.toColumn().map(column -> "." + column).orElse("");
                boolean itself = from.equals(e.toTable()) && e.toColumn().isEmpty();
                if (!itself) {
                    builder.edge(e.from().toString(), to, propagation);
                }
            }
        }
    }

    private static boolean writes(LineageEdge edge, ColumnRef column) {
        return edge.toTable().equals(column.table())
                && edge.toColumn().filter(column.column()::equals).isPresent();
    }

    /**
     * Returns the uses of a column.
     *
     * @param column the column that is read
     * @return its edges
     */
    public List<LineageEdge> usesOf(ColumnRef column) {
        return edges.stream().filter(e -> e.from().equals(column)).toList();
    }

    @Override
    public String explain() {
        return edges.isEmpty()
                ? "no columns are used"
                : edges.stream().map(LineageEdge::toString).collect(Collectors.joining("\n"));
    }
}
