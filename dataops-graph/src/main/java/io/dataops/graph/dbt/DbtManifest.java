package io.dataops.graph.dbt;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.InputException;
import io.dataops.api.ProgressListener;
import io.dataops.api.TestCase;
import io.dataops.api.TestSuite;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.ImportReport;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.json.ReadProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A dbt manifest, schema v1 to v12, as far as graph, tests and changes need it. Immutable.
 *
 * <p>Read as a stream in one pass: SQL, macros, documentation and compiled code are skipped, so that memory grows with the
 * number of nodes and not with the size of the file. A newer version is read by its shape and reported.
 *
 * <pre>{@code
 * DbtManifest manifest = DbtManifest.read(Path.of("target/manifest.json"));
 * manifest.graph().impactOf(ChangeSet.of(Change.columnDropped("stg_orders", "discount")));
 * DbtManifest.read(Path.of("target/catalog.json"));   // InputException: target/catalog.json: is not a dbt manifest: …
 * }</pre>
 */
public final class DbtManifest {
    private final String schema;
    private final String project;
    private final String writer;
    private final Map<String, DbtNode> nodes;
    private final Map<String, DbtNode> disabled;
    private final ImportReport report;

    DbtManifest(
            String source,
            String schema,
            String project,
            String writer,
            Map<String, DbtNode> nodes,
            Map<String, DbtNode> disabled,
            List<Defect> defects) {
        this.schema = schema;
        this.project = project;
        this.writer = writer;
        this.nodes = nodes;
        this.disabled = disabled;
        this.report = new ImportReport(source, allDefects(defects));
    }

    /**
     * Reads a file.
     *
     * @param file the manifest
     * @return the manifest; defects that real files have are in {@link #report()}
     * @throws InputException if the file cannot be read, is not JSON or is not a dbt manifest
     */
    public static DbtManifest read(Path file) {
        return read(file, ProgressListener.silent());
    }

