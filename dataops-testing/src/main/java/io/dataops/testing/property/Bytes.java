package io.dataops.testing.property;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A binary value that is equal to another of the same bytes, as an array is not. Immutable; ordered as unsigned bytes, as
 * databases do.
 *
 * <pre>{@code
 * Bytes.ofHex("00ff").toArray();   // {0, -1}, for PreparedStatement.setBytes
 * Bytes.ofHex("0");                // IllegalArgumentException: expected pairs of hexadecimal digits, found 0.
 * }</pre>
 */
public final class Bytes implements Comparable<Bytes> {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies an array.
     *
     * @param bytes the bytes
     * @return the value
     */
    public static Bytes of(byte... bytes) {
        return new Bytes(bytes.clone());
    }

    /**
     * Reads hexadecimal digits.
     *
     * @param digits two for each byte
     * @return the value
     * @throws IllegalArgumentException if they are not pairs of digits
     */
    public static Bytes ofHex(String digits) {
        try {
            return new Bytes(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected pairs of hexadecimal digits, found " + digits + ".", e);
        }
    }

    /**
     * Returns the number of bytes.
     *
     * @return 0 or more
     */
    public int length() {
        return bytes.length;
    }

    /**
     * Returns the bytes.
     *
     * @return a copy
     */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** The bytes from one place to before another. */
    Bytes part(int from, int to) {
        return new Bytes(Arrays.copyOfRange(bytes, from, to));
    }

    /** A copy with one byte set to 0. */
    Bytes cleared(int at) {
        byte[] out = bytes.clone();
        out[at] = 0;
        return new Bytes(out);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes b && Arrays.equals(bytes, b.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
