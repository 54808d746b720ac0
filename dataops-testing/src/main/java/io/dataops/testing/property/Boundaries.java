package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.List;

/** What the types have in common about their limits. */
final class Boundaries {
    private Boundaries() {}

    /** Refuses a range out of order. */
    static <T extends Comparable<? super T>> void ordered(T min, T max) {
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException("max (" + max + ") must be at least min (" + min + ").");
        }
    }

    /** The candidates that a type accepts, each once; its simplest value if there is none. */
    static List<Object> accepted(List<Object> candidates, ColumnType type) {
        List<Object> out = new ArrayList<>();
        for (Object candidate : candidates) {
            if (type.accepts(candidate) && !out.contains(candidate)) {
                out.add(candidate);
            }
        }
        return out.isEmpty() ? List.of(type.valueAt(0)) : List.copyOf(out);
    }
}
