package io.dataops.graph.selection;

import io.dataops.api.InputException;
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
 * other resources, without tests.
 *
 * @param nodes the nodes by unique identifier
 */
public record ProjectNodes(Map<String, Node> nodes) {
    private static final String KIND = "a dbt manifest";
    private static final Set<String> SECTIONS =
            Set.of("nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries");

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

    /** Copies the map. */
    public ProjectNodes {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
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
        JsonInput.read(manifest, KIND, reading::document);
        return reading.finish(manifest.toString());
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
        JsonInput.read(in, name, KIND, reading::document);
        return reading.finish(name);
    }

    private static final class Reading {
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private boolean isManifest;

        void document(JsonInput in) throws IOException {
            in.fields(field -> {
                if (field.equals("metadata")) {
                    in.fields(f -> {
                        if (f.equals("dbt_schema_version")) {
                            isManifest |= in.text().contains("/manifest/v");
                        } else {
                            in.skip();
                        }
                    });
                } else if (SECTIONS.contains(field)) {
                    in.fields(id -> node(in, id, field));
                } else {
                    in.skip();
                }
            });
        }

        private void node(JsonInput in, String id, String section) throws IOException {
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
                    case "depends_on" ->
                        in.fields(f -> {
                            if (f.equals("nodes")) {
                                strings(in, dependsOn);
                            } else {
                                in.skip();
                            }
                        });
                    default -> in.skip();
                }
            });
            String type = text.getOrDefault("resource_type", singular(section));
            if (!enabled[0] || type.equals("test") || type.equals("unit_test") || type.equals("operation")) {
                return;
            }
            String source = text.getOrDefault("source_name", "");
            String name = text.getOrDefault("name", id);
            nodes.put(
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

        ProjectNodes finish(String source) {
            if (!isManifest) {
                throw new InputException(
                        source, "", "is not a dbt manifest: expected metadata.dbt_schema_version with \"/manifest/v\"");
            }
            return new ProjectNodes(nodes);
        }
    }
}
