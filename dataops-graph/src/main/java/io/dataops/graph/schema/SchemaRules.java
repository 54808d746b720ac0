package io.dataops.graph.schema;

import java.util.List;

/**
 * Decides whether what one schema lets write can be read with another.
 *
 * <p>Implementations are deterministic and safe for use by several threads.
 *
 * <pre>{@code
 * SchemaRules<String> neverShorter = (reader, writer) -> reader.length() >= writer.length()
 *         ? List.of()
 *         : List.of(new Incompatibility("SHORTER", "#", "#", "the schema got shorter", Optional.empty()));
 * Compatibility.by(neverShorter).check(newSchema, history).isCompatible();
 * }</pre>
 *
 * @param <S> how a schema is given
 */
@FunctionalInterface
public interface SchemaRules<S> {

    /**
     * Returns what keeps the reader from reading.
     *
     * @param reader the schema to read with
     * @param writer the schema that was written with
     * @return empty if everything can be read
     */
    List<Incompatibility> incompatibilities(S reader, S writer);
}
