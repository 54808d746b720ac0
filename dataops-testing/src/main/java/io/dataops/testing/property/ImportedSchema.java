package io.dataops.testing.property;

import java.util.List;

/**
 * What a file with SQL definitions says.
 *
 * @param schema its tables
 * @param notes what the file says and is not taken over, one line each; a generated dataset may violate it
 */
public record SqlSchema(RelationalSchema schema, List<String> notes) {
    /** Copies the notes. */
    public SqlSchema {
        notes = List.copyOf(notes);
    }
}
