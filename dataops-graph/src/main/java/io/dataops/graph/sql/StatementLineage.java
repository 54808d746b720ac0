package io.dataops.graph.sql;

import io.dataops.api.Explained;
import io.dataops.graph.lineage.ColumnLineage;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one statement reads and writes, down to columns.
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
