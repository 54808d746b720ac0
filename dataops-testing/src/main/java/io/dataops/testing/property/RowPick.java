package io.dataops.testing.property;

/** Which row of a parent a row refers to. */
@FunctionalInterface
interface RowPick {
    long of(long row);
}
