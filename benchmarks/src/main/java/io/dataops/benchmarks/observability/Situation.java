package io.dataops.benchmarks.observability;

import io.dataops.api.Decision;
import io.dataops.api.MetricComparison;
import java.util.Set;

/** A named canary, and the verdicts that a careful statistician would accept. */
record Situation(String name, MetricComparison metric, Set<Decision> right) {}
