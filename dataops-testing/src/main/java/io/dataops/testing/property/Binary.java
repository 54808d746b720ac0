package io.dataops.testing.property;

import java.util.Arrays;
import java.util.List;

/**
 * Binary values, as {@link Bytes}. The shorter are numbered before the longer, then by their bytes.
 *
 * <pre>{@code
 * new Binary(0, 20).valueAt(1);   // 00
 * new Binary(2, 1);               // IllegalArgumentException: max (1) must be at least min (2).
 * }</pre>
 *
 * @param minLength fewest bytes, 0 or more
 * @param maxLength most bytes, up to 1,000,000
 */
public record Binary(int minLength, int maxLength) implements ColumnType {
    private static final int LONGEST_EDGE = 1_000;
    /** Bytes whose values can be numbered in a long. */
    private static final int NUMBERED = 7;

    /** Refuses lengths out of range. */
    public Binary {
        if (minLength < 0 || maxLength > 1_000_000) {
            throw new IllegalArgumentException("minLength (" + minLength + ") must be 0 or more and maxLength ("
                    + maxLength + ") at most 1000000.");
        }
        Boundaries.ordered(minLength, maxLength);
    }

    /** Number of values of a length, as far as they are numbered. */
    private static long values(int length) {
        return length > NUMBERED ? MANY : 1L << (8 * length);
    }

    @Override
    public long cardinality() {
        long all = 0;
        for (int length = minLength; length <= maxLength && all < MANY; length++) {
            all = Math.min(MANY, all + values(length));
        }
        return all;
    }

    @Override
    public Object valueAt(long index) {
        int length = minLength;
        long rest = index;
        while (rest >= values(length)) {
            rest -= values(length++);
        }
        byte[] out = new byte[length];
        for (int i = length - 1; i >= 0 && rest != 0; i--) {
            out[i] = (byte) rest;
            rest >>>= 8;
        }
        return Bytes.of(out);
    }

    @Override
    public long indexOf(Object value) {
        Bytes v = (Bytes) value;
        if (!accepts(v)) {
            return -1;
        }
        long before = 0;
        for (int length = minLength; length < v.length() && before < MANY; length++) {
            before += values(length);
        }
        long at = 0;
        for (byte b : v.toArray()) {
            if (at >= MANY >>> 8) {
                return -1;
            }
            at = (at << 8) | (b & 0xFF);
        }
        return before < MANY && before + at < cardinality() ? before + at : -1;
    }

    @Override
    public boolean accepts(Object value) {
        return value instanceof Bytes v && v.length() >= minLength && v.length() <= maxLength;
    }

    @Override
    public List<Object> edges() {
        byte[] ones = new byte[Math.max(minLength, Math.min(maxLength, LONGEST_EDGE))];
        Arrays.fill(ones, (byte) 0xFF);
        return Boundaries.accepted(
                List.of(
                        Bytes.of(new byte[minLength]),
                        Bytes.of(ones),
                        Bytes.ofHex("00"),
                        Bytes.ofHex("ff"),
                        Bytes.ofHex("7f"),
                        Bytes.ofHex("80"),
                        Bytes.ofHex("27"),
                        Bytes.ofHex("6100"),
                        Bytes.ofHex("0d0a"),
                        Bytes.ofHex("c328"),
                        Bytes.ofHex("efbbbf")),
                this);
    }
}
