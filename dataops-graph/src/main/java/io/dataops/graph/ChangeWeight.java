package io.dataops.graph;

import io.dataops.api.Change;
import io.dataops.api.Change.AssetAdded;
import io.dataops.api.Change.AssetRemoved;
import io.dataops.api.Change.ColumnAdded;
import io.dataops.api.Change.ColumnDropped;
import io.dataops.api.Change.ColumnRenamed;
import io.dataops.api.Change.ColumnRetyped;
import io.dataops.api.Change.ConfigurationChanged;
import io.dataops.api.Change.LogicChanged;

/**
 * How much of a change leaves the changed asset, as a factor on the propagation of its edges.
 *
 * <p>By argument, not by measurement: what is removed, renamed or computed differently reaches its readers as their edges say;
 * a new asset has no readers that were there before and a new column none that name it, so that only those which take whatever
 * comes are hit; configuration seldom shows downstream.
 */
final class ChangeWeight {
    private static final double SELDOM = 0.1;

    private ChangeWeight() {}

    static double of(Change change) {
        if (change instanceof AssetAdded || change instanceof ColumnAdded || change instanceof ConfigurationChanged) {
            return SELDOM;
        }
        if (change instanceof AssetRemoved
                || change instanceof ColumnDropped
                || change instanceof ColumnRenamed
                || change instanceof ColumnRetyped
                || change instanceof LogicChanged) {
            return 1;
        }
        throw new IllegalStateException("no weight for " + change.getClass());
    }
}
