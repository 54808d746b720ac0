package io.dataops.examples.docs.given;

import io.dataops.graph.dbt.DbtManifest;

/** Two manifests of one project. */
public abstract class GraphDbtGiven extends Given {
    protected DbtManifest before;
    protected DbtManifest after;
}
