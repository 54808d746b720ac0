package io.dataops.testing.mutation;

import io.dataops.testing.property.Dataset;
import java.util.Map;

/**
 * A pipeline, perhaps mutated, that a test can ask for results.
 *
 * <pre>{@code
 * PipelineTest.of("no row is lost", run ->
 *         assertThat(run.result("cleaned", Map.of("orders", orders)).size()).isEqualTo(orders.size()));
 * }</pre>
 */
public interface PipelineRun {
    /**
     * Computes a step from given relations.
     *
     * @param step the name of the step
     * @param given relations by name: sources, or steps that are then not computed; a source that is not given is empty, and
     *     a column that is not given is null
     * @return what the step gives
     * @throws PipelineException if a step cannot be computed
     */
    Relation result(String step, Map<String, Relation> given);

    /**
     * Computes a step from a dataset of the sources.
     *
     * @param step the name of the step
     * @param sources the rows of all sources
     * @return what the step gives
     * @throws PipelineException if a step cannot be computed
     */
    Relation result(String step, Dataset sources);
}
