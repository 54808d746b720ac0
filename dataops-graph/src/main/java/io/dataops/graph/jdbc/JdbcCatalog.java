package io.dataops.graph.jdbc;

import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.ImportReport;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.schema.TableSchema;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables, views and foreign keys of a database, as its driver tells them. Immutable; the connection is not kept.
 *
 * <pre>{@code
 * JdbcCatalog catalog = JdbcCatalog.read(connection, "PUBLIC");
 * catalog.graph().downstreamOf("PUBLIC.CUSTOMERS");   // [PUBLIC.ORDERS], which refer to it
 * JdbcCatalog.read(connection, "NIX");                // a catalogue without tables
 * }</pre>
 *
 * @param tables by name with schema, in the order of the driver
 * @param views names of those that are views
 * @param foreignKeys for each table, the tables that it refers to
 */
public record JdbcCatalog(Map<String, TableSchema> tables, Set<String> views, Map<String, Set<String>> foreignKeys) {

    /** Copies the collections. */
    public JdbcCatalog {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        views = Collections.unmodifiableSet(new LinkedHashSet<>(views));
        foreignKeys = Collections.unmodifiableMap(new LinkedHashMap<>(foreignKeys));
    }

    /**
     * Reads the catalogue of one schema.
     *
     * @param connection an open connection, left open
     * @param schema the schema, in the case in which the database keeps it
     * @return its tables and views
     * @throws SQLException from the driver
     */
    public static JdbcCatalog read(Connection connection, String schema) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String catalog = connection.getCatalog();
        String escape = data.getSearchStringEscape();
        String pattern = escape == null || escape.isEmpty()
                ? schema
                : schema.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
        Map<String, TableSchema> tables = new LinkedHashMap<>();
        Set<String> views = new LinkedHashSet<>();
        try (ResultSet rows = data.getTables(catalog, pattern, "%", null)) {
            while (rows.next()) {
                String type = String.valueOf(rows.getString("TABLE_TYPE"));
                String name = schema + "." + rows.getString("TABLE_NAME");
                if (type.contains("TABLE") || type.equals("VIEW") || type.equals("MATERIALIZED VIEW")) {
                    tables.put(name, TableSchema.of(name));
                    if (type.contains("VIEW")) {
                        views.add(name);
                    }
                }
            }
        }
        try (ResultSet rows = data.getColumns(catalog, pattern, "%", "%")) {
            while (rows.next()) {
                String name = schema + "." + rows.getString("TABLE_NAME");
                String column = rows.getString("COLUMN_NAME");
                String type =
                        type(rows.getString("TYPE_NAME"), rows.getInt("COLUMN_SIZE"), rows.getInt("DECIMAL_DIGITS"));
                boolean nullable = rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
                boolean hasDefault = rows.getString("COLUMN_DEF") != null;
                tables.computeIfPresent(
                        name, (n, t) -> t.with(new TableSchema.Column(column, type, nullable, hasDefault)));
            }
        }
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        for (String name : tables.keySet()) {
            if (!views.contains(name)) {
                keys.put(name, keys(data, catalog, schema, name.substring(schema.length() + 1)));
            }
        }
        return new JdbcCatalog(tables, views, keys);
    }

    private static Set<String> keys(DatabaseMetaData data, String catalog, String schema, String table)
            throws SQLException {
        Set<String> targets = new LinkedHashSet<>();
        try (ResultSet rows = data.getImportedKeys(catalog, schema, table)) {
            while (rows.next()) {
                String of = rows.getString("PKTABLE_SCHEM");
                targets.add((of == null ? schema : of) + "." + rows.getString("PKTABLE_NAME"));
            }
        }
        return targets;
    }

    /** Text with its length and decimals with their digits; for other types the size says nothing new. */
    private static String type(String name, int size, int digits) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (size > 0
                && size < 1_000_000
                && lower.matches("(n?(var)?char.*|character( varying)?)")
                && !lower.contains("(")) {
            return name + "(" + size + ")";
        }
        return size > 0 && lower.matches("decimal|numeric") ? name + "(" + size + "," + digits + ")" : name;
    }

    /**
     * Returns this catalogue if the graph holds all of it.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public JdbcCatalog strict() {
        report().refuseDefects();
        return this;
    }

    /**
     * Returns what the graph does not hold: foreign keys that lead out of the schema or to the table itself, and tables of which
     * the driver tells no column.
     *
     * @return the report
     */
    public ImportReport report() {
        List<Defect> defects = new ArrayList<>();
        tables.forEach((name, table) -> {
            if (table.columns().isEmpty()) {
                defects.add(new Defect(Kind.UNREADABLE_ENTRY, name, "has no columns that this user may see"));
            }
        });
        foreignKeys.forEach((from, targets) -> targets.forEach(to -> {
            if (to.equals(from)) {
                defects.add(new Defect(Kind.SELF_REFERENCE, from, to));
            } else if (!tables.containsKey(to)) {
                defects.add(new Defect(Kind.DANGLING_REFERENCE, from, to));
            }
        }));
        return new ImportReport("the catalogue of a database", defects);
    }

    /**
     * Returns the columns by table, as the reader of SQL takes them.
     *
     * @return names of columns by name of table
     */
    public Map<String, List<String>> columns() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        tables.forEach((name, table) -> all.put(
                name, table.columns().stream().map(TableSchema.Column::name).toList()));
        return all;
    }

    /**
     * Returns the graph of tables and views with their columns; a table that refers to another depends on it.
     *
     * @return the graph; tables go by their names with and without schema
     */
    public DependencyGraph graph() {
        GraphBuilder builder = DependencyGraph.builder();
        tables.forEach((name, table) -> {
            String kind = views.contains(name) ? "view" : "table";
            builder.asset(new Asset(name, Layer.DATA, kind, Set.of(name.substring(name.indexOf('.') + 1))));
            table.columns().forEach(c -> builder.column(name, c.name()));
        });
        List<String[]> edges = new ArrayList<>();
        foreignKeys.forEach((from, targets) -> targets.forEach(to -> edges.add(new String[] {to, from})));
        edges.stream()
                .filter(e -> builder.contains(e[0]) && builder.contains(e[1]))
                .forEach(e -> builder.edge(e[0], e[1]));
        return builder.build();
    }
}
