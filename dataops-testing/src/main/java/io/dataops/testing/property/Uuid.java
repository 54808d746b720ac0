package io.dataops.testing.property;

import java.util.List;
import java.util.UUID;

/**
 * Universally unique identifiers, as {@link UUID}. Those of version 4 that begin with 00000000-0000-4000 are numbered; any is
 * accepted.
 *
 * <pre>{@code
 * new Uuid().valueAt(1);   // 00000000-0000-4000-8000-000000000001
 * }</pre>
 */
public record Uuid() implements ColumnType {
    private static final long VERSION = 0x4000L;
    private static final long VARIANT = Long.MIN_VALUE;

    /** The identifier of version 4 with given bits; 48 and 12 of the first, 62 of the second. */
    static UUID of(long first, long second) {
        return new UUID((first & ~0xF000L) | VERSION, (second & (MANY - 1)) | VARIANT);
    }

    @Override
    public long cardinality() {
        return MANY;
    }

    @Override
    public Object valueAt(long index) {
        return of(0, index);
    }

    @Override
    public long indexOf(Object value) {
        UUID v = (UUID) value;
        long least = v.getLeastSignificantBits();
        return v.getMostSignificantBits() == VERSION && (least & ~(MANY - 1)) == VARIANT ? least & (MANY - 1) : -1;
    }

    @Override
    public boolean accepts(Object value) {
        return value instanceof UUID;
    }

    @Override
    public List<Object> edges() {
        return List.of(
                valueAt(0),
                new UUID(0, 0),
                new UUID(-1, -1),
                valueAt(1),
                of(Long.MAX_VALUE, 0),
                of(Long.MIN_VALUE, 0),
                UUID.fromString("018f3b6e-9d00-7abc-8def-0123456789ab"));
    }
}
