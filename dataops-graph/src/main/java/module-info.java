import org.jspecify.annotations.NullMarked;

/** Layered dependency graph, importers, impact with probability, difference. */
@NullMarked
module io.dataops.graph {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
    requires static com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires static com.fasterxml.jackson.databind;
    requires com.google.common;
    requires static com.google.protobuf;
    requires static net.sf.jsqlparser;
    requires static openlineage.java;
    requires static org.snakeyaml.engine;
    requires static transitive java.sql;
    requires transitive org.jgrapht.core;
    requires static org.jgrapht.io;

    exports io.dataops.graph;
    exports io.dataops.graph.airflow;
    exports io.dataops.graph.assertions;
    exports io.dataops.graph.catalog;
    exports io.dataops.graph.dbt;
    exports io.dataops.graph.difference;
    exports io.dataops.graph.history;
    exports io.dataops.graph.jdbc;
    exports io.dataops.graph.jgrapht;
    exports io.dataops.graph.lineage;
    exports io.dataops.graph.openlineage;
    exports io.dataops.graph.openlineage.client;
    exports io.dataops.graph.order;
    exports io.dataops.graph.repositories;
    exports io.dataops.graph.schema;
    exports io.dataops.graph.schema.protobuf;
    exports io.dataops.graph.selection;
    exports io.dataops.graph.sql;
    exports io.dataops.graph.structure;
    exports io.dataops.graph.terraform;
    exports io.dataops.graph.verdict;
}
