package io.dataops.testing.mutation;

import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Table;
import java.util.List;

/** Datasets for tests. */
final class Workspaces {
    private Workspaces() {}

    static Dataset empty(RelationalSchema schema) {
        return Dataset.of(
                schema,
                schema.tables().stream().map(t -> Table.of(t, List.of())).toList());
    }
}
