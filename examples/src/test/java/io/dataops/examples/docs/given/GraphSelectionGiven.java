package io.dataops.examples.docs.given;

import io.dataops.graph.dbt.DbtManifest;
import io.dataops.graph.selection.ProjectNodes;

/** Two manifests of one project, and its nodes. */
public abstract class GraphSelectionGiven extends Given {
    protected DbtManifest before;
    protected DbtManifest after;
    protected ProjectNodes project;
}
