package io.dataops.examples.tour;

import io.dataops.api.Outcome;
import io.dataops.api.WatchReport;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.ImportReport;
import io.dataops.report.Report;
import java.time.ZoneId;

/** Everything that the tour shows. */
record TourResult(
        String before,
        String after,
        ImportReport report,
        DependencyGraph graph,
        Outcome outcome,
        WatchReport watch,
        ZoneId zone,
        Report page) {}
