package io.dataops.testing.mutation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows under column names: what a step of a pipeline reads and returns. Cells are numbers, texts, booleans, dates, times or
 * null. Immutable.
 *
 * <p>Two relations are the same if they have the same rows in any order ({@link #isSameAs}): numbers compare by value, floating
 * ones to 12 digits, and names of columns in any letter case.
 *
 * <pre>{@code
 * Relation.of(List.of("id", "amount"), Arrays.asList(1, 9.50), Arrays.asList(2, null));
 * Relation.of(List.of("id"), List.of(1, 2));   // IllegalArgumentException: row 0 has 2 cells, and must have 1.
 * }</pre>
 *
 * @param columns names of the columns
 * @param rows the rows, each with a cell for every column; cells may be null
 */
public record Relation(List<String> columns, List<List<@Nullable Object>> rows) {
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    /** Copies the lists; refuses rows of another width. */
    public Relation {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).size() != columns.size()) {
                throw new IllegalArgumentException(
                        "row " + r + " has " + rows.get(r).size() + " cells, and must have " + columns.size() + ".");
            }
            copy.add(Collections.unmodifiableList(new ArrayList<>(rows.get(r))));
        }
        rows = Collections.unmodifiableList(copy);
    }

    /**
     * Makes a relation.
     *
     * @param columns names of the columns
     * @param rows the rows; cells may be null
     * @return the relation
     */
    public static Relation of(List<String> columns, List<?>... rows) {
        List<List<@Nullable Object>> copy = new ArrayList<>();
        for (List<?> row : rows) {
            copy.add(new ArrayList<>(row));
        }
        return new Relation(columns, copy);
    }

    /**
     * Returns the number of rows.
     *
     * @return 0 or more
     */
    public int size() {
        return rows.size();
    }

    /**
     * Returns the cells of a column.
     *
     * @param column its name, in any letter case
     * @return its cells; they may be null
     * @throws IllegalArgumentException if there is no such column
     */
    public List<@Nullable Object> column(String column) {
        int c = indexOf(column);
        List<@Nullable Object> out = new ArrayList<>();
        rows.forEach(row -> out.add(row.get(c)));
        return Collections.unmodifiableList(out);
    }

    int indexOf(String column) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).equalsIgnoreCase(column)) {
                return c;
            }
        }
        throw new IllegalArgumentException("column (" + column + ") is not there. Columns: " + columns);
    }

    /**
     * Says whether another relation has the same rows, in any order, under the same names.
     *
     * @param other the other one
     * @return true if no query could tell them apart
     */
    public boolean isSameAs(Relation other) {
        if (columns.size() != other.columns.size() || rows.size() != other.rows.size()) {
            return false;
        }
        for (int c = 0; c < columns.size(); c++) {
            if (!columns.get(c).equalsIgnoreCase(other.columns.get(c))) {
                return false;
            }
        }
        return bag().equals(other.bag());
    }

    /** Whether the rows are also in the same order. */
    boolean isSameInOrderAs(Relation other) {
        if (!isSameAs(other)) {
            return false;
        }
        for (int r = 0; r < rows.size(); r++) {
            if (!comparable(rows.get(r)).equals(comparable(other.rows.get(r)))) {
                return false;
            }
        }
        return true;
    }

    private Map<List<Object>, Integer> bag() {
        Map<List<Object>, Integer> bag = new HashMap<>();
        rows.forEach(row -> bag.merge(comparable(row), 1, Integer::sum));
        return bag;
    }

    private static List<Object> comparable(List<? extends @Nullable Object> row) {
        List<Object> out = new ArrayList<>(row.size());
        row.forEach(cell -> out.add(comparable(cell)));
        return out;
    }

    /** A cell in a form in which equal values are equal objects. */
    static Object comparable(@Nullable Object cell) {
        if (cell == null) {
            return Missing.NULL;
        } else if (cell instanceof BigDecimal number) {
            return number(number);
        } else if (cell instanceof BigInteger number) {
            return number(new BigDecimal(number));
        } else if (cell instanceof Double || cell instanceof Float) {
            double value = ((Number) cell).doubleValue();
            return Double.isFinite(value) ? number(new BigDecimal(value)) : String.valueOf(value);
        } else if (cell instanceof Number number) {
            return number(BigDecimal.valueOf(number.longValue()));
        } else if (cell instanceof java.sql.Timestamp time) {
            return time.toLocalDateTime().toString();
        } else if (cell instanceof OffsetDateTime moment) {
            return moment.toInstant().toString();
        } else if (cell instanceof OffsetTime time) {
            return DateTimeFormatter.ISO_OFFSET_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
        } else if (cell instanceof LocalTime time) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
        } else if (cell instanceof java.sql.Date || cell instanceof java.sql.Time) {
            return cell.toString();
        } else if (cell instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return cell instanceof Boolean ? cell : cell.toString();
    }

    private static BigDecimal number(BigDecimal value) {
        BigDecimal plain = value.round(DIGITS).stripTrailingZeros();
        return plain.signum() == 0 ? BigDecimal.ZERO : plain;
    }

    private enum Missing {
        NULL
    }

    /** A cell as a database gave it, in a type of the JDK. */
    static @Nullable Object plain(@Nullable Object cell) throws SQLException {
        if (cell instanceof java.sql.Timestamp time) {
            return time.toLocalDateTime();
        } else if (cell instanceof java.sql.Date date) {
            return date.toLocalDate();
        } else if (cell instanceof java.sql.Time time) {
            return time.toLocalTime();
        } else if (cell instanceof Clob clob) {
            return clob.getSubString(1, (int) Math.min(1_000_000, clob.length()));
        }
        return cell;
    }

    /** The rows as lines of text, for messages; at most 20 of them. */
    String text() {
        StringBuilder out = new StringBuilder(String.join(",", columns).toLowerCase(Locale.ROOT));
        rows.stream().limit(20).forEach(row -> out.append('\n').append(row));
        return rows.size() > 20 ? out.append("\n…").toString() : out.toString();
    }
}
