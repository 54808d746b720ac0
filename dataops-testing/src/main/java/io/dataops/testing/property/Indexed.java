package io.dataops.testing.property;

/** Numbers in order of simplicity: the origin first, then by distance from it, the upper side before the lower. */
final class Indexed {
    private static final long FAR = 1L << 61;

    private final long origin;
    private final long below;
    private final long above;

    Indexed(long min, long max) {
        this.origin = min > 0 ? min : Math.min(max, 0);
        this.below = Math.min(FAR, distance(min, origin));
        this.above = Math.min(FAR, distance(origin, max));
    }

    private static long distance(long low, long high) {
        long d = high - low;
        return d < 0 ? Long.MAX_VALUE : d;
    }

    long size() {
        return below + above + 1;
    }

    long valueAt(long index) {
        long both = Math.min(below, above);
        if (index <= 2 * both) {
            return (index & 1) == 1 ? origin + (index + 1) / 2 : origin - index / 2;
        }
        return above > below ? origin + (index - both) : origin - (index - both);
    }

    /** The index of a value, or -1 if it is too far out to have one. */
    long indexOf(long value) {
        long away = value >= origin ? distance(origin, value) : distance(value, origin);
        long side = value >= origin ? above : below;
        if (away > side) {
            return -1;
        }
        long both = Math.min(below, above);
        if (away > both) {
            return away + both;
        }
        return value > origin ? 2 * away - 1 : 2 * away;
    }
}
