package io.dataops.graph.history;

import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How assets lie to each other: dependencies of the graph, folders and words of the identifiers. */
final class Structure {
    private static final int LARGE_FOLDER = 200;

    private final Map<String, Set<String>> neighbours = new HashMap<>();
    private final Map<String, Set<String>> folders = new HashMap<>();
    private final Map<String, Set<String>> words = new HashMap<>();

    /** How two assets are alike. */
    record Likeness(boolean neighbours, double sharedNeighbours, boolean sameFolder, double words) {}

    Structure(DependencyGraph graph) {
        graph.assets().forEach(a -> add(a.id()));
        graph.dependencies().forEach(d -> {
            neighbours.computeIfAbsent(d.from(), x -> new TreeSet<>()).add(d.to());
            neighbours.computeIfAbsent(d.to(), x -> new TreeSet<>()).add(d.from());
        });
    }

    void add(String asset) {
        if (words.containsKey(asset)) {
            return;
        }
        folders.computeIfAbsent(folderOf(asset), x -> new TreeSet<>()).add(asset);
        Set<String> found = new TreeSet<>();
        for (String word : asset.substring(asset.lastIndexOf('/') + 1).split("[_.\\- ]+", -1)) {
            if (!word.isEmpty()) {
                found.add(word);
            }
        }
        words.put(asset, found);
    }

    private static String folderOf(String asset) {
        return asset.substring(0, Math.max(0, asset.lastIndexOf('/')));
    }

    Set<String> neighbours(String asset) {
        return neighbours.getOrDefault(asset, Set.of());
    }

    /** The assets of the same folder; of a very large one those that share half of their words. */
    List<String> folder(String asset) {
        Set<String> members = folders.getOrDefault(folderOf(asset), Set.of());
        List<String> near = new ArrayList<>();
        for (String member : members) {
            if (members.size() <= LARGE_FOLDER || shared(words(asset), words(member)) >= 0.5) {
                near.add(member);
            }
        }
        return near;
    }

    private Set<String> words(String asset) {
        return words.getOrDefault(asset, Set.of());
    }

    Likeness compare(String a, String b) {
        return new Likeness(
                neighbours(a).contains(b),
                shared(neighbours(a), neighbours(b)),
                folderOf(a).equals(folderOf(b)),
                shared(words(a), words(b)));
    }

    /** Jaccard's index: shared members over all members. */
    private static double shared(Set<String> a, Set<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        int both = 0;
        for (String member : a) {
            both += b.contains(member) ? 1 : 0;
        }
        return (double) both / (a.size() + b.size() - both);
    }
}
