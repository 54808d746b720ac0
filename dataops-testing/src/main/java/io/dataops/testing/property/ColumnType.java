package io.dataops.testing.property;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;

/**
 * The values that a column can have, numbered from the simplest: index 0 is 0, the empty text, 1970-01-01 or the first
 * choice, and a larger index is further from it. The numbering makes generation constructive and shrinking a search for a
 * smaller number.
 *
 * <pre>{@code
 * ColumnType type = new ColumnType.Int64(1, 10);
 * type.valueAt(0);              // 1L
 * type.accepts(11L);            // false
 * new ColumnType.Int64(2, 1);   // IllegalArgumentException: max (1) must be at least min (2).
 * }</pre>
 */
public sealed interface ColumnType
        permits ColumnType.Int64,
                ColumnType.Decimal,
                ColumnType.Float64,
                ColumnType.Text,
                ColumnType.Bool,
                ColumnType.Date,
                ColumnType.Timestamp,
                ColumnType.Choice,
                TimeOfDay,
                ZonedTimestamp,
                ZonedTime,
                Uuid,
                Binary {
    /** Distinct values that are counted at most. */
    long MANY = 1L << 62;

    /**
     * Returns how many values are numbered.
     *
     * @return at least 1, at most {@link #MANY}
     */
    long cardinality();

    /**
     * Returns a value by its number.
     *
     * @param index from 0 to {@link #cardinality()} - 1
     * @return the value; different for every index
     */
    Object valueAt(long index);

    /**
     * Returns the number of a value.
     *
     * @param value a value of this type
     * @return its index; -1 if it is not numbered, as values far out or with characters beyond a to z are not
     */
    long indexOf(Object value);

    /**
     * Says whether a value belongs to the type.
     *
     * @param value any value but null
     * @return true if a column of the type can have it
     */
    boolean accepts(Object value);

    /**
     * Returns values at which programs tend to fail.
     *
     * @return boundary values, each accepted; at least one
     */
    List<Object> edges();

    /**
     * Whole numbers, as {@link Long}.
     *
     * @param min the least
     * @param max the greatest
     */
    record Int64(long min, long max) implements ColumnType {
        /** Refuses an empty range. */
        public Int64 {
            Boundaries.ordered(min, max);
        }

        private Indexed numbers() {
            return new Indexed(min, max);
        }

        @Override
        public long cardinality() {
            return numbers().size();
        }

        @Override
        public Object valueAt(long index) {
            return numbers().valueAt(index);
        }

        @Override
        public long indexOf(Object value) {
            return numbers().indexOf((Long) value);
        }

        @Override
        public boolean accepts(Object value) {
            return value instanceof Long v && v >= min && v <= max;
        }

        @Override
        public List<Object> edges() {
            return Boundaries.accepted(
                    List.of(0L, 1L, -1L, min, max, min + 1, max - 1, 2147483648L, -2147483649L), this);
        }
    }

    /**
     * Numbers with a fixed number of decimals, as {@link BigDecimal} of exactly that scale.
     *
     * @param precision digits in all, 1 to 38
     * @param scale digits after the point, 0 to the precision
     * @param min the least
     * @param max the greatest
     */
    record Decimal(int precision, int scale, BigDecimal min, BigDecimal max) implements ColumnType {
        /** Refuses a precision or scale out of range, and an empty range. */
        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("precision (" + precision + ") must be between 1 and 38, and scale ("
                        + scale + ") between 0 and the precision.");
            }
            BigDecimal largest = new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
            min = min.max(largest.negate()).setScale(scale, RoundingMode.CEILING);
            max = max.min(largest).setScale(scale, RoundingMode.FLOOR);
            Boundaries.ordered(min, max);
        }

        private static long unscaled(BigDecimal value) {
            BigInteger exact = value.unscaledValue();
            return exact.bitLength() < 63 ? exact.longValue() : exact.signum() < 0 ? -MANY : MANY;
        }

        private Indexed numbers() {
            return new Indexed(unscaled(min), unscaled(max));
        }

        @Override
        public long cardinality() {
            return numbers().size();
        }

        @Override
        public Object valueAt(long index) {
            return BigDecimal.valueOf(numbers().valueAt(index), scale);
        }

        @Override
        public long indexOf(Object value) {
            BigInteger exact = ((BigDecimal) value).unscaledValue();
            return exact.bitLength() < 63 ? numbers().indexOf(exact.longValue()) : -1;
        }

        @Override
        public boolean accepts(Object value) {
            return value instanceof BigDecimal v
                    && v.scale() == scale
                    && v.compareTo(min) >= 0
                    && v.compareTo(max) <= 0;
        }

        @Override
        public List<Object> edges() {
            BigDecimal unit = BigDecimal.valueOf(1, scale);
            return Boundaries.accepted(
                    List.of(BigDecimal.valueOf(0, scale), unit, unit.negate(), min, max, max.subtract(unit)), this);
        }
    }

    /**
     * Floating-point numbers, as {@link Double}; the whole numbers of the range are numbered.
     *
     * @param min the least, finite
     * @param max the greatest, finite
     */
    record Float64(double min, double max) implements ColumnType {
        /** Refuses an empty range and bounds that are not finite. */
        public Float64 {
            if (!Double.isFinite(min) || !Double.isFinite(max)) {
                throw new IllegalArgumentException("min (" + min + ") and max (" + max + ") must be finite.");
            }
            Boundaries.ordered(min, max);
        }

        private boolean whole() {
            return Math.ceil(min) <= Math.floor(max);
        }

        private Indexed numbers() {
            double far = 1L << 52;
            return new Indexed((long) Math.max(-far, Math.min(far, Math.ceil(min))), (long)
                    Math.min(far, Math.max(-far, Math.floor(max))));
        }

        @Override
        public long cardinality() {
            return whole() ? numbers().size() : 1;
        }

        @Override
        public Object valueAt(long index) {
            return whole() ? Math.max(min, Math.min(max, (double) numbers().valueAt(index))) : min;
        }

        @Override
        public long indexOf(Object value) {
            double v = (Double) value;
            if (!whole()) {
                return v == min ? 0 : -1;
            }
            return v == Math.rint(v) && Math.abs(v) <= 1L << 52 ? numbers().indexOf((long) v) : -1;
        }

        @Override
        public boolean accepts(Object value) {
            return value instanceof Double v && v >= min && v <= max;
        }

        @Override
        public List<Object> edges() {
            return Boundaries.accepted(List.of(0.0, -0.0, 1.0, -1.0, min, max, Double.MIN_VALUE, 0.1, 1e15), this);
        }
    }

    /**
     * Text, as {@link String}; texts of a to z are numbered.
     *
     * @param minLength fewest UTF-16 characters, 0 or more
     * @param maxLength most UTF-16 characters, up to 1,000,000
     */
    record Text(int minLength, int maxLength) implements ColumnType {
        /** Refuses lengths out of range. */
        public Text {
            if (minLength < 0 || maxLength > 1_000_000) {
                throw new IllegalArgumentException("minLength (" + minLength + ") must be 0 or more and maxLength ("
                        + maxLength + ") at most 1000000.");
            }
            Boundaries.ordered(minLength, maxLength);
        }

        private Letters letters() {
            return new Letters(minLength, maxLength);
        }

        @Override
        public long cardinality() {
            return letters().size();
        }

        @Override
        public Object valueAt(long index) {
            return letters().valueAt(index);
        }

        @Override
        public long indexOf(Object value) {
            return letters().indexOf((String) value);
        }

        @Override
        public boolean accepts(Object value) {
            return value instanceof String v && v.length() >= minLength && v.length() <= maxLength;
        }

        @Override
        public List<Object> edges() {
            return Boundaries.accepted(
                    List.of(
                            "a".repeat(minLength),
                            "z".repeat(Math.min(maxLength, 1_000)),
                            " ",
                            "'",
                            "\"",
                            ",",
                            "\n",
                            "NULL",
                            "0",
                            "é",
                            "ß",
                            "İ",
                            "日本",
                            "\uD83D\uDE00",
                            "e\u0301",
                            "\u202Eab",
                            "a\tb"),
                    this);
        }
    }

    /** True and false, as {@link Boolean}. */
    record Bool() implements ColumnType {
        @Override
        public long cardinality() {
            return 2;
        }

        @Override
        public Object valueAt(long index) {
            return index == 1;
        }

        @Override
        public long indexOf(Object value) {
            return (Boolean) value ? 1 : 0;
        }

        @Override
        public boolean accepts(Object value) {
            return value instanceof Boolean;
        }

        @Override
        public List<Object> edges() {
            return List.of(false, true);
        }
    }

    /**
     * Dates, as {@link LocalDate}.
     *
     * @param min the first
     * @param max the last
     */
    record Date(LocalDate min, LocalDate max) implements ColumnType {
        /** Refuses an empty range. */
        public Date {
            Boundaries.ordered(min.toEpochDay(), max.toEpochDay());
        }

        private Indexed numbers() {
            return new Indexed(min.toEpochDay(), max.toEpochDay());
        }

        @Override
        public long cardinality() {
            return numbers().size();
        }

        @Override
        public Object valueAt(long index) {
            return LocalDate.ofEpochDay(numbers().valueAt(index));
        }

        @Override
        public long indexOf(Object value) {
            return numbers().indexOf(((LocalDate) value).toEpochDay());
        }

        @Override
        public boolean accepts(Object value) {
            return value instanceof LocalDate v && !v.isBefore(min) && !v.isAfter(max);
        }

        @Override
        public List<Object> edges() {
            return Boundaries.accepted(
                    List.of(
                            LocalDate.EPOCH,
                            min,
                            max,
                            LocalDate.of(2000, 2, 29),
                            LocalDate.of(2024, 2, 29),
                            LocalDate.of(2023, 12, 31),
                            LocalDate.of(2024, 1, 1),
                            LocalDate.of(1969, 12, 31),
                            LocalDate.of(1900, 3, 1)),
                    this);
        }
    }

    /**
     * Points in time without a zone, as {@link LocalDateTime}; the whole seconds are numbered.
     *
     * @param min the first
     * @param max the last
     */
    record Timestamp(LocalDateTime min, LocalDateTime max) implements ColumnType {
        /** Refuses an empty range. */
        public Timestamp {
            if (max.truncatedTo(ChronoUnit.SECONDS).isBefore(min)) {
                throw new IllegalArgumentException(
                        "max (" + max + ") must have a whole second at or after min (" + min + ").");
            }
        }

        private static boolean whole(LocalDateTime value) {
            return value.truncatedTo(ChronoUnit.SECONDS).equals(value);
        }

        private Indexed numbers() {
            return new Indexed(
                    min.toEpochSecond(ZoneOffset.UTC) + (whole(min) ? 0 : 1), max.toEpochSecond(ZoneOffset.UTC));
        }

        @Override
        public long cardinality() {
            return numbers().size();
        }

        @Override
        public Object valueAt(long index) {
            return LocalDateTime.ofEpochSecond(numbers().valueAt(index), 0, ZoneOffset.UTC);
        }

        @Override
        public long indexOf(Object value) {
            LocalDateTime v = (LocalDateTime) value;
            return whole(v) ? numbers().indexOf(v.toEpochSecond(ZoneOffset.UTC)) : -1;
        }

        @Override
        public boolean accepts(Object value) {
            return value instanceof LocalDateTime v && !v.isBefore(min) && !v.isAfter(max);
        }

        @Override
        public List<Object> edges() {
            return Boundaries.accepted(
                    List.of(
                            LocalDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC),
                            min,
                            max,
                            LocalDateTime.of(2024, 2, 29, 23, 59, 59),
                            LocalDateTime.of(2024, 3, 31, 2, 30),
                            LocalDateTime.of(2024, 10, 27, 2, 30),
                            LocalDateTime.of(2023, 12, 31, 23, 59, 59, 999_999_000),
                            LocalDateTime.of(2038, 1, 19, 3, 14, 8)),
                    this);
        }
    }

    /**
     * One of a few values.
     *
     * @param values the values, at least one, each once
     */
    record Choice(List<Object> values) implements ColumnType {
        /** Copies the values; refuses none and duplicates. */
        public Choice {
            values = List.copyOf(values);
            if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException(
                        "values " + values + " of a choice must be at least one, each once.");
            }
        }

        @Override
        public long cardinality() {
            return values.size();
        }

        @Override
        public Object valueAt(long index) {
            return values.get((int) index);
        }

        @Override
        public long indexOf(Object value) {
            return values.indexOf(value);
        }

        @Override
        public boolean accepts(Object value) {
            return values.contains(value);
        }

        @Override
        public List<Object> edges() {
            return values;
        }
    }
}
