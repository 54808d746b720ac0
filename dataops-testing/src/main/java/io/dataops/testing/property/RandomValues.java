package io.dataops.testing.property;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Random values of a type by row number: small ones and far ones alike, and boundary values now and then. */
final class RandomValues {
    private static final int LONG_TEXT = 24;

    private RandomValues() {}

    static CellSource of(ColumnType type, long stream, double edgeShare) {
        CellSource value = plain(type, Hash.mix(stream + 2));
        if (edgeShare == 0) {
            return value;
        }
        long share = Hash.probability(edgeShare);
        long coins = Hash.mix(stream + 3);
        Object[] edges = List.copyOf(type.edges()).toArray();
        return row -> {
            long coin = Hash.at(coins, row);
            return Hash.happens(coin, share) ? edges[(int) ((coin >>> 32) % edges.length)] : value.at(row);
        };
    }

    private static CellSource plain(ColumnType type, long stream) {
        if (type instanceof ColumnType.Text text) {
            return text(text, stream);
        }
        if (type instanceof Binary binary) {
            return bytes(binary, stream);
        }
        if (type instanceof Uuid) {
            return row -> {
                long hash = Hash.at(stream, row);
                return Uuid.of(hash, Hash.mix(hash));
            };
        }
        if (type instanceof ColumnType.Float64 number) {
            double width = number.max() - number.min();
            if (Double.isFinite(width)) {
                return row -> {
                    double unit = (Hash.at(stream, row) >>> 11) * 0x1.0p-53;
                    return Math.min(number.max(), number.min() + unit * width);
                };
            }
        }
        long all = type.cardinality();
        int bits = 64 - Long.numberOfLeadingZeros(all);
        return row -> {
            long hash = Hash.at(stream, row);
            if ((hash & 1) == 0 || bits < 4) {
                return type.valueAt(Hash.below(hash, all));
            }
            int width = (int) ((hash >>> 1 & 63) % bits) + 1;
            return type.valueAt(Math.min(all - 1, Hash.mix(hash) >>> (64 - width)));
        };
    }

    private static CellSource bytes(Binary type, long stream) {
        int spread = Math.min(type.maxLength(), Math.max(type.minLength(), LONG_TEXT)) - type.minLength() + 1;
        return row -> {
            long hash = Hash.at(stream, row);
            byte[] out = new byte[type.minLength() + (int) ((hash >>> 32) % spread)];
            long rest = hash;
            for (int i = 0; i < out.length; i++) {
                if ((i & 7) == 0) {
                    rest = Hash.mix(rest + i + 1);
                }
                out[i] = (byte) rest;
                rest >>>= 8;
            }
            return Bytes.of(out);
        };
    }

    private static CellSource text(ColumnType.Text type, long stream) {
        int spread = Math.min(type.maxLength(), Math.max(type.minLength(), LONG_TEXT)) - type.minLength() + 1;
        return row -> {
            long hash = Hash.at(stream, row);
            int length = type.minLength() + (int) ((hash >>> 32) % spread);
            byte[] out = new byte[length];
            long letters = hash;
            for (int i = 0; i < length; i++) {
                if ((i & 7) == 0) {
                    letters = Hash.mix(letters + i + 1);
                }
                out[i] = (byte) ('a' + (((letters & 0xFF) * 26) >>> 8));
                letters >>>= 8;
            }
            return new String(out, StandardCharsets.ISO_8859_1);
        };
    }
}
