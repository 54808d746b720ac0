package io.dataops.testing.property;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * Instants, as {@link OffsetDateTime} with the offset that the zone has then: SQL's {@code TIMESTAMP WITH TIME ZONE}. An
 * instant has one form, so values are equal if the instants are. The whole seconds are numbered, from 1970 on.
 *
 * <p>Among the boundary values are both sides of the zone's next two changes of offset after 2024-01-01: the last and the
 * first instant about a gap, and the half hour that is told twice in an overlap. A zone that never changes, such as UTC,
 * takes those of Berlin and New York, where its instants are often shown.
 *
 * <pre>{@code
 * Schema.table("events").column("at", Schema.instant());                        // UTC
 * Schema.table("events").column("at", Schema.instant(ZoneId.of("Europe/Berlin")));
 * // IllegalArgumentException: max (1970-01-01T00:00:00Z) must have a whole second at or after min (...).
 * new ZonedTimestamp(Instant.EPOCH.plusSeconds(1), Instant.EPOCH, ZoneOffset.UTC);
 * }</pre>
 *
 * @param min the first
 * @param max the last
 * @param zone where the values are told
 */
public record ZonedTimestamp(Instant min, Instant max, ZoneId zone) implements ColumnType {
    private static final Instant ANCHOR = Instant.parse("2024-01-01T00:00:00Z");
    private static final List<ZoneId> SHOWN = List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("America/New_York"));

    /** Refuses a range without a whole second, or outside the years 0 to 9999. */
    public ZonedTimestamp {
        if (max.truncatedTo(ChronoUnit.SECONDS).isBefore(min)) {
            throw new IllegalArgumentException(
                    "max (" + max + ") must have a whole second at or after min (" + min + ").");
        }
        if (min.isBefore(Instant.parse("0000-01-02T00:00:00Z")) || max.isAfter(Instant.parse("9999-12-30T23:59:59Z"))) {
            throw new IllegalArgumentException(
                    "min (" + min + ") and max (" + max + ") must lie within the years 0 to 9999.");
        }
    }

    /** The form of an instant. */
    OffsetDateTime at(Instant instant) {
        return instant.atZone(zone).toOffsetDateTime();
    }

    private Indexed numbers() {
        return new Indexed(min.getEpochSecond() + (min.getNano() == 0 ? 0 : 1), max.getEpochSecond());
    }

    @Override
    public long cardinality() {
        return numbers().size();
    }

    @Override
    public Object valueAt(long index) {
        return at(Instant.ofEpochSecond(numbers().valueAt(index)));
    }

    @Override
    public long indexOf(Object value) {
        OffsetDateTime v = (OffsetDateTime) value;
        return v.getNano() == 0 ? numbers().indexOf(v.toEpochSecond()) : -1;
    }

    @Override
    public boolean accepts(Object value) {
        if (!(value instanceof OffsetDateTime v)) {
            return false;
        }
        Instant instant = v.toInstant();
        return !instant.isBefore(min)
                && !instant.isAfter(max)
                && v.getOffset().equals(zone.getRules().getOffset(instant));
    }

    @Override
    public List<Object> edges() {
        List<Instant> out = new ArrayList<>(List.of(Instant.EPOCH, min, max));
        for (ZoneId shown : zone.getRules().nextTransition(ANCHOR) == null ? SHOWN : List.of(zone)) {
            ZoneOffsetTransition change = shown.getRules().nextTransition(ANCHOR);
            for (int i = 0; i < 2 && change != null; i++) {
                Instant at = change.getInstant();
                out.addAll(List.of(at, at.minusSeconds(1)));
                if (change.isOverlap()) {
                    Duration half = change.getDuration().abs().dividedBy(2);
                    out.addAll(List.of(at.minus(half), at.plus(half)));
                }
                change = shown.getRules().nextTransition(at);
            }
        }
        out.add(Instant.parse("2024-02-29T23:59:59Z"));
        out.add(Instant.parse("2023-12-31T23:59:59.999999Z"));
        out.add(Instant.parse("2038-01-19T03:14:08Z"));
        return Boundaries.accepted(out.stream().map(i -> (Object) at(i)).toList(), this);
    }
}
