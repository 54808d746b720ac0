package io.dataops.graph.dbt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dataops.api.InputException;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a manifest token by token; of what it skips, nothing is kept. */
final class ManifestReader {
    private static final int MAX_DEPTH = 200;
    private static final int NEWEST = 12;
    private static final Set<String> SECTIONS =
            Set.of("nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries", "unit_tests");
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final String source;
    private final Map<String, DbtNode> nodes = new LinkedHashMap<>();
    private final Map<String, DbtNode> disabled = new LinkedHashMap<>();
    private final List<Defect> defects = new ArrayList<>();
    private String schema = "";
    private String project = "";
    private String writer = "";
    private boolean sawNodes;

    ManifestReader(String source) {
        this.source = source;
    }

    DbtManifest read(InputStream in) {
        try (JsonParser json = JSON.createParser(in)) {
            try {
                document(json);
            } catch (JsonProcessingException e) {
                throw new InputException(
                        source, place(json), "expected a dbt manifest, but " + e.getOriginalMessage(), e);
            }
        } catch (IOException e) {
            throw new InputException(source, "", "cannot be read: " + e.getMessage(), e);
        }
        return new DbtManifest(source, schema, project, writer, nodes, disabled, defects);
    }

    private static String place(JsonParser json) {
        JsonLocation at = json.currentLocation();
        String path = json.getParsingContext().pathAsPointer().toString();
        return "line " + at.getLineNr() + " column " + at.getColumnNr() + (path.isEmpty() ? "" : " (" + path + ")");
    }

    private void document(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new InputException(source, "", "is empty; expected a dbt manifest");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new InputException(source, place(json), "expected a JSON object with metadata and nodes");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("metadata")) {
                metadata(json);
            } else if (SECTIONS.contains(field)) {
                sawNodes |= field.equals("nodes");
                section(json, field);
            } else if (field.equals("disabled")) {
                disabled(json);
            } else {
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new InputException(source, place(json), "has more after the end of the manifest");
        }
        if (!sawNodes || !schema.contains("/manifest/v")) {
            throw new InputException(
                    source,
                    "",
                    "is not a dbt manifest: expected metadata.dbt_schema_version with \"/manifest/v\" and nodes");
        }
        version();
    }

    private void version() {
        String version = schema.replaceAll(".*/manifest/v(\\d{1,6}).*", "$1");
        boolean known =
                version.matches("\\d{1,6}") && Integer.parseInt(version) >= 1 && Integer.parseInt(version) <= NEWEST;
        if (!known) {
            defects.add(new Defect(Kind.UNKNOWN_VERSION, "metadata.dbt_schema_version", schema));
        }
    }

    private void metadata(JsonParser json) throws IOException {
        object(json, "metadata", field -> {
            switch (field) {
                case "dbt_schema_version" -> schema = scalar(json);
                case "project_name" -> project = scalar(json);
                case "dbt_version" -> writer = scalar(json);
                default -> json.skipChildren();
            }
        });
    }

    private void section(JsonParser json, String section) throws IOException {
        object(json, section, id -> {
            if (id.isBlank()) {
                throw new InputException(source, place(json), "expected an identifier, but it is blank");
            }
            DbtNode node = node(json, id, section);
            if (nodes.putIfAbsent(id, node) != null) {
                defects.add(new Defect(Kind.DUPLICATE_ASSET, id, "described again in " + section));
            }
        });
    }

    /** A list of nodes up to v3, a map from identifier to nodes since v4. */
    private void disabled(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            object(json, "disabled", id -> disabledNodes(json, id));
        } else {
            disabledNodes(json, "");
        }
    }

    private void disabledNodes(JsonParser json, String id) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                DbtNode node = node(json, id, "disabled");
                disabled.putIfAbsent(node.id(), node);
            } else {
                json.skipChildren();
            }
        }
    }

    private DbtNode node(JsonParser json, String id, String section) throws IOException {
        NodeFields fields =
                new NodeFields(id, section.equals("nodes") || section.equals("disabled") ? "" : singular(section));
        object(json, id, field -> {
            switch (field) {
                case "unique_id" -> fields.id = fields.id.isEmpty() ? scalar(json) : fields.id;
                case "resource_type" -> fields.type = scalar(json);
                case "name" -> fields.name = scalar(json);
                case "source_name" -> fields.sourceName = scalar(json);
                case "package_name" -> fields.packageName = scalar(json);
                case "checksum" -> fields.content += ContentHash.of(json);
                case "test_metadata",
                        "column_name",
                        "filters",
                        "type_params",
                        "measures",
                        "identifier",
                        "entities",
                        "dimensions",
                        "given",
                        "expect" -> fields.content += ContentHash.of(json) * 31;
                case "columns" -> columns(json, fields.columns);
                case "depends_on" ->
                    object(json, "depends_on", inner -> {
                        if (inner.equals("nodes")) {
                            strings(json, fields.dependsOn);
                        } else {
                            json.skipChildren();
                        }
                    });
                case "config" -> config(json, fields);
                default -> json.skipChildren();
            }
        });
        return fields.node();
    }

    private void config(JsonParser json, NodeFields fields) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("enabled")) {
                fields.enabled = json.currentToken() != JsonToken.VALUE_FALSE;
                json.skipChildren();
            } else {
                long value = ContentHash.of(json);
                if (value != 0) {
                    fields.configuration.put(field, value);
                }
            }
        }
    }

    private static String singular(String section) {
        return switch (section) {
            case "saved_queries" -> "saved_query";
            default -> section.substring(0, section.length() - 1);
        };
    }

    private void columns(JsonParser json, Map<String, String> columns) throws IOException {
        object(json, "columns", column -> {
            String[] type = {""};
            object(json, column, field -> {
                if (field.equals("data_type")) {
                    type[0] = scalar(json);
                } else {
                    json.skipChildren();
                }
            });
            if (!column.isBlank()) {
                columns.put(column, type[0]);
            }
        });
    }

    private static void strings(JsonParser json, List<String> into) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken().isScalarValue()) {
                into.add(scalar(json));
            } else {
                json.skipChildren();
            }
        }
    }

    private static String scalar(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        if (json.currentToken().isScalarValue()) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    @FunctionalInterface
    private interface FieldReader {
        void read(String field) throws IOException;
    }

    /** Reads each field of the object at the parser; null counts as an object without fields. */
    private void object(JsonParser json, String what, FieldReader reader) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new InputException(source, place(json), "expected an object for " + what);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            reader.read(field);
        }
    }

    /** Fields of a node in the order in which they come. */
    private static final class NodeFields {
        private String id;
        private String type;
        private String name = "";
        private String sourceName = "";
        private String packageName = "";
        private long content;
        private boolean enabled = true;
        private final Map<String, Long> configuration = new TreeMap<>();
        private final Map<String, String> columns = new TreeMap<>();
        private final List<String> dependsOn = new ArrayList<>();

        NodeFields(String id, String type) {
            this.id = id;
            this.type = type;
        }

        DbtNode node() {
            String shortName = sourceName.isEmpty() ? name : sourceName + "." + name;
            String kind = type.isEmpty() ? id.replaceAll("\\..*", "") : type;
            return new DbtNode(
                    id,
                    kind,
                    shortName,
                    packageName,
                    Long.toHexString(content),
                    configuration,
                    columns,
                    List.copyOf(dependsOn),
                    enabled);
        }
    }
}
