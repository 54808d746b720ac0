package io.dataops.graph.dbt;

import io.dataops.api.InputException;
import io.dataops.graph.json.JsonInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dbt catalog: the columns that the warehouse really has, in order.
 *
 * <pre>{@code
 * DbtCatalog.read(Path.of("target/catalog.json")).columns().get("model.shop.orders");   // {id=INTEGER, amount=NUMERIC}
 * DbtCatalog.read(Path.of("target/manifest.json"));   // InputException: … is not a dbt catalog …
 * }</pre>
 *
 * @param columns by unique identifier of the node, the types of its columns by name, in the order of the table
 */
public record DbtCatalog(Map<String, Map<String, String>> columns) {
    private static final String KIND = "a dbt catalog";

    /** Copies the map. */
    public DbtCatalog {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    private record Column(String name, String type, long index) {}

    /**
     * Reads a file.
     *
     * @param file the catalog
     * @return the columns
     * @throws InputException if the file cannot be read, is not JSON or is not a dbt catalog
     */
    public static DbtCatalog read(Path file) {
        Reading reading = new Reading();
        JsonInput.read(file, KIND, reading::document);
        return reading.finish(file.toString());
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in the catalog
     * @param name what to call it in messages
     * @return the columns
     * @throws InputException if the stream cannot be read, is not JSON or is not a dbt catalog
     */
    public static DbtCatalog read(InputStream in, String name) {
        Reading reading = new Reading();
        JsonInput.read(in, name, KIND, reading::document);
        return reading.finish(name);
    }

    private static final class Reading {
        private final Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        private boolean isCatalog;

        void document(JsonInput in) throws IOException {
            in.fields(field -> {
                switch (field) {
                    case "metadata" ->
                        in.fields(f -> {
                            if (f.equals("dbt_schema_version")) {
                                isCatalog |= in.text().contains("/catalog/v");
                            } else {
                                in.skip();
                            }
                        });
                    case "nodes", "sources" -> in.fields(id -> columns.put(id, node(in)));
                    default -> in.skip();
                }
            });
        }

        private static Map<String, String> node(JsonInput in) throws IOException {
            List<Column> found = new ArrayList<>();
            in.fields(field -> {
                if (field.equals("columns") && in.isObject()) {
                    in.fields(name -> found.add(column(in, name)));
                } else {
                    in.skip();
                }
            });
            Map<String, String> ordered = new LinkedHashMap<>();
            found.stream()
                    .filter(c -> !c.name().isBlank())
                    .sorted(Comparator.comparingLong(Column::index))
                    .forEach(c -> ordered.put(c.name(), c.type()));
            return Collections.unmodifiableMap(ordered);
        }

        private static Column column(JsonInput in, String name) throws IOException {
            String[] type = {""};
            long[] index = {Long.MAX_VALUE};
            in.fields(field -> {
                switch (field) {
                    case "type" -> type[0] = in.text();
                    case "index" -> {
                        String text = in.text();
                        index[0] = text.matches("\\d{1,9}") ? Long.parseLong(text) : Long.MAX_VALUE;
                    }
                    default -> in.skip();
                }
            });
            return new Column(name, type[0], index[0]);
        }

        DbtCatalog finish(String source) {
            if (!isCatalog) {
                throw new InputException(
                        source, "", "is not a dbt catalog: expected metadata.dbt_schema_version with \"/catalog/v\"");
            }
            return new DbtCatalog(columns);
        }
    }
}
