package io.dataops.testing.property;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * Describes tables in Java.
 *
 * <pre>{@code
 * RelationalSchema shop = Schema.of(
 *         Schema.table("customers").pk("id", Schema.int64()).nullable("name", Schema.text(40)).build(),
 *         Schema.table("orders")
 *                 .pk("id", Schema.int64())
 *                 .column("customer_id", Schema.int64())
 *                 .column("amount", Schema.decimal(12, 2, "0", "1e6"))
 *                 .fk("customer_id", "customers", "id")
 *                 .build());
 * Schema.of(Schema.table("a").column("b", Schema.bool()).fk("b", "c", "d").build());
 * // IllegalArgumentException: foreign key (b) -> c(d) of table a refers to a table that is not there. Tables: a
 * }</pre>
 */
public final class Schema {
    private Schema() {}

    /**
     * Puts tables together.
     *
     * @param tables the tables, each name once
     * @return the schema
     */
    public static RelationalSchema of(TableSchema... tables) {
        return new RelationalSchema(List.of(tables));
    }

    /**
     * Starts a table.
     *
     * @param name its name
     * @return a builder
     */
    public static TableSchema.Builder table(String name) {
        return new TableSchema.Builder(name);
    }

    /**
     * Returns the type of all 64-bit whole numbers.
     *
     * @return the type
     */
    public static ColumnType.Int64 int64() {
        return new ColumnType.Int64(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Returns the type of whole numbers in a range.
     *
     * @param min the least
     * @param max the greatest
     * @return the type
     */
    public static ColumnType.Int64 int64(long min, long max) {
        return new ColumnType.Int64(min, max);
    }

    /**
     * Returns the type of numbers with a fixed number of decimals.
     *
     * @param precision digits in all, 1 to 38
     * @param scale digits after the point
     * @param min the least, as text
     * @param max the greatest, as text
     * @return the type
     */
    public static ColumnType.Decimal decimal(int precision, int scale, String min, String max) {
        return new ColumnType.Decimal(precision, scale, new BigDecimal(min), new BigDecimal(max));
    }

    /**
     * Returns the type of all numbers with a fixed number of decimals.
     *
     * @param precision digits in all, 1 to 38
     * @param scale digits after the point
     * @return the type
     */
    public static ColumnType.Decimal decimal(int precision, int scale) {
        return decimal(precision, scale, "-1e40", "1e40");
    }

    /**
     * Returns the type of floating-point numbers in a range.
     *
     * @param min the least
     * @param max the greatest
     * @return the type
     */
    public static ColumnType.Float64 float64(double min, double max) {
        return new ColumnType.Float64(min, max);
    }

    /**
     * Returns the type of texts up to a length.
     *
     * @param maxLength most characters
     * @return the type
     */
    public static ColumnType.Text text(int maxLength) {
        return new ColumnType.Text(0, maxLength);
    }

    /**
     * Returns the type of true and false.
     *
     * @return the type
     */
    public static ColumnType.Bool bool() {
        return new ColumnType.Bool();
    }

    /**
     * Returns the type of dates from 1900 to 2100.
     *
     * @return the type
     */
    public static ColumnType.Date date() {
        return new ColumnType.Date(LocalDate.of(1900, 1, 1), LocalDate.of(2100, 12, 31));
    }

    /**
     * Returns the type of points in time from 1900 to 2100.
     *
     * @return the type
     */
    public static ColumnType.Timestamp timestamp() {
        return new ColumnType.Timestamp(LocalDateTime.of(1900, 1, 1, 0, 0), LocalDateTime.of(2100, 12, 31, 23, 59, 59));
    }

    /**
     * Returns the type of times of day, to the microsecond.
     *
     * @return the type
     */
    public static TimeOfDay time() {
        return time(6);
    }

    /** Times of day with a number of decimals of a second. */
    static TimeOfDay time(int digits) {
        int unit = (int) Math.pow(10, 9 - Math.max(0, Math.min(9, digits)));
        return new TimeOfDay(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 1_000_000_000 - unit));
    }

    /**
     * Returns the type of times of day with an offset, to the microsecond.
     *
     * @param offset the offset that all values have
     * @return the type
     */
    public static ZonedTime zonedTime(ZoneOffset offset) {
        return new ZonedTime(time(), offset);
    }

    /**
     * Returns the type of instants from 1900 to 2100, told in UTC.
     *
     * @return the type
     */
    public static ZonedTimestamp instant() {
        return instant(ZoneOffset.UTC);
    }

    /**
     * Returns the type of instants from 1900 to 2100 told in a zone, whose changes of offset are boundary values.
     *
     * @param zone the zone
     * @return the type
     */
    public static ZonedTimestamp instant(ZoneId zone) {
        return new ZonedTimestamp(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2100-12-31T23:59:59Z"), zone);
    }

    /**
     * Returns the type of universally unique identifiers.
     *
     * @return the type
     */
    public static Uuid uuid() {
        return new Uuid();
    }

    /**
     * Returns the type of binary values up to a length.
     *
     * @param maxLength most bytes
     * @return the type
     */
    public static Binary bytes(int maxLength) {
        return new Binary(0, maxLength);
    }

    /**
     * Returns the type of a few values.
     *
     * @param values the values, at least one, each once
     * @return the type
     */
    public static ColumnType.Choice oneOf(Object... values) {
        return new ColumnType.Choice(Arrays.asList(values));
    }
}
