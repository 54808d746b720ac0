package io.dataops.graph.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tables with known columns; names compare without case. */
final class TableCatalog {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<String>> byLastPart = new HashMap<>();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    TableCatalog copy() {
        TableCatalog copy = new TableCatalog();
        columns.forEach(copy::add);
        return copy;
    }

    void add(String table, List<String> itsColumns) {
        if (names.putIfAbsent(key(table), table) == null) {
            byLastPart.computeIfAbsent(last(key(table)), k -> new ArrayList<>()).add(table);
        }
        columns.put(names.get(key(table)), List.copyOf(itsColumns));
    }

    /** The name of the known table that is meant: the same, or the only one of which one name ends with the other. */
    String canonical(String name) {
        String same = names.get(key(name));
        if (same != null) {
            return same;
        }
        List<String> candidates = byLastPart.getOrDefault(last(key(name)), List.of()).stream()
                .filter(known -> ends(key(known), key(name)) || ends(key(name), key(known)))
                .toList();
        return candidates.size() == 1 ? candidates.get(0) : name;
    }

    private static boolean ends(String longer, String shorter) {
        return longer.endsWith("." + shorter);
    }

    Optional<List<String>> columns(String table) {
        return Optional.ofNullable(columns.get(table));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** A name without the quotes of any dialect. */
    static String unquoted(String name) {
        if (name.length() > 1) {
            char first = name.charAt(0);
            char end = name.charAt(name.length() - 1);
            if ((first == '"' && end == '"') || (first == '`' && end == '`')) {
                String quote = String.valueOf(first);
                return name.substring(1, name.length() - 1).replace(quote + quote, quote);
            }
            if (first == '[' && end == ']') {
                return name.substring(1, name.length() - 1);
            }
        }
        return name;
    }
}
