package io.dataops.report;

import io.dataops.api.Change;

/**
 * Which changes break what reads by name or type: something is gone, renamed or of another type. Whether anything does read it is for the
 * impact to say.
 */
final class Breaking {
    private Breaking() {}

    static boolean is(Change change) {
        return change instanceof Change.AssetRemoved
                || change instanceof Change.ColumnDropped
                || change instanceof Change.ColumnRenamed
                || change instanceof Change.ColumnRetyped;
    }
}
