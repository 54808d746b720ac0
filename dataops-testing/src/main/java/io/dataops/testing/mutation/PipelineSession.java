package io.dataops.testing.mutation;

import io.dataops.testing.property.Dataset;
import java.sql.SQLException;
import java.util.Map;

/**
 * A pipeline on a database of its own, for ordinary tests: give it rows, ask for the result of a step. For the use of one
 * thread; close it.
 *
 * <pre>{@code
 * try (PipelineSession session = PipelineSession.open(shop)) {
 *     assertThat(session.result("spending", Map.of("orders", orders)).size()).isEqualTo(1);
 * }
 * PipelineSession.open(broken);   // PipelineException: step spending cannot be computed: Column "totl" not found ...
 * }</pre>
 */
public final class PipelineSession implements PipelineRun, AutoCloseable {
    private final Workspace workspace;
    private final RecordingRun run;

    private PipelineSession(Pipeline pipeline, Workspace workspace) {
        this.workspace = workspace;
        this.run = new RecordingRun(pipeline, workspace);
    }

    /**
     * Opens a session on H2 in memory; needs {@code com.h2database:h2}.
     *
     * @param pipeline the pipeline
     * @return the session
     * @throws PipelineException if a step cannot be computed even from empty sources
     */
    public static PipelineSession open(Pipeline pipeline) {
        return open(pipeline, Mutation.of(pipeline).database());
    }

    /**
     * Opens a session on a database, in schemas of its own, which it drops at the end.
     *
     * @param pipeline the pipeline
     * @param database opens the connection
     * @return the session
     * @throws PipelineException if the database refuses, or a step cannot be computed even from empty sources
     */
    public static PipelineSession open(Pipeline pipeline, ConnectionSource database) {
        Catalog catalog = new Catalog(pipeline.sources());
        Workspace workspace = null;
        String at = "the connection cannot be opened: ";
        try {
            workspace = new Workspace(database, catalog, "dataops_session");
            for (Step step : pipeline.steps()) {
                at = "step " + step.name() + " cannot be computed: ";
                workspace.learn(pipeline, step);
            }
            return new PipelineSession(pipeline, workspace);
        } catch (SQLException e) {
            if (workspace != null) {
                workspace.close();
            }
            throw new PipelineException(
                    at + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    RecordingRun run() {
        return run;
    }

    @Override
    public Relation result(String step, Map<String, Relation> given) {
        return run.result(step, given);
    }

    @Override
    public Relation result(String step, Dataset sources) {
        return run.result(step, sources);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
