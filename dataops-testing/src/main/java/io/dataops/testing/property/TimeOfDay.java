package io.dataops.testing.property;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Times of day without a zone, as {@link LocalTime}; the whole seconds are numbered, from midnight on.
 *
 * <pre>{@code
 * Schema.table("shops").column("opens", Schema.time());
 * new TimeOfDay(LocalTime.NOON, LocalTime.MIN);   // IllegalArgumentException: max (00:00) must have ...
 * }</pre>
 *
 * @param min the first
 * @param max the last; its fraction of a second is among the boundary values
 */
public record TimeOfDay(LocalTime min, LocalTime max) implements ColumnType {
    /** Refuses a range without a whole second. */
    public TimeOfDay {
        if (max.truncatedTo(ChronoUnit.SECONDS).isBefore(min)) {
            throw new IllegalArgumentException(
                    "max (" + max + ") must have a whole second at or after min (" + min + ").");
        }
    }

    private static boolean isWhole(LocalTime time) {
        return time.truncatedTo(ChronoUnit.SECONDS).equals(time);
    }

    private Indexed numbers() {
        return new Indexed(min.toSecondOfDay() + (isWhole(min) ? 0 : 1), max.toSecondOfDay());
    }

    @Override
    public long cardinality() {
        return numbers().size();
    }

    @Override
    public Object valueAt(long index) {
        return LocalTime.ofSecondOfDay(numbers().valueAt(index));
    }

    @Override
    public long indexOf(Object value) {
        LocalTime v = (LocalTime) value;
        return isWhole(v) ? numbers().indexOf(v.toSecondOfDay()) : -1;
    }

    @Override
    public boolean accepts(Object value) {
        return value instanceof LocalTime v && !v.isBefore(min) && !v.isAfter(max);
    }

    @Override
    public List<Object> edges() {
        return Boundaries.accepted(
                List.of(
                        LocalTime.MIDNIGHT,
                        min,
                        max,
                        LocalTime.NOON,
                        LocalTime.of(0, 0, 1),
                        LocalTime.of(2, 30),
                        LocalTime.of(11, 59, 59),
                        LocalTime.of(23, 59, 59)),
                this);
    }
}
