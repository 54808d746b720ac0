package io.dataops.testing.mutation;

import io.dataops.testing.mutation.ColumnInfo.Kind;
import io.dataops.testing.property.Binary;
import io.dataops.testing.property.Column;
import io.dataops.testing.property.ColumnType;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.TableSchema;
import io.dataops.testing.property.TimeOfDay;
import io.dataops.testing.property.Uuid;
import io.dataops.testing.property.ZonedTime;
import io.dataops.testing.property.ZonedTimestamp;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of all relations: those of sources as declared, those of steps as the database says. */
final class Catalog {
    private final RelationalSchema sources;
    private final Map<String, List<ColumnInfo>> relations = new LinkedHashMap<>();
    private final Map<String, Map<String, List<ColumnInfo>>> within = new HashMap<>();
    private boolean trusted = true;

    Catalog(RelationalSchema sources) {
        this.sources = sources;
        for (TableSchema table : sources.tables()) {
            List<ColumnInfo> columns = new ArrayList<>();
            for (Column column : table.columns()) {
                Kind kind = kind(column.type());
                columns.add(new ColumnInfo(column.name(), sqlType(column.type()), kind, column.nullable()));
            }
            relations.put(Pipeline.key(table.name()), columns);
        }
    }

    RelationalSchema sources() {
        return sources;
    }

    Optional<TableSchema> source(String name) {
        return sources.tables().stream()
                .filter(t -> trusted && t.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * What the statements of a script know: its own tables too, and of sources that it changes neither keys nor references, nor
     * that any column is never null.
     */
    Catalog within(String step, SqlScript script) {
        Catalog out = new Catalog(sources);
        out.relations.putAll(relations);
        out.relations.putAll(within.getOrDefault(Pipeline.key(step), Map.of()));
        Set<String> written = new HashSet<>(script.changed());
        written.addAll(script.made());
        if (written.stream().anyMatch(name -> source(name).isPresent())) {
            out.trusted = false;
            out.relations.replaceAll((name, columns) -> columns.stream()
                    .map(c -> new ColumnInfo(c.name(), c.sqlType(), c.kind(), true))
                    .toList());
        }
        return out;
    }

    void addWithin(String step, String table, ResultSetMetaData meta) throws SQLException {
        within.computeIfAbsent(Pipeline.key(step), s -> new LinkedHashMap<>()).put(Pipeline.key(table), columns(meta));
    }

    Map<String, List<ColumnInfo>> relations() {
        return relations;
    }

    /** The columns of a relation; empty if it is not known. */
    List<ColumnInfo> columns(String relation) {
        return relations.getOrDefault(Pipeline.key(relation), List.of());
    }

    void add(String step, ResultSetMetaData meta) throws SQLException {
        relations.put(Pipeline.key(step), columns(meta));
    }

    private static List<ColumnInfo> columns(ResultSetMetaData meta) throws SQLException {
        List<ColumnInfo> columns = new ArrayList<>();
        for (int c = 1; c <= meta.getColumnCount(); c++) {
            Kind kind = kind(meta.getColumnType(c), meta.getColumnTypeName(c));
            columns.add(new ColumnInfo(meta.getColumnLabel(c), sqlType(kind, meta, c), kind, true));
        }
        return columns;
    }

    void add(String step, List<String> names) {
        relations.put(
                Pipeline.key(step),
                names.stream()
                        .map(n -> new ColumnInfo(n, "VARCHAR", Kind.OTHER, true))
                        .toList());
    }

    private static Kind kind(ColumnType type) {
        if (type instanceof ColumnType.Choice choice) {
            Object first = choice.values().get(0);
            return first instanceof Long || first instanceof Integer
                    ? Kind.WHOLE
                    : first instanceof Number
                            ? Kind.NUMBER
                            : first instanceof Boolean
                                    ? Kind.BOOL
                                    : first instanceof java.time.LocalDate
                                            ? Kind.DATE
                                            : first instanceof java.time.LocalDateTime ? Kind.TIMESTAMP : Kind.TEXT;
        }
        return type instanceof ColumnType.Int64
                ? Kind.WHOLE
                : type instanceof ColumnType.Decimal || type instanceof ColumnType.Float64
                        ? Kind.NUMBER
                        : type instanceof ColumnType.Bool
                                ? Kind.BOOL
                                : type instanceof ColumnType.Date
                                        ? Kind.DATE
                                        : type instanceof ColumnType.Timestamp
                                                ? Kind.TIMESTAMP
                                                : type instanceof ColumnType.Text ? Kind.TEXT : newer(type);
    }

    private static String sqlType(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
        }
        if (type instanceof ColumnType.Choice choice && choice.values().get(0) instanceof java.math.BigDecimal d) {
            return "DECIMAL(38, " + Math.max(0, d.scale()) + ")";
        }
        return sqlType(kind(type));
    }

    private static Kind newer(ColumnType type) {
        return type instanceof TimeOfDay
                ? Kind.TIME
                : type instanceof ZonedTime
                        ? Kind.ZONED_TIME
                        : type instanceof ZonedTimestamp
                                ? Kind.INSTANT
                                : type instanceof Uuid ? Kind.UUID : type instanceof Binary ? Kind.BYTES : Kind.OTHER;
    }

    private static String sqlType(Kind kind) {
        return switch (kind) {
            case WHOLE -> "BIGINT";
            case NUMBER -> "DOUBLE PRECISION";
            case BOOL -> "BOOLEAN";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case INSTANT -> "TIMESTAMP(6) WITH TIME ZONE";
            case TIME -> "TIME(6)";
            case ZONED_TIME -> "TIME(6) WITH TIME ZONE";
            case UUID -> "UUID";
            case BYTES -> "VARBINARY";
            default -> "VARCHAR";
        };
    }

    private static Kind kind(int type, String name) {
        if (name.equalsIgnoreCase("UUID")) {
            return Kind.UUID;
        }
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.WHOLE;
            case Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.FLOAT, Types.DOUBLE -> Kind.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Kind.BOOL;
            case Types.DATE -> Kind.DATE;
            case Types.TIMESTAMP -> Kind.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.INSTANT;
            case Types.TIME -> Kind.TIME;
            case Types.TIME_WITH_TIMEZONE -> Kind.ZONED_TIME;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BYTES;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NVARCHAR -> Kind.TEXT;
            default -> Kind.OTHER;
        };
    }

    private static String sqlType(Kind kind, ResultSetMetaData meta, int c) throws SQLException {
        int type = meta.getColumnType(c);
        return kind == Kind.NUMBER && (type == Types.NUMERIC || type == Types.DECIMAL)
                ? "DECIMAL(38, " + Math.max(0, Math.min(meta.getScale(c), 20)) + ")"
                : sqlType(kind);
    }
}
