package io.dataops.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed, in the order in which it was found; a repeated change counts once.
 *
 * <pre>{@code
 * ChangeSet changes = ChangeSet.of(
 *         Change.columnDropped("stg_orders", "discount"), Change.logicChanged("fct_revenue"));
 * changes.assets();              // [stg_orders, fct_revenue]
 * ChangeSet.none().isEmpty();    // true
 * }</pre>
 *
 * @param changes the changes, without repetition
 */
public record ChangeSet(List<Change> changes) implements Explained {
    private static final ChangeSet EMPTY = new ChangeSet(List.of());

    /** Copies the changes and drops repetitions. */
    public ChangeSet {
        changes = List.copyOf(new LinkedHashSet<>(changes));
    }

    /**
     * Returns the change set of two equal versions.
     *
     * @return the set without changes
     */
    public static ChangeSet none() {
        return EMPTY;
    }

    /**
     * Returns a set of the given changes.
     *
     * @param changes the changes; repetitions are dropped
     * @return the set
     */
    public static ChangeSet of(Change... changes) {
        return new ChangeSet(List.of(changes));
    }

    /**
     * Says whether nothing changed.
     *
     * @return true without changes
     */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * Returns the assets that are changed.
     *
     * @return their names, in the order of the changes
     */
    public Set<String> assets() {
        return changes.stream().map(Change::asset).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String explain() {
        return isEmpty()
                ? "nothing changed"
                : changes.stream().map(Change::describe).collect(Collectors.joining("\n"));
    }
}
