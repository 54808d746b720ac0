package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which keys of a table have to be made unique so that all are, and which references lie within a key. */
final class Keys {
    private Keys() {}

    /**
     * Keys without a common column whose uniqueness implies that of all others: smallest first, and of two that overlap
     * without one containing the other, a single column that both have or that one of them has alone.
     */
    static List<List<String>> independent(TableSchema table) {
        List<List<String>> keys = new ArrayList<>(table.keys());
        keys.sort(Comparator.comparingInt((List<String> key) -> key.size()));
        List<List<String>> out = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (List<String> key : keys) {
            if (out.stream().anyMatch(key::containsAll)) {
                continue;
            }
            List<String> free = key.stream().filter(c -> !used.contains(c)).toList();
            if (free.size() == key.size()) {
                out.add(key);
                used.addAll(key);
            } else {
                List<String> one = free.stream()
                        .filter(c -> table.foreignKeys().stream()
                                .noneMatch(fk -> fk.columns().contains(c)))
                        .max(Comparator.comparingLong((String c) ->
                                table.columns().get(table.indexOf(c)).type().cardinality()))
                        .map(List::of)
                        .orElse(List.of());
                if (one.isEmpty()) {
                    throw new IllegalArgumentException("key " + key + " of table " + table.name()
                            + " overlaps another key and has no column of its own that could be made unique.");
                }
                out.add(one);
                used.addAll(one);
            }
        }
        return out;
    }

    /** The foreign keys that lie within a key, each column in one of them at most. */
    static List<ForeignKey> within(TableSchema table, List<String> key) {
        List<ForeignKey> out = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (ForeignKey fk : table.foreignKeys()) {
            if (key.containsAll(fk.columns()) && fk.columns().stream().noneMatch(used::contains)) {
                out.add(fk);
                used.addAll(fk.columns());
            }
        }
        return out;
    }
}
