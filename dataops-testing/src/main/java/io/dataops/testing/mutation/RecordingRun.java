package io.dataops.testing.mutation;

import io.dataops.testing.property.Dataset;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A run of a pipeline on a workspace, which notes the steps that were computed. */
final class RecordingRun implements QueryingRun {
    private final Pipeline pipeline;
    private final Workspace workspace;
    final Set<String> reached = new LinkedHashSet<>();

    RecordingRun(Pipeline pipeline, Workspace workspace) {
        this.pipeline = pipeline;
        this.workspace = workspace;
    }

    @Override
    public Relation result(String step, Map<String, Relation> given) {
        if (pipeline.sources().tables().stream().noneMatch(t -> t.name().equalsIgnoreCase(step))) {
            pipeline.step(step);
        }
        Set<String> names = given.keySet().stream().map(Pipeline::key).collect(Collectors.toSet());
        pipeline.needed(step, names).forEach(s -> reached.add(s.name()));
        try {
            return workspace.result(pipeline, step, given);
        } catch (SQLException e) {
            throw new PipelineException(
                    "step " + step + " cannot be computed: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    @Override
    public Relation result(String step, Dataset sources) {
        return result(step, Workspace.relations(sources));
    }

    @Override
    public Relation rows(String sql) {
        try {
            return workspace.query(sql);
        } catch (SQLException e) {
            throw new PipelineException(
                    "the fixture \"" + sql + "\" cannot be computed: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }
}
