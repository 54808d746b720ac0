package io.dataops.examples.docs.given;

import io.dataops.graph.DependencyGraph;
import io.dataops.graph.catalog.CatalogEntry;
import io.dataops.graph.history.ChangeHistory;
import io.dataops.graph.history.ReleasedChange;
import io.dataops.graph.history.Transaction;
import java.util.List;
import java.util.stream.Stream;

/** What the examples of the graph module take as given. */
public abstract class GraphGiven extends Given {
    protected DependencyGraph before;
    protected DependencyGraph after;
    protected DependencyGraph desired;
    protected DependencyGraph actual;
    protected DependencyGraph shop;
    protected DependencyGraph finance;
    protected List<CatalogEntry> entries;
    protected ChangeHistory history;
    protected List<ReleasedChange> released;
    protected Transaction next;
    protected Stream<String> lines;
}
