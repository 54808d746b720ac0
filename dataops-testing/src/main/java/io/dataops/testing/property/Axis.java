package io.dataops.testing.property;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The values of ordered types as whole numbers in the same order, a step being the least difference that is made. */
final class Axis {
    private static final long MICROS = 1_000_000;
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private Axis() {}

    /** Whether values of two types can be compared on one axis. */
    static boolean isShared(ColumnType a, ColumnType b) {
        return a.getClass() == b.getClass()
                && !(a instanceof ColumnType.Text || a instanceof ColumnType.Bool || a instanceof ColumnType.Choice)
                && !(a instanceof Uuid || a instanceof Binary)
                && (!(a instanceof ColumnType.Decimal x)
                        || !(b instanceof ColumnType.Decimal y)
                        || x.scale() == y.scale());
    }

    static long min(ColumnType type) {
        return at(least(type));
    }

    private static Object least(ColumnType type) {
        if (type instanceof ColumnType.Int64 t) {
            return t.min();
        } else if (type instanceof ColumnType.Decimal t) {
            return t.min();
        } else if (type instanceof ColumnType.Float64 t) {
            return t.min();
        } else if (type instanceof ColumnType.Date t) {
            return t.min();
        } else if (type instanceof ColumnType.Timestamp t) {
            return t.min();
        } else if (type instanceof TimeOfDay t) {
            return t.min();
        } else if (type instanceof ZonedTime t) {
            return t.local().min();
        } else if (type instanceof ZonedTimestamp t) {
            return t.at(t.min());
        }
        throw new IllegalArgumentException("values of " + type + " have no order.");
    }

    static long max(ColumnType type) {
        if (type instanceof ColumnType.Int64 t) {
            return t.max();
        } else if (type instanceof ColumnType.Decimal t) {
            return at(t.max());
        } else if (type instanceof ColumnType.Float64 t) {
            return at(t.max());
        } else if (type instanceof ColumnType.Date t) {
            return at(t.max());
        } else if (type instanceof ColumnType.Timestamp t) {
            return at(t.max());
        } else if (type instanceof TimeOfDay t) {
            return at(t.max());
        } else if (type instanceof ZonedTime t) {
            return at(t.local().max());
        } else if (type instanceof ZonedTimestamp t) {
            return at(t.at(t.max()));
        }
        throw new IllegalArgumentException("values of " + type + " have no order.");
    }

    /** Where a value lies. */
    static long at(Object value) {
        if (value instanceof Long v) {
            return v;
        } else if (value instanceof BigDecimal v) {
            BigInteger exact = v.unscaledValue();
            return exact.bitLength() < 63 ? exact.longValue() : exact.signum() < 0 ? -ColumnType.MANY : ColumnType.MANY;
        } else if (value instanceof Double v) {
            long bits = Double.doubleToRawLongBits(v + 0.0);
            return bits ^ (bits >> 63 & Long.MAX_VALUE);
        } else if (value instanceof LocalDate v) {
            return v.toEpochDay();
        } else if (value instanceof LocalTime v) {
            return v.toNanoOfDay() / 1_000;
        } else if (value instanceof OffsetTime v) {
            return at(v.toLocalTime());
        } else if (value instanceof OffsetDateTime v) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, v.toInstant());
        }
        LocalDateTime v = (LocalDateTime) value;
        return ChronoUnit.MICROS.between(EPOCH, v);
    }

    /** The value of a type at a place within its range. */
    static Object value(ColumnType type, long at) {
        if (type instanceof ColumnType.Int64) {
            return at;
        } else if (type instanceof ColumnType.Decimal t) {
            return BigDecimal.valueOf(at, t.scale());
        } else if (type instanceof ColumnType.Float64) {
            return at == -1 ? -Double.MIN_VALUE : Double.longBitsToDouble(at ^ (at >> 63 & Long.MAX_VALUE));
        } else if (type instanceof ColumnType.Date) {
            return LocalDate.ofEpochDay(at);
        } else if (type instanceof TimeOfDay) {
            return LocalTime.ofNanoOfDay(at * 1_000);
        } else if (type instanceof ZonedTime t) {
            return t.at(LocalTime.ofNanoOfDay(at * 1_000));
        } else if (type instanceof ZonedTimestamp t) {
            return t.at(Instant.EPOCH.plus(at, ChronoUnit.MICROS));
        }
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(at, MICROS), (int) Math.floorMod(at, MICROS) * 1_000, ZoneOffset.UTC);
    }
}
