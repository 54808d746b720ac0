package io.dataops.graph.dbt;

import io.dataops.api.InputException;
import io.dataops.api.ProgressListener;
import io.dataops.graph.ImportReport;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.json.DbtArtifact;
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
import java.util.Set;

/**
 * A dbt catalog: the columns that the warehouse really has, in order.
 *
 * <pre>{@code
 * DbtCatalog.read(Path.of("target/catalog.json")).columns().get("model.shop.orders");   // {id=INTEGER, amount=NUMERIC}
 * DbtCatalog.read(Path.of("target/manifest.json"));   // InputException: … is not a dbt catalog …
 * }</pre>
 *
 * @param columns by unique identifier of the node, the types of its columns by name, in the order of the table
 * @param report what a catalog of the file cannot hold: errors that dbt met, columns without a name, an unknown version
 */
public record DbtCatalog(Map<String, Map<String, String>> columns, ImportReport report) {
    private static final int NEWEST = 1;

    /** Copies the map. */
    public DbtCatalog {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /**
     * Makes a catalog by hand.
     *
     * @param columns by unique identifier of the node, the types of its columns by name
     */
    public DbtCatalog(Map<String, Map<String, String>> columns) {
        this(columns, new ImportReport("a catalog", List.of()));
    }

    /**
     * Returns this catalog if it has no defects.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public DbtCatalog strict() {
        report.refuseDefects();
        return this;
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
        reading.artifact.read(file, ProgressListener.silent());
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
        reading.artifact.read(in, name);
        return reading.finish(name);
    }

    private static final class Reading {
        private final DbtArtifact artifact =
                new DbtArtifact("catalog", Set.of("nodes", "sources", "errors"), this::entry);
        private final Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        private final List<Defect> defects = new ArrayList<>();

        private void entry(JsonInput in, String section, String id) throws IOException {
            if (section.equals("errors")) {
                defects.add(new Defect(Kind.UNREADABLE_ENTRY, "errors", in.text()));
            } else {
                columns.put(id, node(in, id));
            }
        }

        private Map<String, String> node(JsonInput in, String id) throws IOException {
            List<Column> found = new ArrayList<>();
            in.fields(field -> {
                if (field.equals("columns") && in.isObject()) {
                    in.fields(name -> found.add(column(in, name)));
                } else {
                    in.skip();
                }
            });
            Map<String, String> ordered = new LinkedHashMap<>();
            found.sort(Comparator.comparingLong(Column::index));
            for (Column column : found) {
                if (column.name().isBlank()) {
                    defects.add(new Defect(Kind.UNREADABLE_ENTRY, id, "a column without a name"));
                } else {
                    ordered.put(column.name(), column.type());
                }
            }
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
            if (artifact.isUnknownVersion(NEWEST)) {
                defects.add(new Defect(Kind.UNKNOWN_VERSION, "metadata.dbt_schema_version", artifact.schema()));
            }
            return new DbtCatalog(columns, new ImportReport(source, defects));
        }
    }
}
