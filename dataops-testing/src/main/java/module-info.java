import org.jspecify.annotations.NullMarked;

/** Covering arrays, property generation, mutation of pipelines, test selection. */
@NullMarked
module io.dataops.testing {
    requires transitive io.dataops.api;
    requires static com.fasterxml.jackson.core;
    requires static com.fasterxml.jackson.databind;
    requires static com.fasterxml.jackson.dataformat.csv;
    requires static com.samskivert.jmustache;
    requires static net.jqwik.api;
    requires static transitive java.sql;
    requires static java.xml;
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static transitive org.junit.jupiter.params;
    requires static net.sf.jsqlparser;
    requires static org.junit.platform.commons;
    requires static org.junit.platform.engine;
    requires static org.junit.platform.launcher;
    requires static org.snakeyaml.engine;

    exports io.dataops.testing.combinatorial;
    exports io.dataops.testing.jqwik;
    exports io.dataops.testing.junit;
    exports io.dataops.testing.mutation;
    exports io.dataops.testing.pit;
    exports io.dataops.testing.property;
    exports io.dataops.testing.selection;

    provides io.dataops.api.TestSelector with
            io.dataops.testing.selection.TestSelection;
}
