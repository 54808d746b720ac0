package io.dataops.graph.dbt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * A 64-bit hash of the JSON value at a parser, the same for any order of fields and of array elements; reads it without
 * keeping it. Fields with null, false or empty content do not count, because writers of different versions add them.
 */
final class ContentHash {

    private static final class Frame {
        private final boolean object;
        private long sum;
        private long key;

        Frame(boolean object) {
            this.object = object;
        }
    }

    private ContentHash() {}

    static long of(JsonParser json) throws IOException {
        ArrayDeque<Frame> open = new ArrayDeque<>();
        JsonToken token = json.currentToken();
        while (true) {
            long value;
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    open.push(new Frame(token == JsonToken.START_OBJECT));
                    token = json.nextToken();
                    continue;
                }
                case FIELD_NAME -> {
                    open.element().key = text(json.currentName());
                    token = json.nextToken();
                    continue;
                }
                case END_OBJECT, END_ARRAY -> {
                    Frame done = open.pop();
                    value = done.sum == 0 ? 0 : mix(done.sum + (done.object ? 1 : 2));
                }
                case VALUE_NULL, VALUE_FALSE -> value = 0;
                default -> value = text(json.getText());
            }
            if (open.isEmpty()) {
                return value;
            }
            Frame parent = open.element();
            parent.sum += value == 0 ? 0 : parent.object ? mix(parent.key ^ mix(value)) : mix(value);
            token = json.nextToken();
        }
    }

    static long text(String text) {
        return Hashing.farmHashFingerprint64().hashUnencodedChars(text).asLong();
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
