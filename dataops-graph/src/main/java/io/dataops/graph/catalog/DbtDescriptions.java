package io.dataops.graph.catalog;

import io.dataops.api.InputException;
import io.dataops.api.ProgressListener;
import io.dataops.graph.json.DbtArtifact;
import io.dataops.graph.json.JsonInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what a dbt manifest says of its nodes in words: descriptions, columns, tags, owners. Tests are left out.
 *
 * <pre>{@code
 * List<CatalogEntry> entries = DbtDescriptions.read(Path.of("target/manifest.json"));
 * DbtDescriptions.read(Path.of("target/catalog.json"));   // InputException: … is not a dbt manifest …
 * }</pre>
 */
public final class DbtDescriptions {
    private static final Set<String> SECTIONS = Set.of("nodes", "sources", "exposures", "metrics");

    private final List<CatalogEntry> entries = new ArrayList<>();
    private final DbtArtifact artifact = new DbtArtifact("manifest", SECTIONS, this::node);

    private DbtDescriptions() {}

    /**
     * Reads a file.
     *
     * @param manifest a dbt manifest
     * @return an entry for each node
     * @throws InputException if the file cannot be read, is not JSON or is not a dbt manifest
     */
    public static List<CatalogEntry> read(Path manifest) {
        DbtDescriptions reading = new DbtDescriptions();
        reading.artifact.read(manifest, ProgressListener.silent());
        return List.copyOf(reading.entries);
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in a dbt manifest
     * @param name what to call it in messages
     * @return an entry for each node
     * @throws InputException if the stream cannot be read, is not JSON or is not a dbt manifest
     */
    public static List<CatalogEntry> read(InputStream in, String name) {
        DbtDescriptions reading = new DbtDescriptions();
        reading.artifact.read(in, name);
        return List.copyOf(reading.entries);
    }

    private void node(JsonInput in, String section, String id) throws IOException {
        Map<String, String> text = new LinkedHashMap<>();
        Map<String, String> columns = new LinkedHashMap<>();
        Set<String> tags = new LinkedHashSet<>();
        Set<String> owners = new LinkedHashSet<>();
        in.fields(field -> {
            switch (field) {
                case "name", "source_name", "description", "resource_type", "label" -> text.put(field, in.text());
                case "tags" -> {
                    if (in.isArray()) {
                        in.elements(e -> tags.add(e.text()));
                    } else {
                        in.skip();
                    }
                }
                case "columns" -> in.fields(column -> columns.put(column, description(in)));
                case "meta", "owner" -> owners(in, field.equals("owner"), owners);
                default -> in.skip();
            }
        });
        String type = text.getOrDefault("resource_type", "");
        if (!id.isBlank() && !type.equals("test") && !type.equals("unit_test")) {
            String name = text.getOrDefault("source_name", "") + " " + text.getOrDefault("name", id);
            String words = text.getOrDefault("label", "") + " " + text.getOrDefault("description", "");
            entries.add(new CatalogEntry(id, name.strip(), words.strip(), columns, tags, owners));
        }
    }

    private static String description(JsonInput in) throws IOException {
        String[] words = {""};
        if (!in.isObject()) {
            in.skip();
            return "";
        }
        in.field("description", description -> words[0] = description.text());
        return words[0];
    }

    /** {@code meta.owner} of a node, {@code owner.name} and {@code owner.email} of an exposure. */
    private static void owners(JsonInput in, boolean isOwner, Set<String> owners) throws IOException {
        if (!in.isObject()) {
            String one = isOwner ? in.text() : "";
            if (!isOwner) {
                in.skip();
            }
            if (!one.isBlank()) {
                owners.add(one);
            }
            return;
        }
        in.fields(field -> {
            boolean wanted = isOwner ? field.equals("name") || field.equals("email") : field.equals("owner");
            String value = in.text();
            if (wanted && !value.isBlank()) {
                owners.add(value);
            }
        });
    }
}
