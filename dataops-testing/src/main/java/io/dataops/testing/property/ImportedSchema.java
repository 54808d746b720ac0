package io.dataops.testing.property;

import java.util.List;

/**
 * What a file that describes data says: SQL definitions, an Avro or JSON schema, or the properties of a dbt project.
 *
 * <pre>{@code
 * ImportedSchema imported = SqlDefinitions.read(Path.of("shop.sql"));
 * Datasets.of(imported.schema()).generate();
 * imported.notes();   // what of the source is not kept
 * }</pre>
 *
 * @param schema its tables
 * @param notes what the file says and is not taken over, one line each; a generated dataset may violate it
 */
public record ImportedSchema(RelationalSchema schema, List<String> notes) {
    /** Copies the notes. */
    public ImportedSchema {
        notes = List.copyOf(notes);
    }
}
