import org.jspecify.annotations.NullMarked;

/** Anomaly detection and canary verdicts that say why. */
@NullMarked
module io.dataops.observability {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
}
