package io.dataops.graph.schema;

import java.util.Optional;

/**
 * One reason why data written with one schema cannot be read with another.
 *
 * <pre>{@code
 * Incompatibility reason = Compatibility.avro().check(newSchema, history).violations().get(0).reason();
 * reason.rule();             // READER_FIELD_MISSING_DEFAULT_VALUE
 * reason.readerLocation();   // with writerLocation()
 * reason.witness();          // a smallest record that the one side accepts and the other rejects
 * }</pre>
 *
 * @param rule the rule that fired, by the name that the field uses: that of Avro's checker, of Buf, of a registry
 * @param readerLocation where in the reader's schema
 * @param writerLocation where in the writer's schema
 * @param message what is different there
 * @param witness a smallest record that the writer's schema accepts and the reader's rejects, as JSON; empty where none was
 *     found or the format has none
 */
public record Incompatibility(
        String rule, String readerLocation, String writerLocation, String message, Optional<String> witness) {

    /**
     * Returns the same with a witness.
     *
     * @param record a record as JSON
     * @return a copy
     */
    public Incompatibility withWitness(String record) {
        return new Incompatibility(rule, readerLocation, writerLocation, message, Optional.of(record));
    }

    @Override
    public String toString() {
        return rule + " at " + readerLocation + ": " + message
                + witness.map(w -> "; cannot read " + w).orElse("");
    }
}
