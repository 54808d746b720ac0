package io.dataops.testing.mutation;

/** A run that can also compute a query of its own, such as the fixture of a test. */
interface QueryingRun extends PipelineRun {
    /**
     * Computes a query that reads nothing.
     *
     * @throws PipelineException if the database refuses it
     */
    Relation rows(String sql);
}
