package io.dataops.graph.terraform;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.api.ProgressListener;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.ImportReport;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.json.JsonInput;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Terraform plan or state, as {@code terraform show -json} writes it. Immutable.
 *
 * <p>Resources go by their addresses without index; with index they are aliases. Variables and outputs of modules are vertices
 * too, so that what a module takes and gives leads only where it is used. What is volatile does not count as drift: order
 * within lists, and attributes that are null or empty on one side.
 *
 * <pre>{@code
 * Terraform plan = Terraform.read(Path.of("plan.json"));
 * plan.graph().impactOf(plan.changes());
 * Terraform.read(Path.of("manifest.json"));   // InputException: … is not a Terraform plan or state: expected format_version
 * }</pre>
 */
public final class Terraform {
    private final DependencyGraph graph;
    private final List<Change> changes;
    private final List<Change> drift;
    private final ImportReport report;

    Terraform(String source, PlanReader reader) {
        List<Defect> defects = new ArrayList<>(reader.defects);
        GraphBuilder builder = DependencyGraph.builder();
        reader.vertices.forEach((address, kind) -> builder.asset(new Asset(
                address, Layer.INFRASTRUCTURE, kind, reader.instances.getOrDefault(address, new LinkedHashSet<>()))));
        Set<List<String>> seen = new LinkedHashSet<>();
        for (String[] edge : reader.edges) {
            Optional<String> from = PlanReader.known(edge[0], reader.vertices.keySet());
            if (from.isEmpty()) {
                defects.add(new Defect(Kind.DANGLING_REFERENCE, edge[1], edge[0]));
            } else if (from.get().equals(edge[1])) {
                defects.add(new Defect(Kind.SELF_REFERENCE, edge[1], edge[0]));
            } else if (seen.add(List.of(from.get(), edge[1]))) {
                builder.edge(from.get(), edge[1]);
            }
        }
        this.graph = builder.build();
        this.changes = reader.changes;
        this.drift = reader.drift;
        this.report = new ImportReport(source, defects);
    }

    /**
     * Reads a file.
     *
     * @param file a plan or state as JSON
     * @return what it says
     * @throws InputException if it cannot be read, is not JSON or is neither
     */
    public static Terraform read(Path file) {
        return read(file, ProgressListener.silent());
    }

    /**
     * Reads a file and tells how far it is.
     *
     * @param file a plan or state as JSON
     * @param progress is told how many bytes were read
     * @return what it says
     * @throws InputException if it cannot be read, is not JSON or is neither
     */
    public static Terraform read(Path file, ProgressListener progress) {
        PlanReader reader = new PlanReader();
        JsonInput.read(file, PlanReader.KIND, progress, reader::document);
        return reader.finish(file.toString());
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in a plan or state as JSON
     * @param name what to call it in messages
     * @return what it says
     * @throws InputException if it cannot be read, is not JSON or is neither
     */
    public static Terraform read(InputStream in, String name) {
        PlanReader reader = new PlanReader();
        JsonInput.read(in, name, PlanReader.KIND, reader::document);
        return reader.finish(name);
    }

    /**
     * Returns this if it has no defects.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public Terraform strict() {
        report.refuseDefects();
        return this;
    }

    /**
     * Returns resources, data sources, variables and outputs with what they refer to.
     *
     * @return the graph
     */
    public DependencyGraph graph() {
        return graph;
    }

    /**
     * Returns what applying the plan does: a created resource is added, a deleted one removed, a replaced one changed in its logic,
     * an updated one in its configuration.
     *
     * @return the changes by address without index; none of a state
     */
    public ChangeSet changes() {
        return new ChangeSet(changes);
    }

    /**
     * Returns what was changed outside of Terraform, as far as the plan says.
     *
     * @return the changes by address without index
     */
    public ChangeSet drift() {
        return new ChangeSet(drift);
    }

    /**
     * Returns what the graph cannot hold.
     *
     * @return the report
     */
    public ImportReport report() {
        return report;
    }

    static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
