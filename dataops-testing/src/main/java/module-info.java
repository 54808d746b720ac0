import org.jspecify.annotations.NullMarked;

/** Covering arrays, property generation, test selection. */
@NullMarked
module io.dataops.testing {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;

    exports io.dataops.testing.combinatorial;
}
