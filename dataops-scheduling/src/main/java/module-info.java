import org.jspecify.annotations.NullMarked;

/** Deployment scheduling with windows, strategies and certificates. */
@NullMarked
module io.dataops.scheduling {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
}
