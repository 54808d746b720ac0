package io.dataops.observability.anomaly;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a detector. Writing and reading take the same path through its parts ({@code level = state.real(level)}), so
 * that the two cannot disagree. Starts with a magic number, a version and a check sum.
 */
final class State {
    private static final int MAGIC = 0x44_4F_41_44;
    private static final int VERSION = 2;
    private static final int HEADER = 16;

    private final boolean reading;
    private ByteBuffer bytes;

    private State(boolean reading, ByteBuffer bytes) {
        this.reading = reading;
        this.bytes = bytes;
    }

    static State toWrite() {
        return new State(false, ByteBuffer.allocate(4096).position(HEADER));
    }

    static State toRead(byte[] snapshot) {
        ByteBuffer bytes = ByteBuffer.wrap(snapshot.clone());
        if (snapshot.length < HEADER || bytes.getInt() != MAGIC) {
            throw new IllegalArgumentException(
                    "snapshot (" + snapshot.length + " bytes) is not one of a detector. Maybe start a new detector.");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("snapshot has version " + version + ", this release reads version "
                    + VERSION + ". Maybe start a new detector.");
        }
        if (bytes.getLong() != checkSum(snapshot, snapshot.length)) {
            throw new IllegalArgumentException("snapshot (" + snapshot.length
                    + " bytes) is truncated or damaged: its check sum does not fit. Maybe start a new detector.");
        }
        return new State(true, bytes);
    }

    private static long checkSum(byte[] all, int length) {
        CRC32 sum = new CRC32();
        sum.update(all, HEADER, length - HEADER);
        return sum.getValue() ^ ((long) length << 32);
    }

    /** What to throw where a snapshot is whole and yet holds no such detector. */
    static IllegalArgumentException noDetector(byte[] snapshot, RuntimeException cause) {
        return new IllegalArgumentException(
                "snapshot (" + snapshot.length + " bytes) does not hold a detector. Maybe start a new detector.",
                cause);
    }

    byte[] written() {
        int length = bytes.position();
        byte[] all = Arrays.copyOf(bytes.array(), length);
        ByteBuffer.wrap(all).putInt(MAGIC).putInt(VERSION).putLong(checkSum(all, length));
        return all;
    }

    boolean reading() {
        return reading;
    }

    private void room(int more) {
        if (!reading && bytes.remaining() < more) {
            bytes = ByteBuffer.allocate(2 * bytes.capacity() + more).put(bytes.flip());
        }
    }

    double real(double value) {
        return Double.longBitsToDouble(whole(Double.doubleToRawLongBits(value)));
    }

    long whole(long value) {
        room(8);
        if (reading) {
            return bytes.getLong();
        }
        bytes.putLong(value);
        return value;
    }

    int count(int value) {
        return (int) whole(value);
    }

    boolean flag(boolean value) {
        return whole(value ? 1 : 0) == 1;
    }

    @Nullable
    Instant time(@Nullable Instant value) {
        if (!flag(value != null)) {
            return null;
        }
        long second = whole(value == null ? 0 : value.getEpochSecond());
        return Instant.ofEpochSecond(second, whole(value == null ? 0 : value.getNano()));
    }

    void reals(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = real(values[i]);
        }
    }

    void floats(float[] values) {
        room(4 * values.length);
        for (int i = 0; i < values.length; i++) {
            if (reading) {
                values[i] = bytes.getFloat();
            } else {
                bytes.putFloat(values[i]);
            }
        }
    }

    void ints(int[] values) {
        room(4 * values.length);
        for (int i = 0; i < values.length; i++) {
            if (reading) {
                values[i] = bytes.getInt();
            } else {
                bytes.putInt(values[i]);
            }
        }
    }

    void shorts(short[] values) {
        room(2 * values.length);
        for (int i = 0; i < values.length; i++) {
            if (reading) {
                values[i] = bytes.getShort();
            } else {
                bytes.putShort(values[i]);
            }
        }
    }

    /** Room for an array of this many bytes; what claims to be longer than all that is left is damaged. */
    int length(int value, int bytesEach) {
        int length = count(value);
        if (reading && (length < 0 || (long) length * bytesEach > bytes.remaining())) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    void bytes(byte[] values) {
        room(values.length);
        if (reading) {
            bytes.get(values);
        } else {
            bytes.put(values);
        }
    }

    /** An array with its length, such as a snapshot within another. */
    byte[] array(byte[] value) {
        int length = length(value.length, 1);
        byte[] kept = reading ? new byte[length] : value;
        bytes(kept);
        return kept;
    }

    String text(String value) {
        return new String(array(value.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
