import org.jspecify.annotations.NullMarked;

/** Deployment scheduling with windows, strategies and certificates. */
@NullMarked
module io.dataops.scheduling {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
    requires static com.cronutils;
    requires static com.fasterxml.jackson.core;
    requires static jakarta.xml.bind;
    requires static net.sf.biweekly;
    requires org.optaplanner.core.impl;
    requires org.slf4j;

    exports io.dataops.scheduling.calendar;
    exports io.dataops.scheduling.deployment;
    exports io.dataops.scheduling.project;

    provides io.dataops.api.DeploymentPlanner with
            io.dataops.scheduling.deployment.DefaultDeploymentPlanner;

    opens io.dataops.scheduling.project to
            org.optaplanner.core.impl;
}
