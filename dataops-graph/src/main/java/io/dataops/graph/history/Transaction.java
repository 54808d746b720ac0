package io.dataops.graph.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Assets that changed in one go, for example in one commit.
 *
 * <pre>{@code
 * Transaction commit = new Transaction(Instant.parse("2026-03-01T10:00:00Z"), Set.of("stg_orders", "fct_revenue"));
 * CoChange.over(graph).observe(commit);
 * }</pre>
 *
 * @param time when
 * @param assets what changed, sorted
 */
public record Transaction(Instant time, Set<String> assets) {

    /** Copies the assets. */
    public Transaction {
        assets = Collections.unmodifiableSet(new TreeSet<>(assets));
    }
}
