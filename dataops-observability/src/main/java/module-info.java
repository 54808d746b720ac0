import org.jspecify.annotations.NullMarked;

/** Anomaly detection and canary verdicts that say why. */
@NullMarked
module io.dataops.observability {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
    requires commons.math3;
    requires static com.fasterxml.jackson.core;
    requires static com.fasterxml.jackson.dataformat.csv;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.sdk.common;
    requires static io.opentelemetry.sdk.metrics;
    requires static micrometer.core;
    requires static net.jqwik.api;
    requires static transitive org.junit.jupiter.api;
    requires org.apache.commons.numbers.gamma;
    requires org.apache.commons.statistics.distribution;

    exports io.dataops.observability.anomaly;
    exports io.dataops.observability.canary;
    exports io.dataops.observability.changepoint;
    exports io.dataops.observability.decomposition;
    exports io.dataops.observability.drift;
    exports io.dataops.observability.experiment;
    exports io.dataops.observability.forecast;
    exports io.dataops.observability.jqwik;
    exports io.dataops.observability.junit;
    exports io.dataops.observability.micrometer;
    exports io.dataops.observability.model;
    exports io.dataops.observability.opentelemetry;
    exports io.dataops.observability.regression;
    exports io.dataops.observability.series;
    exports io.dataops.observability.statistics;

    provides io.dataops.api.CanaryJudge with
            io.dataops.observability.canary.StatisticalCanaryJudge;
}
