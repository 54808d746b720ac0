package io.dataops.graph.openlineage;

import io.dataops.graph.lineage.ColumnLineage;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A job, with what all its runs read and wrote.
 *
 * <pre>{@code
 * for (LineageJob job : OpenLineage.read(List.of(Path.of("events.ndjson"))).jobs()) {
 *     System.out.println(job.id() + ": " + job.inputs() + " -> " + job.outputs());
 * }
 * }</pre>
 *
 * @param id namespace and name, joined by a slash
 * @param inputs identifiers of the datasets that it reads
 * @param outputs identifiers of the datasets that it writes
 * @param lineage what the column facets of its outputs say
 * @param sql the statement that it runs, if an event says so; the last one said
 * @param parent the job that started it, if an event says so
 */
public record LineageJob(
        String id,
        Set<String> inputs,
        Set<String> outputs,
        ColumnLineage lineage,
        Optional<String> sql,
        Optional<String> parent) {

    /** Copies the sets. */
    public LineageJob {
        inputs = Collections.unmodifiableSet(new LinkedHashSet<>(inputs));
        outputs = Collections.unmodifiableSet(new LinkedHashSet<>(outputs));
    }
}
