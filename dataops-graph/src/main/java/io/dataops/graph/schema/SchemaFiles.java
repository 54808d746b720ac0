package io.dataops.graph.schema;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.ImportReport;
import io.dataops.graph.json.JsonInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Avro or JSON Schema files as a graph: named types, their fields as columns, and who refers to whom. Immutable.
 *
 * <p>Types of Avro go by full name, JSON Schemas by {@code $id} or else by their path, definitions by the pointer to them. What
 * refers to a type contains it, so that a change of the type reaches the other for certain. Types may name each other in
 * circles. Takes time and memory linear in the size of the files.
 *
 * <pre>{@code
 * SchemaFiles before = SchemaFiles.avro(Path.of("main/schemas"));
 * SchemaFiles after = SchemaFiles.avro(Path.of("branch/schemas"));
 * Impact impact = before.graph().impactOf(before.changesTo(after));
 * after.report().defects();                     // types that are named and nowhere defined
 * SchemaFiles.avro(Path.of("package.json"));    // InputException: package.json: is not an Avro schema: …
 * }</pre>
 */
public final class SchemaFiles {
    /** What refers to a type contains it. */
    private static final double CONTAINED = 1;

    private final Map<String, SchemaTypes.Type> types;
    private final List<String[]> references;
    private final ImportReport report;

    private SchemaFiles(String source, SchemaTypes found) {
        this.references = found.resolved();
        this.types = found.types;
        this.report = new ImportReport(source, found.defects);
    }

    /**
     * Reads Avro schemas and protocols.
     *
     * @param files files, or folders of which every {@code .avsc} and {@code .avpr} is read
     * @return their types
     * @throws InputException if one cannot be read, is not JSON or is not an Avro schema
     */
    public static SchemaFiles avro(Path... files) {
        SchemaTypes types = new SchemaTypes();
        Map<Path, @Nullable Object> documents = documents(files, Set.of("avsc", "avpr"), AvroTypesReader.KIND);
        documents.forEach((file, json) -> AvroTypesReader.read(json, file.toString(), types));
        return new SchemaFiles(named(files), types);
    }

    /**
     * Reads JSON Schemas. References are resolved against {@code $id} and then by path; nothing is fetched.
     *
     * @param files files, or folders of which every {@code .json} that is a schema is read
     * @return their schemas and definitions
     * @throws InputException if one cannot be read, is not JSON, or is given by itself and is not a JSON Schema
     */
    public static SchemaFiles jsonSchema(Path... files) {
        SchemaTypes types = new SchemaTypes();
        Map<Path, @Nullable Object> documents = documents(files, Set.of("json"), JsonSchemaTypesReader.KIND);
        Set<Path> given = Set.of(files);
        documents
                .entrySet()
                .removeIf(e -> !given.contains(e.getKey()) && !JsonSchemaTypesReader.isSchema(e.getValue()));
        JsonSchemaNames names = new JsonSchemaNames(documents);
        documents.forEach((file, json) -> JsonSchemaTypesReader.read(
                json, file.toString(), names.of(file), ref -> names.target(file, ref), types));
        return new SchemaFiles(named(files), types);
    }

    private static String named(Path... files) {
        return files.length == 1 ? files[0].toString() : files.length + " files";
    }

    private static Map<Path, @Nullable Object> documents(Path[] files, Set<String> endings, String kind) {
        Map<Path, @Nullable Object> documents = new LinkedHashMap<>();
        for (Path file : files) {
            for (Path found : Files.isDirectory(file) ? within(file, endings) : List.of(file)) {
                JsonInput.read(found, kind, in -> documents.put(found, in.tree()));
            }
        }
        return documents;
    }

    private static List<Path> within(Path folder, Set<String> endings) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f ->
                            endings.contains(f.toString().substring(f.toString().lastIndexOf('.') + 1)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InputException(folder.toString(), "", "cannot be read: " + e, e);
        }
    }

    /**
     * Returns the types with their fields; a type depends on those that it refers to.
     *
     * @return the graph
     */
    public DependencyGraph graph() {
        GraphBuilder builder = DependencyGraph.builder();
        types.forEach((name, type) -> {
            builder.asset(new Asset(name, Layer.DATA, type.kind(), type.aliases()));
            type.fields().keySet().stream().filter(f -> !f.isBlank()).forEach(f -> builder.column(name, f));
        });
        references.forEach(edge -> builder.edge(edge[0], edge[1], CONTAINED));
        return builder.build();
    }

    /**
     * Returns what is different in a later version: types added, removed or, without a change of their fields, defined otherwise;
     * fields added, dropped or retyped. A changed description alone is a change of configuration. Whether readers can live with it says {@link Compatibility}.
     *
     * @param after the later version
     * @return the changes by name of the type
     */
    public ChangeSet changesTo(SchemaFiles after) {
        Set<String> names = new TreeSet<>(types.keySet());
        names.addAll(after.types.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            SchemaTypes.Type was = types.get(name);
            SchemaTypes.Type is = after.types.get(name);
            if (was == null) {
                changes.add(Change.assetAdded(name));
            } else if (is == null) {
                changes.add(Change.assetRemoved(name));
            } else if (!was.definition().equals(is.definition())) {
                compare(name, was, is, changes);
            }
        }
        return new ChangeSet(changes);
    }

    private static void compare(String name, SchemaTypes.Type was, SchemaTypes.Type is, List<Change> changes) {
        if (was.meaning().equals(is.meaning())) {
            changes.add(Change.configurationChanged(name));
            return;
        }
        int known = changes.size();
        was.fields().forEach((field, type) -> {
            String now = is.fields().get(field);
            if (now == null) {
                changes.add(Change.columnDropped(name, field));
            } else if (!Objects.equals(now, type)) {
                changes.add(Change.columnRetyped(name, field, type, now));
            }
        });
        is.fields().keySet().stream()
                .filter(field -> !was.fields().containsKey(field))
                .forEach(field -> changes.add(Change.columnAdded(name, field)));
        if (changes.size() == known) {
            changes.add(Change.logicChanged(name));
        }
    }

    /**
     * Returns this if every reference leads somewhere and every type is defined once.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public SchemaFiles strict() {
        report.refuseDefects();
        return this;
    }

    /**
     * Returns what the graph cannot hold: types that are named and not defined, defined twice, or that name themselves.
     *
     * @return the report
     */
    public ImportReport report() {
        return report;
    }
}
