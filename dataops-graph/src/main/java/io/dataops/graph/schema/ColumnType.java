package io.dataops.graph.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a SQL type takes, as far as its name tells: whole numbers by bits, decimals by digits before and after the
 * point, binary floating point by bits of the mantissa, text by length. Of any other type only the name counts.
 */
record ColumnType(Family family, long before, long after, String name) {
    private static final long UNLIMITED = Long.MAX_VALUE;
    private static final Pattern SHAPE =
            Pattern.compile("([a-z][a-z0-9_ ]*?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?");

    enum Family {
        WHOLE,
        DECIMAL,
        FLOAT,
        TEXT,
        OTHER
    }

    /** Whether a type takes all values of another; if not, a value as JSON that it does not take. */
    record Narrowing(boolean takesAll, boolean sameFamily, Optional<String> witness) {}

    static ColumnType of(String type) {
        String text = type.strip().toLowerCase(Locale.ROOT);
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return new ColumnType(Family.OTHER, 0, 0, text);
        }
        String word = shape.group(1).strip();
        long first = shape.group(2) == null ? -1 : Long.parseLong(shape.group(2));
        long second = shape.group(3) == null ? 0 : Long.parseLong(shape.group(3));
        return switch (word) {
            case "tinyint", "byte" -> whole(8, text);
            case "smallint", "int2", "short" -> whole(16, text);
            case "int", "integer", "int4", "mediumint" -> whole(32, text);
            case "bigint", "int8", "int64", "long" -> whole(64, text);
            case "decimal", "numeric", "number", "dec" ->
                first < 0
                        ? new ColumnType(Family.DECIMAL, UNLIMITED, UNLIMITED, text)
                        : new ColumnType(Family.DECIMAL, first - second, second, text);
            case "real", "float4" -> new ColumnType(Family.FLOAT, 24, 0, text);
            case "double", "double precision", "float", "float8", "float64" ->
                new ColumnType(Family.FLOAT, 53, 0, text);
            case "varchar", "character varying", "char", "character", "nvarchar", "nchar", "varchar2" ->
                new ColumnType(Family.TEXT, first < 0 ? UNLIMITED : first, 0, text);
            case "text", "string", "clob", "longtext" -> new ColumnType(Family.TEXT, UNLIMITED, 0, text);
            default -> new ColumnType(Family.OTHER, 0, 0, text);
        };
    }

    private static ColumnType whole(int bits, String text) {
        return new ColumnType(Family.WHOLE, bits, 0, text);
    }

    private BigInteger largestWhole() {
        return BigInteger.ONE.shiftLeft((int) before - 1).subtract(BigInteger.ONE);
    }

    Narrowing takes(ColumnType writer) {
        boolean same = family == writer.family;
        return switch (family) {
            case WHOLE ->
                switch (writer.family) {
                    case WHOLE ->
                        verdict(
                                before >= writer.before,
                                true,
                                writer.largestWhole().toString());
                    case DECIMAL -> decimal(writer);
                    default -> other(writer);
                };
            case DECIMAL ->
                switch (writer.family) {
                    case WHOLE ->
                        verdict(
                                digits(writer.largestWhole()) <= before,
                                false,
                                writer.largestWhole().toString());
                    case DECIMAL ->
                        before < writer.before
                                ? verdict(
                                        false,
                                        true,
                                        writer.before > 400 ? null : "9".repeat((int) Math.min(writer.before, 400)))
                                : verdict(
                                        after >= writer.after,
                                        true,
                                        writer.after > 400 ? null : smallestFraction(writer.after));
                    default -> other(writer);
                };
            case FLOAT ->
                switch (writer.family) {
                    case FLOAT -> verdict(before >= writer.before, true, null);
                    case WHOLE ->
                        verdict(
                                writer.before - 1 <= before,
                                false,
                                BigInteger.ONE
                                        .shiftLeft((int) before)
                                        .add(BigInteger.ONE)
                                        .toString());
                    default -> other(writer);
                };
            case TEXT ->
                writer.family == Family.TEXT ? verdict(before >= writer.before, true, text(before)) : other(writer);
            case OTHER -> verdict(same && name.equals(writer.name), same, null);
        };
    }

    private Narrowing decimal(ColumnType writer) {
        boolean fits = writer.after == 0
                && writer.before != UNLIMITED
                && new BigInteger("9".repeat((int) Math.min(writer.before, 400))).compareTo(largestWhole()) <= 0;
        String fraction = writer.after == 0 || writer.after > 400 ? null : smallestFraction(writer.after);
        return verdict(
                fits, false, writer.after == 0 && writer.before < 400 ? "9".repeat((int) writer.before) : fraction);
    }

    private static String smallestFraction(long digits) {
        return BigDecimal.ONE.movePointLeft((int) digits).toPlainString();
    }

    private static long digits(BigInteger value) {
        return value.toString().length();
    }

    private static @org.jspecify.annotations.Nullable String text(long length) {
        return length > 100_000 ? null : "\"" + "x".repeat((int) length + 1) + "\"";
    }

    private Narrowing other(ColumnType writer) {
        return verdict(false, false, writer.family == Family.TEXT ? "\"x\"" : null);
    }

    private static Narrowing verdict(boolean takes, boolean same, @org.jspecify.annotations.Nullable String witness) {
        return new Narrowing(takes, same, takes ? Optional.empty() : Optional.ofNullable(witness));
    }

    /** The smallest value as JSON, if the family has a literal that any database takes. */
    Optional<String> smallest() {
        return switch (family) {
            case WHOLE, DECIMAL, FLOAT -> Optional.of("0");
            case TEXT -> Optional.of("\"\"");
            case OTHER -> name.startsWith("bool") ? Optional.of("false") : Optional.empty();
        };
    }
}
