package io.dataops.graph.openlineage;

import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.api.ProgressListener;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.ImportReport;
import io.dataops.graph.json.JsonInput;
import io.dataops.graph.json.ReadProgress;
import io.dataops.graph.lineage.ColumnLineage;
import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageEdge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What OpenLineage events say of jobs, datasets and columns. Immutable.
 *
 * <p>Reads run, job and dataset events: one to a document, a list of them, or one after the other as in a log file. What the
 * events of one job say is put together, whichever run and order they come in; datasets that a symlink joins are one, however
 * late it comes. Where the column facet of an output says what it is made of, the output depends on these inputs alone and not
 * on everything that its job reads.
 *
 * <pre>{@code
 * OpenLineage events = OpenLineage.read(List.of(Path.of("events.ndjson")));
 * events.graph().impactOf(ChangeSet.of(Change.logicChanged("postgres://db/shop.orders")));
 * OpenLineage.read(List.of(Path.of("package.json")));   // InputException: package.json at line 9 column 2: is not an Open…
 * }</pre>
 */
public final class OpenLineage {
    /** Nothing is known of a use: an even chance that a change matters. */
    private static final double UNKNOWN = 0.5;

    private final List<LineageJob> jobs;
    private final Map<String, Set<String>> datasets;
    private final Map<String, Set<String>> aliases;
    private final Set<String> described;
    private final ColumnLineage lineage;
    private final Set<LineageEdge> untyped;
    private final ImportReport report;
    private final int events;

    private OpenLineage(String source, EventReader reader) {
        DatasetNames names = reader.names;
        this.events = reader.events;
        this.jobs = reader.jobs.entrySet().stream()
                .map(e -> new LineageJob(
                        e.getKey(),
                        canonical(names, e.getValue().inputs),
                        canonical(names, e.getValue().outputs),
                        moved(e.getValue().edges, names),
                        Optional.of(e.getValue().sql).filter(s -> !s.isBlank()),
                        Optional.of(e.getValue().parent).filter(s -> !s.isBlank())))
                .toList();
        this.datasets = new TreeMap<>();
        this.aliases = new TreeMap<>();
        for (String name : names.all()) {
            String canonical = names.canonical(name);
            datasets.computeIfAbsent(canonical, c -> new LinkedHashSet<>())
                    .addAll(reader.columns.getOrDefault(name, Set.of()));
            Set<String> its = aliases.computeIfAbsent(canonical, c -> new TreeSet<>());
            if (canonical.equals(name)) {
                its.addAll(reader.shortNames.getOrDefault(name, Set.of()));
            } else {
                its.add(name);
            }
        }
        this.described = canonical(names, reader.described);
        this.lineage = new ColumnLineage(
                reader.edges.stream().map(e -> moved(e, names)).toList());
        this.untyped = new LinkedHashSet<>();
        reader.untyped.forEach(e -> untyped.add(moved(e, names)));
        this.report = new ImportReport(source, reader.defects);
    }

    private static Set<String> canonical(DatasetNames names, Set<String> ids) {
        Set<String> all = new LinkedHashSet<>();
        ids.forEach(id -> all.add(names.canonical(id)));
        return all;
    }

    private static ColumnLineage moved(List<LineageEdge> edges, DatasetNames names) {
        return new ColumnLineage(edges.stream().map(e -> moved(e, names)).toList());
    }

    private static LineageEdge moved(LineageEdge edge, DatasetNames names) {
        return new LineageEdge(
                new ColumnRef(names.canonical(edge.from().table()), edge.from().column()),
                names.canonical(edge.toTable()),
                edge.toColumn(),
                edge.kind());
    }

    /**
     * Reads files.
     *
     * @param files files of events
     * @return what they say together
     * @throws InputException if one cannot be read, is not JSON or holds something else than events
     */
    public static OpenLineage read(List<Path> files) {
        return read(files, ProgressListener.silent());
    }

