package io.dataops.graph.sql;

import io.dataops.api.Explained;
import io.dataops.api.Layer;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.lineage.ColumnLineage;
import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageEdge;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What one statement reads and writes, down to columns.
 *
 * <pre>{@code
 * StatementLineage statement = SqlLineage.builder().build().of("stg", "select id, amount / 100 as euros from raw.orders");
 * statement.columns();        // [id, euros]
 * statement.sources();        // [raw.orders]
 * statement.isResolved();     // false if something could not be told: see unresolved()
 * }</pre>
 *
 * @param target the table that it writes; of a query, the name that was given for its result
 * @param sources the tables that it reads
 * @param columns the columns of the result, as far as they are listed
 * @param passesOn tables of which the result has every column, because {@code *} stands for columns that are not known
 * @param lineage which columns are used for which
 * @param unresolved what could not be told; empty for a statement that is understood entirely
 */
public record StatementLineage(
        Optional<String> target,
        Set<String> sources,
        List<String> columns,
        Set<String> passesOn,
        ColumnLineage lineage,
        List<Unresolved> unresolved)
        implements Explained {

    /** Copies the collections. */
    public StatementLineage {
        sources = Collections.unmodifiableSet(new LinkedHashSet<>(sources));
        columns = List.copyOf(columns);
        passesOn = Collections.unmodifiableSet(new LinkedHashSet<>(passesOn));
        unresolved = List.copyOf(unresolved);
    }

    /**
     * Says whether everything could be told.
     *
     * @return true if nothing is unresolved
     */
    public boolean isResolved() {
        return unresolved.isEmpty();
    }

    /**
     * Returns the same with tables under other names.
     *
     * @param name the new name of a table
     * @return a copy
     */
    public StatementLineage renamed(UnaryOperator<String> name) {
        return new StatementLineage(
                target.map(name),
                mapped(sources, name),
                columns,
                mapped(passesOn, name),
                new ColumnLineage(lineage.edges().stream()
                        .map(e -> new LineageEdge(
                                new ColumnRef(
                                        name.apply(e.from().table()), e.from().column()),
                                name.apply(e.toTable()),
                                e.toColumn(),
                                e.kind()))
                        .toList()),
                unresolved);
    }

    private static Set<String> mapped(Set<String> names, UnaryOperator<String> name) {
        return names.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Adds the tables, their columns and their uses to a graph that is being built. Without a target, nothing.
     *
     * @param builder the graph; tables that it does not have are added, sources as data and the target as code
     * @param propagation probability that a change of a column or table affects what uses it, 0 to 1
     */
    public void addTo(GraphBuilder builder, double propagation) {
        if (target.isEmpty()) {
            return;
        }
        String written = target.get();
        for (String source : sources) {
            if (!builder.contains(source)) {
                builder.asset(source, Layer.DATA);
            }
        }
        if (!builder.contains(written)) {
            builder.asset(written, Layer.CODE);
        }
        sources.forEach(source -> builder.edge(source, written, propagation));
        columns.forEach(column -> builder.column(written, column));
        lineage.addTo(builder, propagation);
        if (isResolved()) {
            builder.resolved(written);
        }
    }

    @Override
    public String explain() {
        String rest = unresolved.isEmpty()
                ? ""
                : "\nunresolved: "
                        + unresolved.stream().map(Unresolved::toString).collect(Collectors.joining("\nunresolved: "));
        return target.orElse("nothing is written") + " from " + String.join(", ", sources) + "\n" + lineage.explain()
                + rest;
    }
}
