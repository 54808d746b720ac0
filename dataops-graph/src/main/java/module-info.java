import org.jspecify.annotations.NullMarked;

/** Layered dependency graph, importers, impact with probability, difference. */
@NullMarked
module io.dataops.graph {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
}
