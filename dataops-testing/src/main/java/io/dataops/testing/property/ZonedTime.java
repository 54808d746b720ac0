package io.dataops.testing.property;

import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Times of day with an offset, as {@link OffsetTime}: SQL's {@code TIME WITH TIME ZONE}. All have one offset, so that values are
 * equal if the times are; the whole seconds are numbered, from midnight there on.
 *
 * <pre>{@code
 * Schema.table("shops").column("opens", Schema.zonedTime(ZoneOffset.ofHours(2)));
 * new ZonedTime(new TimeOfDay(LocalTime.NOON, LocalTime.MIN), ZoneOffset.UTC);   // IllegalArgumentException: max (00:00) ...
 * }</pre>
 *
 * @param local the times of day at the offset
 * @param offset their offset from UTC
 */
public record ZonedTime(TimeOfDay local, ZoneOffset offset) implements ColumnType {
    OffsetTime at(LocalTime time) {
        return time.atOffset(offset);
    }

    @Override
    public long cardinality() {
        return local.cardinality();
    }

    @Override
    public Object valueAt(long index) {
        return at((LocalTime) local.valueAt(index));
    }

    @Override
    public long indexOf(Object value) {
        return local.indexOf(((OffsetTime) value).toLocalTime());
    }

    @Override
    public boolean accepts(Object value) {
        return value instanceof OffsetTime v && v.getOffset().equals(offset) && local.accepts(v.toLocalTime());
    }

    @Override
    public List<Object> edges() {
        return local.edges().stream().map(t -> (Object) at((LocalTime) t)).toList();
    }
}
