import org.jspecify.annotations.NullMarked;

/** Anomaly detection and canary verdicts that say why. */
@NullMarked
module io.dataops.observability {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.inference;

    exports io.dataops.observability.anomaly;
    exports io.dataops.observability.canary;

    provides io.dataops.api.CanaryJudge with
            io.dataops.observability.canary.StatisticalCanaryJudge;
}
