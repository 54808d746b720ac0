package io.dataops.examples.docs.given;

import io.dataops.graph.schema.SchemaSet;
import java.util.List;

/** Schemas and what came before them. */
public abstract class GraphSchemaGiven extends Given {
    protected SchemaSet before;
    protected String money;
    protected String order;
    protected String invoice;
    protected String newSchema;
    protected List<String> history;
}
