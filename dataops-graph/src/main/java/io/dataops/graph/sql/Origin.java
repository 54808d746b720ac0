package io.dataops.graph.sql;

import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageKind;

/** A column that a value comes from, or that decides about it, and how. */
record Origin(ColumnRef column, LineageKind kind) {

    Origin usedAs(LineageKind use) {
        LineageKind both = use.after(kind);
        return both == kind ? this : new Origin(column, both);
    }
}
