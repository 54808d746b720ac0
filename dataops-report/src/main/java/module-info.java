import org.jspecify.annotations.NullMarked;

/** The answers of the loop as one page, and as Markdown, SARIF, JUnit XML and JSON. */
@NullMarked
module io.dataops.report {
    requires transitive io.dataops.api;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.samskivert.jmustache;
    requires java.xml;

    exports io.dataops.report;
}
