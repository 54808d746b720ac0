package io.dataops.examples.docs.given;

import io.dataops.api.AnomalyScan;
import io.dataops.api.ChangeSet;
import io.dataops.api.DataOps;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Impact;
import io.dataops.api.Measurements;
import io.dataops.api.Outcome;
import io.dataops.api.TestSuite;
import io.dataops.api.TimeSeries;
import io.dataops.api.WatchReport;
import io.dataops.graph.DependencyGraph;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;

/** What the examples of all modules take as given. */
public abstract class Given {
    protected DataOps ops;
    protected DependencyGraph graph;
    protected ChangeSet changes;
    protected Impact impact;
    protected TestSuite suite;
    protected DeploymentRules rules;
    protected DeploymentPlan plan;
    protected TimeSeries series;
    protected Measurements measurements;
    protected AnomalyScan scan;
    protected Outcome outcome;
    protected WatchReport watch;
    protected Connection connection;
    protected Path folder;
    protected Path file;
    protected PrintStream log;
    protected Instant start;
    protected Instant end;
    protected Instant now;
    protected Instant time;
}
