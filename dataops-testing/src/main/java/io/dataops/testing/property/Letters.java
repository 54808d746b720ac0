package io.dataops.testing.property;

import java.nio.charset.StandardCharsets;

/**
 * Texts of a to z in order of simplicity: the shorter before the longer, then by the alphabet.
 *
 * @param minLength fewest letters
 * @param maxLength most letters
 */
record Letters(int minLength, int maxLength) {
    private static final int COUNT = 26;

    long size() {
        long all = 0;
        long block = texts(minLength);
        for (int length = minLength; length <= maxLength && all < ColumnType.MANY; length++) {
            all += block;
            block = longer(block);
        }
        return Math.min(all, ColumnType.MANY);
    }

    private static long longer(long block) {
        return block >= ColumnType.MANY / COUNT ? ColumnType.MANY : block * COUNT;
    }

    /** Number of texts of a length. */
    private static long texts(int length) {
        long block = 1;
        for (int i = 0; i < length && block < ColumnType.MANY; i++) {
            block = longer(block);
        }
        return block;
    }

    String valueAt(long index) {
        int length = minLength;
        long rest = index;
        for (long block = texts(length); rest >= block && block < ColumnType.MANY; length++) {
            rest -= block;
            block = longer(block);
        }
        byte[] out = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            out[i] = (byte) ('a' + rest % COUNT);
            rest /= COUNT;
        }
        return new String(out, StandardCharsets.ISO_8859_1);
    }

    /** The number of a text; -1 if it has other characters or is too long. */
    long indexOf(String text) {
        long before = 0;
        for (int length = minLength; length < text.length(); length++) {
            before += texts(length);
            if (before >= ColumnType.MANY / COUNT) {
                return -1;
            }
        }
        long at = 0;
        for (int i = 0; i < text.length(); i++) {
            int letter = text.charAt(i) - 'a';
            if (letter < 0 || letter >= COUNT || at >= ColumnType.MANY / COUNT / 2) {
                return -1;
            }
            at = at * COUNT + letter;
        }
        return before + at < size() ? before + at : -1;
    }
}
