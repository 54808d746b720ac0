package io.dataops.examples.docs.given;

/** Two descriptors. */
public abstract class GraphSchemaProtobufGiven extends Given {
    protected byte[] now;
    protected byte[] before;
}