    /**
     * Reads files and tells how far it is.
     *
     * @param files files of events
     * @param progress is told how many bytes of a file were read
     * @return what they say together
     * @throws InputException if one cannot be read, is not JSON or holds something else than events
     */
    public static OpenLineage read(List<Path> files, ProgressListener progress) {
        EventReader reader = new EventReader();
        for (Path file : files) {
            try (InputStream in = ReadProgress.open(file, progress)) {
                events(in, file.toString(), reader);
            } catch (IOException e) {
                throw new InputException(file.toString(), "", "cannot be read: " + e, e);
            }
        }
        return new OpenLineage(files.size() == 1 ? files.get(0).toString() : files.size() + " files", reader);
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in events
     * @param name what to call it in messages
     * @return what they say together
     * @throws InputException if it cannot be read, is not JSON or holds something else than events
     */
    public static OpenLineage read(InputStream in, String name) {
        EventReader reader = new EventReader();
        events(in, name, reader);
        return new OpenLineage(name, reader);
    }

    private static void events(InputStream in, String name, EventReader reader) {
        int before = reader.events;
        JsonInput.readAll(in, name, EventReader.KIND, reader::document);
        if (reader.events == before) {
            throw new InputException(name, "", "holds no event; expected " + EventReader.KIND);
        }
    }

    /**
     * Returns this if nothing was left out.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public OpenLineage strict() {
        report.refuseDefects();
        return this;
    }

    /**
     * Returns the jobs.
     *
     * @return all that an event names, in the order in which they were met
     */
    public List<LineageJob> jobs() {
        return jobs;
    }

    /**
     * Returns the datasets with their columns.
     *
     * @return identifiers with the columns that schema facets list; without columns where none does
     */
    public Map<String, List<String>> datasets() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        datasets.forEach((id, columns) -> all.put(id, List.copyOf(columns)));
        return all;
    }

    /**
     * Returns what the column facets say.
     *
     * @return uses of columns; an input without transformations counts as a transformation
     */
    public ColumnLineage lineage() {
        return lineage;
    }

    /**
     * Returns the uses of which the facet does not say the kind.
     *
     * @return those edges of {@link #lineage()}
     */
    public Set<LineageEdge> untyped() {
        return Set.copyOf(untyped);
    }

    /**
     * Returns the number of events.
     *
     * @return 0 or more
     */
    public int events() {
        return events;
    }

    /**
     * Returns what was left out.
     *
     * @return the report
     */
    public ImportReport report() {
        return report;
    }

    /**
     * Returns the graph of datasets, their columns and jobs. A dataset that a job reads and writes is a self-reference of the dataset.
     *
     * @return datasets by identifier, with their name without the namespace and the names that symlinks give them as aliases;
     *     jobs by {@code job:} and identifier
     */
    public DependencyGraph graph() {
        GraphBuilder builder = DependencyGraph.builder();
        datasets.forEach((id, columns) ->
                builder.asset(new Asset(id, Layer.DATA, "dataset", aliases.getOrDefault(id, Set.of()))));
        for (LineageJob job : jobs) {
            String vertex = "job:" + job.id();
            builder.asset(new Asset(vertex, Layer.CODE, "job", Set.of()));
            boolean all = !job.outputs().isEmpty() && described.containsAll(job.outputs());
            for (String input : job.inputs()) {
                if (job.outputs().contains(input)) {
                    builder.edge(input, input);
                } else if (!all) {
                    builder.edge(input, vertex);
                }
            }
            job.outputs().forEach(output -> builder.edge(vertex, output));
        }
        lineage.edges().forEach(e -> builder.edge(e.from().table(), e.toTable()));
        datasets.forEach((id, columns) -> columns.forEach(column -> builder.column(id, column)));
        lineage.addTo(builder, UNKNOWN);
        return builder.build();
    }

    /**
     * Returns the statements that events carry, by job.
     *
     * @return SQL by the identifier of the job
     */
    public Map<String, String> statements() {
        Map<String, String> all = new LinkedHashMap<>();
        jobs.forEach(job -> job.sql().ifPresent(sql -> all.put(job.id(), sql)));
        return all;
    }
}
