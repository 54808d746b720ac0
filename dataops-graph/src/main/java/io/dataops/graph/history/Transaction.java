package io.dataops.graph.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Assets that changed in one go, for example in one commit.
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