    /**
     * Reads a file and tells how far it is.
     *
     * @param file the manifest
     * @param progress is told how many bytes were read
     * @return the manifest
     * @throws InputException if the file cannot be read, is not JSON or is not a dbt manifest
     */
    public static DbtManifest read(Path file, ProgressListener progress) {
        try (InputStream in = ReadProgress.open(file, progress)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in the manifest
     * @param name what to call it in messages
     * @return the manifest
     * @throws InputException if the stream cannot be read, is not JSON or is not a dbt manifest
     */
    public static DbtManifest read(InputStream in, String name) {
        return new ManifestReader(name).read(in);
    }

    private List<Defect> allDefects(List<Defect> fromReading) {
        List<Defect> all = new ArrayList<>(fromReading);
        for (DbtNode node : nodes.values()) {
            Set<String> seen = new HashSet<>();
            for (String to : node.dependsOn()) {
                if (!seen.add(to)) {
                    all.add(new Defect(Kind.DUPLICATE_REFERENCE, node.id(), to));
                } else if (to.equals(node.id())) {
                    all.add(new Defect(Kind.SELF_REFERENCE, node.id(), to));
                } else {
                    DbtNode target = nodes.get(to);
                    if (target == null) {
                        boolean off = disabled.containsKey(to);
                        all.add(new Defect(off ? Kind.DISABLED_REFERENCE : Kind.DANGLING_REFERENCE, node.id(), to));
                    } else if (!target.enabled()) {
                        all.add(new Defect(Kind.DISABLED_REFERENCE, node.id(), to));
                    }
                }
            }
        }
        return all;
    }

    private @Nullable DbtNode asset(String id) {
        DbtNode node = nodes.get(id);
        return node != null && node.enabled() && !node.isTest() ? node : null;
    }

    private boolean isAsset(String id) {
        return asset(id) != null;
    }

    /**
     * Returns this manifest if it has no defects.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public DbtManifest strict() {
        report.refuseDefects();
        return this;
    }

    /**
     * Returns what a graph cannot hold.
     *
     * @return the report
     */
    public ImportReport report() {
        return report;
    }

    /**
     * Returns the schema that the manifest names.
     *
     * @return for example {@code "https://schemas.getdbt.com/dbt/manifest/v12.json"}
     */
    public String schema() {
        return schema;
    }

    /**
     * Returns the project that the manifest names.
     *
     * @return its name; empty where the version does not give it
     */
    public String project() {
        return project;
    }

    /**
     * Returns the graph of models, seeds, snapshots, sources, exposures, metrics, semantic models and saved queries that are
     * enabled. Each goes by its unique identifier, its name, and its name with the package.
     *
     * @return the graph
     */
    public DependencyGraph graph() {
        GraphBuilder builder = DependencyGraph.builder();
        addTo(builder);
        return builder.build();
    }

    /**
     * Returns the graph of both versions together, in which a removed asset still reaches what read it.
     *
     * @param after the later version
     * @return assets and dependencies of either; where both describe an asset, as the later one does
     */
    public DependencyGraph graphWith(DbtManifest after) {
        GraphBuilder builder = DependencyGraph.builder();
        after.addTo(builder);
        addTo(builder);
        return builder.build();
    }

    private void addTo(GraphBuilder builder) {
        for (DbtNode node : nodes.values()) {
            if (isAsset(node.id()) && !builder.contains(node.id())) {
                builder.asset(new Asset(node.id(), node.layer(), node.type(), node.aliases()));
            }
        }
        for (DbtNode node : nodes.values()) {
            for (String from : node.dependsOn()) {
                if (isAsset(node.id()) && isAsset(from)) {
                    builder.edge(from, node.id());
                }
            }
        }
    }

    /**
     * Returns the tests, each covering the assets that it depends on.
     *
     * @param duration how long one test takes, since a manifest does not say
     * @return the suite, without history
     */
    public TestSuite suite(Duration duration) {
        List<TestCase> tests = new ArrayList<>();
        for (DbtNode node : nodes.values()) {
            if (node.isTest() && node.enabled()) {
                Set<String> covers = new LinkedHashSet<>(node.dependsOn());
                covers.removeIf(id -> !isAsset(id));
                tests.add(new TestCase(node.id(), duration, covers, 0, 0));
            }
        }
        return new TestSuite(tests);
    }

    /**
     * Returns what is different in a later version. When it was generated, in which order things are listed, and tests do
     * not count.
     *
     * <p>An asset is changed in its logic when its checksum or what it reads is different, in its columns when these are
     * declared differently, and in its configuration when nothing else is. Between manifests of different dbt versions, a setting
     * that only one of them writes does not count, since versions add settings with their defaults.
     *
     * @param after the later version
     * @return the changes by asset identifier
     */
    public ChangeSet changesTo(DbtManifest after) {
        Set<String> ids = new TreeSet<>(nodes.keySet());
        ids.addAll(after.nodes.keySet());
        List<Change> changes = new ArrayList<>();
        for (String id : ids) {
            DbtNode was = asset(id);
            DbtNode is = after.asset(id);
            if (was != null && is != null) {
                compare(was, is, !writer.equals(after.writer), changes);
            } else if (was != null) {
                changes.add(Change.assetRemoved(id));
            } else if (is != null) {
                changes.add(Change.assetAdded(id));
            }
        }
        return new ChangeSet(changes);
    }

    private static void compare(DbtNode before, DbtNode after, boolean otherWriter, List<Change> changes) {
        int known = changes.size();
        boolean sameInputs = Set.copyOf(before.dependsOn()).equals(Set.copyOf(after.dependsOn()));
        if (!before.content().equals(after.content()) || !sameInputs) {
            changes.add(Change.logicChanged(after.id()));
        }
        before.columns().forEach((column, type) -> {
            String now = after.columns().get(column);
            if (now == null) {
                changes.add(Change.columnDropped(after.id(), column));
            } else if (!now.equals(type) && !now.isBlank() && !type.isBlank()) {
                changes.add(Change.columnRetyped(after.id(), column, type, now));
            }
        });
        after.columns().keySet().stream()
                .filter(column -> !before.columns().containsKey(column))
                .forEach(column -> changes.add(Change.columnAdded(after.id(), column)));
        if (changes.size() == known && !sameSettings(before.configuration(), after.configuration(), otherWriter)) {
            changes.add(Change.configurationChanged(after.id()));
        }
    }

    private static boolean sameSettings(Map<String, Long> before, Map<String, Long> after, boolean otherWriter) {
        if (!otherWriter) {
            return before.equals(after);
        }
        return before.entrySet().stream()
                .allMatch(e -> e.getValue().equals(after.getOrDefault(e.getKey(), e.getValue())));
    }
}
