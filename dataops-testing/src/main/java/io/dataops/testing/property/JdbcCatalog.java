package io.dataops.testing.property;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the tables of a database from its catalogue: columns, primary, unique and foreign keys. Checks and defaults are not
 * in a catalogue, so a generated dataset may violate them.
 *
 * <pre>{@code
 * RelationalSchema shop = JdbcCatalog.read(connection, "PUBLIC");
 * Dataset data = Datasets.of(shop).rows(0, 100).generate();
 * JdbcCatalog.read(connection, "NOWHERE");   // IllegalArgumentException: schema (NOWHERE) has no tables. ...
 * }</pre>
 */
public final class JdbcCatalog {
    private static final int LONGEST_TEXT = 1_000;

    private final DatabaseMetaData catalog;
    private final String schema;

    private JdbcCatalog(DatabaseMetaData catalog, String schema) {
        this.catalog = catalog;
        this.schema = schema;
    }

    /**
     * Reads a schema.
     *
     * @param connection a connection; it is not closed
     * @param schema the name of a schema, as the catalogue spells it
     * @return its tables
     * @throws SQLException if the catalogue cannot be read
     * @throws IllegalArgumentException if there are no tables, or a key cannot be represented
     */
    public static RelationalSchema read(Connection connection, String schema) throws SQLException {
        return new JdbcCatalog(connection.getMetaData(), schema).tables();
    }

    private RelationalSchema tables() throws SQLException {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        try (ResultSet rows = catalog.getTables(null, schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                columns.put(rows.getString("TABLE_NAME"), new ArrayList<>());
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "schema (" + schema + ") has no tables. Maybe spell it as the catalogue does.");
        }
        try (ResultSet rows = catalog.getColumns(null, schema, "%", "%")) {
            while (rows.next()) {
                List<Column> of = columns.get(rows.getString("TABLE_NAME"));
                if (of != null) {
                    of.add(new Column(
                            rows.getString("COLUMN_NAME"),
                            type(
                                    rows.getInt("DATA_TYPE"),
                                    rows.getInt("COLUMN_SIZE"),
                                    rows.getInt("DECIMAL_DIGITS"),
                                    String.valueOf(rows.getString("TYPE_NAME"))),
                            rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
                }
            }
        }
        List<TableSchema> tables = new ArrayList<>();
        for (Map.Entry<String, List<Column>> table : columns.entrySet()) {
            List<String> primary = primaryKey(table.getKey());
            List<List<String>> unique = uniqueKeys(table.getKey());
            unique.remove(primary);
            tables.add(new TableSchema(table.getKey(), table.getValue(), primary, unique, foreignKeys(table.getKey())));
        }
        return new RelationalSchema(tables);
    }

    private List<String> primaryKey(String table) throws SQLException {
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = catalog.getPrimaryKeys(null, schema, table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    private List<List<String>> uniqueKeys(String table) throws SQLException {
        Map<String, Map<Integer, String>> keys = new TreeMap<>();
        try (ResultSet rows = catalog.getIndexInfo(null, schema, table, true, true)) {
            while (rows.next()) {
                String name = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                if (name != null && column != null) {
                    keys.computeIfAbsent(name, k -> new TreeMap<>()).put(rows.getInt("ORDINAL_POSITION"), column);
                }
            }
        }
        List<List<String>> out = new ArrayList<>();
        keys.values().forEach(k -> out.add(List.copyOf(k.values())));
        return out;
    }

    private List<ForeignKey> foreignKeys(String table) throws SQLException {
        Map<String, Map<Integer, String[]>> keys = new LinkedHashMap<>();
        try (ResultSet rows = catalog.getImportedKeys(null, schema, table)) {
            while (rows.next()) {
                String name = rows.getString("FK_NAME") + " " + rows.getString("PKTABLE_NAME");
                keys.computeIfAbsent(name, k -> new TreeMap<>()).put(rows.getInt("KEY_SEQ"), new String[] {
                    rows.getString("FKCOLUMN_NAME"), rows.getString("PKTABLE_NAME"), rows.getString("PKCOLUMN_NAME")
                });
            }
        }
        List<ForeignKey> out = new ArrayList<>();
        for (Map<Integer, String[]> key : keys.values()) {
            List<String[]> parts = List.copyOf(key.values());
            out.add(new ForeignKey(
                    parts.stream().map(p -> p[0]).toList(),
                    parts.get(0)[1],
                    parts.stream().map(p -> p[2]).toList()));
        }
        return out;
    }

    private static ColumnType type(int type, int size, int digits, String name) {
        if (name.equalsIgnoreCase("uuid") || name.equalsIgnoreCase("uniqueidentifier")) {
            return Schema.uuid();
        }
        return switch (type) {
            case Types.TINYINT -> Schema.int64(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case Types.SMALLINT -> Schema.int64(Short.MIN_VALUE, Short.MAX_VALUE);
            case Types.INTEGER -> Schema.int64(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Types.BIGINT -> Schema.int64();
            case Types.DECIMAL, Types.NUMERIC -> {
                int precision = size > 0 && size <= 38 ? size : 38;
                yield Schema.decimal(precision, Math.max(0, Math.min(digits, precision)));
            }
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Schema.float64(-1e9, 1e9);
            case Types.BOOLEAN, Types.BIT -> Schema.bool();
            case Types.DATE -> Schema.date();
            case Types.TIMESTAMP -> name.equalsIgnoreCase("timestamptz") ? Schema.instant() : Schema.timestamp();
            case Types.TIMESTAMP_WITH_TIMEZONE -> Schema.instant();
            case Types.TIME ->
                name.equalsIgnoreCase("timetz") ? zoned(digits) : Schema.time(Math.min(6, Math.max(0, digits)));
            case Types.TIME_WITH_TIMEZONE -> zoned(digits);
            case Types.BINARY -> {
                int length = size > 0 ? Math.min(size, LONGEST_TEXT) : LONGEST_TEXT;
                yield name.toUpperCase(Locale.ROOT).contains("VAR") || name.equalsIgnoreCase("bytea")
                        ? Schema.bytes(length)
                        : new Binary(length, length);
            }
            case Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                Schema.bytes(size > 0 ? Math.min(size, LONGEST_TEXT) : LONGEST_TEXT);
            default -> Schema.text(size > 0 ? Math.min(size, LONGEST_TEXT) : LONGEST_TEXT);
        };
    }

    private static ColumnType zoned(int digits) {
        return new ZonedTime(Schema.time(Math.min(6, Math.max(0, digits))), ZoneOffset.UTC);
    }
}
