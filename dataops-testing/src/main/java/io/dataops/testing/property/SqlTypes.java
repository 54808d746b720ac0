package io.dataops.testing.property;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.statement.create.table.ColDataType;

/** Column types by their names in SQL. */
final class SqlTypes {
    private static final int TEXT = 255;
    private static final int LONGEST = 1_000_000;

    private SqlTypes() {}

    static ColumnType of(ColDataType declared, boolean zoned, String column, List<String> notes) {
        List<String> arguments = declared.getArgumentsStringList();
        return of(
                declared.getDataType()
                        + (arguments == null ? "" : "(" + String.join(",", arguments) + ")")
                        + (zoned ? " WITH TIME ZONE" : ""),
                column,
                notes);
    }

    /** The type that a text like {@code numeric(8, 2)} means. */
    static ColumnType of(String declared, String column, List<String> notes) {
        int open = declared.indexOf('(');
        String name = (open < 0 ? declared : declared.substring(0, open))
                .toUpperCase(Locale.ROOT)
                .strip();
        int close = declared.lastIndexOf(')');
        List<String> arguments = open < 0 || close < open
                ? List.of()
                : Arrays.stream(declared.substring(open + 1, close).split(","))
                        .map(String::strip)
                        .toList();
        boolean zoned = declared.toUpperCase(Locale.ROOT).matches("(?s).*\\bWITH (LOCAL )?TIME ZONE\\b.*");
        int first = number(arguments, 0);
        int second = number(arguments, 1);
        String word = name.replaceAll("\\s.*", "");
        return switch (word) {
            case "INT", "INTEGER", "MEDIUMINT", "INT4", "SERIAL", "YEAR" ->
                Schema.int64(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "SMALLINT", "INT2" -> Schema.int64(Short.MIN_VALUE, Short.MAX_VALUE);
            case "TINYINT" -> Schema.int64(0, Byte.MAX_VALUE);
            case "BIGINT", "INT8", "BIGSERIAL", "LONG" -> Schema.int64();
            case "VARCHAR", "CHAR", "CHARACTER", "NVARCHAR", "NCHAR", "VARCHAR2", "BPCHAR" ->
                Schema.text(first > 0 ? Math.min(first, 1_000_000) : word.startsWith("VAR") ? TEXT : 1);
            case "TEXT", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "CLOB", "STRING" -> Schema.text(TEXT);
            case "NUMERIC", "DECIMAL", "DEC", "NUMBER" -> decimal(first, second);
            case "REAL", "FLOAT", "DOUBLE", "FLOAT4", "FLOAT8" -> Schema.float64(-1e9, 1e9);
            case "BOOLEAN", "BOOL", "BIT" -> Schema.bool();
            case "DATE" -> Schema.date();
            case "TIMESTAMP", "DATETIME" -> zoned ? Schema.instant() : Schema.timestamp();
            case "TIMESTAMPTZ", "DATETIMEOFFSET", "TIMESTAMP_TZ", "TIMESTAMP_LTZ" -> Schema.instant();
            case "TIME", "TIMETZ" -> {
                TimeOfDay local = Schema.time(Math.min(6, Math.max(0, first)));
                yield zoned || word.equals("TIMETZ") ? new ZonedTime(local, ZoneOffset.UTC) : local;
            }
            case "UUID", "UNIQUEIDENTIFIER" -> Schema.uuid();
            case "BINARY" -> new Binary(Math.max(1, Math.min(first, LONGEST)), Math.max(1, Math.min(first, LONGEST)));
            case "BYTEA", "VARBINARY", "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "BYTES", "RAW" ->
                Schema.bytes(first > 0 ? Math.min(first, LONGEST) : TEXT);
            case "ENUM" ->
                Schema.oneOf(arguments.stream()
                        .map(a -> (Object) a.replaceAll("^'|'$", ""))
                        .distinct()
                        .toArray());
            default -> {
                notes.add("type " + name + " of " + column + " is generated as text");
                yield Schema.text(first > 0 ? Math.min(first, TEXT) : TEXT);
            }
        };
    }

    private static ColumnType decimal(int precision, int scale) {
        int digits = precision > 0 ? Math.min(precision, 38) : 18;
        return Schema.decimal(digits, Math.min(Math.max(0, scale), digits));
    }

    private static int number(List<String> arguments, int i) {
        return i < arguments.size() && arguments.get(i).strip().matches("\\d{1,7}")
                ? Integer.parseInt(arguments.get(i).strip())
                : -1;
    }
}
