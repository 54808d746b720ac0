package io.dataops.graph.openlineage;

import java.util.HashMap;
import java.util.Map;

/**
 * Names that mean the same dataset, joined as symlinks come in, in any order: union-find with path halving (Tarjan and van
 * Leeuwen, 1984). The name for all of them is the first in the alphabet that is not only a symlink, so that it does not depend
 * on the order of events.
 */
final class DatasetNames {
    private final Map<String, String> parent = new HashMap<>();
    private final Map<String, String> best = new HashMap<>();
    private final Map<String, Boolean> direct = new HashMap<>();

    static String id(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + (name.startsWith("/") ? "" : "/") + name;
    }

    void dataset(String id) {
        direct.put(id, true);
        String root = root(id);
        best.put(root, better(best.getOrDefault(root, id), id));
    }

    void same(String dataset, String symlink) {
        direct.putIfAbsent(symlink, false);
        String a = root(dataset);
        String b = root(symlink);
        if (!a.equals(b)) {
            String name = better(best.getOrDefault(a, a), best.getOrDefault(b, b));
            parent.put(b, a);
            best.put(a, name);
        }
    }

    private String better(String a, String b) {
        boolean directA = direct.getOrDefault(a, false);
        boolean directB = direct.getOrDefault(b, false);
        if (directA != directB) {
            return directA ? a : b;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }

    private String root(String id) {
        String at = id;
        while (parent.containsKey(at)) {
            String up = parent.get(at);
            String above = parent.get(up);
            if (above != null) {
                parent.put(at, above);
            }
            at = up;
        }
        return at;
    }

    String canonical(String id) {
        String root = root(id);
        return best.getOrDefault(root, root);
    }

    Iterable<String> all() {
        return direct.keySet();
    }
}
