package io.dataops.testing.property;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Types with fewer values, as checks and tests of other formats describe them. */
final class Narrowing {
    private Narrowing() {}

    /** The values from a bound on; refused if none is left or the type has no order. */
    static ColumnType atLeast(ColumnType type, String bound, boolean strict) {
        if (type instanceof ColumnType.Int64 t) {
            BigDecimal b = number(bound);
            BigDecimal least = b.setScale(0, RoundingMode.CEILING);
            if (strict && least.compareTo(b) == 0) {
                least = least.add(BigDecimal.ONE);
            }
            return new ColumnType.Int64(Math.max(t.min(), clamped(least)), t.max());
        } else if (type instanceof ColumnType.Decimal t) {
            BigDecimal b = number(bound);
            BigDecimal least = b.setScale(t.scale(), RoundingMode.CEILING);
            if (strict && least.compareTo(b) == 0) {
                least = least.add(BigDecimal.valueOf(1, t.scale()));
            }
            return new ColumnType.Decimal(t.precision(), t.scale(), t.min().max(least), t.max());
        } else if (type instanceof ColumnType.Float64 t) {
            double b = number(bound).doubleValue();
            return new ColumnType.Float64(Math.max(t.min(), strict ? Math.nextUp(b) : b), t.max());
        } else if (type instanceof ColumnType.Date t) {
            LocalDate b = Moments.local(bound).toLocalDate().plusDays(strict ? 1 : 0);
            return new ColumnType.Date(b.isAfter(t.min()) ? b : t.min(), t.max());
        } else if (type instanceof ColumnType.Timestamp t) {
            LocalDateTime b = Moments.local(bound).plusSeconds(strict ? 1 : 0);
            return new ColumnType.Timestamp(b.isAfter(t.min()) ? b : t.min(), t.max());
        } else if (type instanceof TimeOfDay t) {
            LocalTime b = Moments.time(bound);
            if (strict && b.isAfter(LocalTime.MAX.minusSeconds(1))) {
                throw new IllegalArgumentException("no time of day is after " + bound + ".");
            }
            b = b.plusSeconds(strict ? 1 : 0);
            return new TimeOfDay(b.isAfter(t.min()) ? b : t.min(), t.max());
        } else if (type instanceof ZonedTime t) {
            String local = Moments.time(bound, t.offset()).toString();
            return new ZonedTime((TimeOfDay) atLeast(t.local(), local, strict), t.offset());
        } else if (type instanceof ZonedTimestamp t) {
            Instant b = Moments.instant(bound).plusSeconds(strict ? 1 : 0);
            return new ZonedTimestamp(b.isAfter(t.min()) ? b : t.min(), t.max(), t.zone());
        }
        throw new IllegalArgumentException("values of " + type + " have no order.");
    }

    /** The values up to a bound; refused if none is left or the type has no order. */
    static ColumnType atMost(ColumnType type, String bound, boolean strict) {
        if (type instanceof ColumnType.Int64 t) {
            BigDecimal b = number(bound);
            BigDecimal most = b.setScale(0, RoundingMode.FLOOR);
            if (strict && most.compareTo(b) == 0) {
                most = most.subtract(BigDecimal.ONE);
            }
            return new ColumnType.Int64(t.min(), Math.min(t.max(), clamped(most)));
        } else if (type instanceof ColumnType.Decimal t) {
            BigDecimal b = number(bound);
            BigDecimal most = b.setScale(t.scale(), RoundingMode.FLOOR);
            if (strict && most.compareTo(b) == 0) {
                most = most.subtract(BigDecimal.valueOf(1, t.scale()));
            }
            return new ColumnType.Decimal(
                    t.precision(), t.scale(), t.min(), t.max().min(most));
        } else if (type instanceof ColumnType.Float64 t) {
            double b = number(bound).doubleValue();
            return new ColumnType.Float64(t.min(), Math.min(t.max(), strict ? Math.nextDown(b) : b));
        } else if (type instanceof ColumnType.Date t) {
            LocalDate b = Moments.local(bound).toLocalDate().minusDays(strict ? 1 : 0);
            return new ColumnType.Date(t.min(), b.isBefore(t.max()) ? b : t.max());
        } else if (type instanceof ColumnType.Timestamp t) {
            LocalDateTime b = Moments.local(bound).minusSeconds(strict ? 1 : 0);
            return new ColumnType.Timestamp(t.min(), b.isBefore(t.max()) ? b : t.max());
        } else if (type instanceof TimeOfDay t) {
            LocalTime b = Moments.time(bound);
            if (strict && b.toSecondOfDay() == 0) {
                throw new IllegalArgumentException("no time of day is before " + bound + ".");
            }
            b = b.minusSeconds(strict ? 1 : 0);
            return new TimeOfDay(t.min(), b.isBefore(t.max()) ? b : t.max());
        } else if (type instanceof ZonedTime t) {
            String local = Moments.time(bound, t.offset()).toString();
            return new ZonedTime((TimeOfDay) atMost(t.local(), local, strict), t.offset());
        } else if (type instanceof ZonedTimestamp t) {
            Instant b = Moments.instant(bound).minusSeconds(strict ? 1 : 0);
            return new ZonedTimestamp(t.min(), b.isBefore(t.max()) ? b : t.max(), t.zone());
        }
        throw new IllegalArgumentException("values of " + type + " have no order.");
    }

