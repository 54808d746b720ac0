package io.dataops.testing.property;

import org.jspecify.annotations.Nullable;

/** The cells of a column by row number. */
@FunctionalInterface
interface CellSource {
    @Nullable
    Object at(long row);
}
