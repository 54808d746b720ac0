package io.dataops.graph.schema.protobuf;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Ranges of numbers, both ends included. */
final class Reserved {

    private Reserved() {}

    /** Whether every number of some ranges is in others; ranges that touch count as one. */
    static boolean covers(Stream<long[]> wanted, Stream<long[]> given) {
        List<long[]> sorted = given.sorted(Comparator.comparingLong(r -> r[0])).toList();
        return wanted.allMatch(range -> {
            long next = range[0];
            for (long[] r : sorted) {
                if (r[0] <= next && r[1] >= next) {
                    next = r[1] + 1;
                }
            }
            return next > range[1];
        });
    }
}