    /** The listed values, as far as the type accepts them. */
    static ColumnType oneOf(ColumnType type, List<String> texts) {
        List<Object> out = new ArrayList<>();
        for (String text : texts) {
            Object value = value(type, text);
            if (type.accepts(value) && !out.contains(value)) {
                out.add(value);
            }
        }
        if (out.isEmpty()) {
            throw new IllegalArgumentException("none of " + texts + " is " + type + ".");
        }
        return new ColumnType.Choice(out);
    }

    /** Texts of some lengths. */
    static ColumnType length(ColumnType type, long min, long max) {
        if (type instanceof ColumnType.Text t) {
            return new ColumnType.Text((int) Math.max(t.minLength(), Math.min(min, Integer.MAX_VALUE)), (int)
                    Math.min(t.maxLength(), Math.max(0, max)));
        } else if (type instanceof Binary t) {
            return new Binary((int) Math.max(t.minLength(), Math.min(min, Integer.MAX_VALUE)), (int)
                    Math.min(t.maxLength(), Math.max(0, max)));
        }
        throw new IllegalArgumentException("values of " + type + " have no length.");
    }

    private static Object value(ColumnType type, String text) {
        if (type instanceof ColumnType.Int64) {
            return number(text).setScale(0, RoundingMode.FLOOR).longValue();
        } else if (type instanceof ColumnType.Decimal t) {
            return number(text).setScale(t.scale(), RoundingMode.HALF_EVEN);
        } else if (type instanceof ColumnType.Float64) {
            return number(text).doubleValue();
        } else if (type instanceof ColumnType.Bool) {
            return Boolean.parseBoolean(text);
        } else if (type instanceof ColumnType.Date) {
            return Moments.local(text).toLocalDate();
        } else if (type instanceof ColumnType.Timestamp) {
            return Moments.local(text);
        } else if (type instanceof TimeOfDay) {
            return Moments.time(text);
        } else if (type instanceof ZonedTime t) {
            return t.at(Moments.time(text, t.offset()));
        } else if (type instanceof ZonedTimestamp t) {
            return t.at(Moments.instant(text));
        } else if (type instanceof Uuid) {
            return Moments.uuid(text);
        } else if (type instanceof Binary) {
            return Bytes.ofHex(text);
        } else if (type instanceof ColumnType.Choice t) {
            return t.values().stream()
                    .filter(v -> v.toString().equals(text))
                    .findFirst()
                    .orElse(text);
        }
        return text;
    }

    private static BigDecimal number(String text) {
        if (text.length() <= 60) {
            try {
                BigDecimal value = new BigDecimal(text.strip());
                if (Math.abs((long) value.scale()) <= 400) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("expected a number, found " + text + ".", notANumber);
            }
        }
        throw new IllegalArgumentException("expected a number, found one that is too long.");
    }

    private static long clamped(BigDecimal whole) {
        return whole.min(BigDecimal.valueOf(Long.MAX_VALUE))
                .max(BigDecimal.valueOf(Long.MIN_VALUE))
                .longValue();
    }
}
