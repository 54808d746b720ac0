import org.jspecify.annotations.NullMarked;

/** The tour: the whole loop on a real dbt project, in one command. */
@NullMarked
module io.dataops.examples {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.csv;
    requires info.picocli;
    requires io.dataops.api;
    requires io.dataops.graph;
    requires io.dataops.observability;
    requires io.dataops.report;
    requires io.dataops.scheduling;
    requires io.dataops.testing;
    requires static org.jspecify;

    exports io.dataops.examples.cookbook;
    exports io.dataops.examples.tour;

    opens io.dataops.examples.tour to
            info.picocli;
}
