package io.dataops.graph.selection;

import io.dataops.api.InputException;
import io.dataops.api.ProgressListener;
import io.dataops.graph.json.DbtArtifact;
import io.dataops.graph.json.JsonInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes of a dbt project, as far as selecting needs them: models, seeds, snapshots, analyses, sources, exposures, metrics and
 * other resources, and the tests.
 *
 * <pre>{@code
 * ProjectNodes project = ProjectNodes.read(Path.of("target/manifest.json"));
 * project.nodes().get("model.shop.orders").dependsOn();
 * ProjectNodes.read(Path.of("target/catalog.json"));   // InputException: … is not a dbt manifest …
 * }</pre>
 *
 * @param nodes what is no test, by unique identifier
 * @param tests data tests and unit tests, by unique identifier
 */
public record ProjectNodes(Map<String, Node> nodes, Map<String, Node> tests) {
    private static final Set<String> SECTIONS =
            Set.of("nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries", "unit_tests");

    /**
     * A node.
     *
     * @param id its unique identifier
     * @param type its resource type, for example {@code "model"}
     * @param name its name; of a source, source and table joined by a dot
     * @param packageName the package that it belongs to
     * @param fqn its qualified name in parts: package, folders, name
     * @param path the file that defines it, from the root of its package
     * @param tags its tags
     * @param config its scalar settings by name
     * @param dependsOn identifiers of the nodes that it reads
     */
    public record Node(
            String id,
            String type,
            String name,
            String packageName,
            List<String> fqn,
            String path,
            Set<String> tags,
            Map<String, String> config,
            List<String> dependsOn) {

        /** Copies the collections. */
        public Node {
            fqn = List.copyOf(fqn);
            tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
            config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
            dependsOn = List.copyOf(dependsOn);
        }
    }

    /** Copies the maps. */
    public ProjectNodes {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    }

    /**
     * Reads a file.
     *
     * @param manifest a dbt manifest
     * @return its nodes
     * @throws InputException if the file cannot be read, is not JSON or is not a dbt manifest
     */
    public static ProjectNodes read(Path manifest) {
        Reading reading = new Reading();
        reading.artifact.read(manifest, ProgressListener.silent());
        return new ProjectNodes(reading.nodes, reading.tests);
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in a dbt manifest
     * @param name what to call it in messages
     * @return its nodes
     * @throws InputException if the stream cannot be read, is not JSON or is not a dbt manifest
     */
    public static ProjectNodes read(InputStream in, String name) {
        Reading reading = new Reading();
        reading.artifact.read(in, name);
        return new ProjectNodes(reading.nodes, reading.tests);
    }

    private static final class Reading {
        private final DbtArtifact artifact = new DbtArtifact("manifest", SECTIONS, this::node);
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final Map<String, Node> tests = new LinkedHashMap<>();

        private void node(JsonInput in, String section, String id) throws IOException {
            Map<String, String> text = new LinkedHashMap<>();
            Map<String, String> config = new LinkedHashMap<>();
            List<String> fqn = new ArrayList<>();
            Set<String> tags = new LinkedHashSet<>();
            List<String> dependsOn = new ArrayList<>();
            boolean[] enabled = {true};
            in.fields(field -> {
                switch (field) {
                    case "resource_type", "name", "package_name", "original_file_path", "source_name" ->
                        text.put(field, in.text());
                    case "fqn" -> strings(in, fqn);
                    case "tags" -> {
                        List<String> found = new ArrayList<>();
                        strings(in, found);
                        tags.addAll(found);
                    }
                    case "config" -> config(in, config, tags, enabled);
                    case "depends_on" -> in.field("nodes", list -> strings(list, dependsOn));
                    default -> in.skip();
                }
            });
            String type = text.getOrDefault("resource_type", singular(section));
            if (!enabled[0] || type.equals("operation")) {
                return;
            }
            String source = text.getOrDefault("source_name", "");
            String name = text.getOrDefault("name", id);
            boolean isTest = type.equals("test") || type.equals("unit_test");
            (isTest ? tests : nodes)
                    .put(
                            id,
                            new Node(
                                    id,
                                    type,
                                    source.isEmpty() ? name : source + "." + name,
                                    text.getOrDefault("package_name", ""),
                                    fqn,
                                    text.getOrDefault("original_file_path", "").replace('\\', '/'),
                                    tags,
                                    config,
                                    dependsOn));
        }

        private static String singular(String section) {
            return section.equals("saved_queries") ? "saved_query" : section.substring(0, section.length() - 1);
        }

        private static void config(JsonInput in, Map<String, String> config, Set<String> tags, boolean[] enabled)
                throws IOException {
            if (!in.isObject()) {
                in.skip();
                return;
            }
            in.fields(field -> {
                if (field.equals("tags")) {
                    List<String> found = new ArrayList<>();
                    strings(in, found);
                    tags.addAll(found);
                } else if (in.isObject() || in.isArray()) {
                    in.skip();
                } else {
                    String value = in.text();
                    config.put(field, value);
                    enabled[0] &= !(field.equals("enabled") && value.equals("false"));
                }
            });
        }

        private static void strings(JsonInput in, List<String> into) throws IOException {
            if (in.isArray()) {
                in.elements(e -> into.add(e.text()));
            } else {
                String one = in.text();
                if (!one.isEmpty()) {
                    into.add(one);
                }
            }
        }
    }
}
