package io.dataops.graph.difference;

import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds which of the removed assets come back under another name among the added ones.
 *
 * <p>Candidates share a neighbour, a column or the last part of their names; so the time is linear for graphs that differ little. Each
 * pair has the mean of what can be said of it: the share of common neighbours, of common columns, and of common letter triples
 * in the names. The best pairs are taken first, each asset once, down to a likeness of 0.6: above an even chance, since taking
 * two assets for one hides a removal. What is found is used to compare the neighbours of the rest again.
 */
final class Renamings {
    private static final double ENOUGH = 0.6;
    private static final int HUB = 200;
    private static final int ROUNDS = 5;

    private final DependencyGraph before;
    private final DependencyGraph after;
    private final Map<String, Renaming> found = new TreeMap<>();
    private final Map<String, String> earlierName = new HashMap<>();

    private Renamings(DependencyGraph before, DependencyGraph after) {
        this.before = before;
        this.after = after;
    }

    /** Renamings by the identifier before. */
    static Map<String, Renaming> find(
            DependencyGraph before, DependencyGraph after, List<Asset> removed, List<Asset> added) {
        Renamings search = new Renamings(before, after);
        search.byAlias(removed, added);
        for (boolean columns : new boolean[] {false, true}) {
            List<Asset> gone =
                    removed.stream().filter(a -> a.isColumn() == columns).toList();
            List<Asset> come =
                    added.stream().filter(a -> a.isColumn() == columns).toList();
            int known = -1;
            for (int round = 0; round < ROUNDS && known < search.found.size(); round++) {
                known = search.found.size();
                search.round(gone, come);
            }
        }
        return search.found;
    }

    private void byAlias(List<Asset> removed, List<Asset> added) {
        Map<String, List<Asset>> byAlias = new HashMap<>();
        for (Asset a : added) {
            a.aliases()
                    .forEach(alias -> byAlias.computeIfAbsent(alias, x -> new ArrayList<>())
                            .add(a));
        }
        for (Asset r : removed) {
            List<Asset> heirs = byAlias.getOrDefault(r.id(), List.of());
            if (heirs.size() == 1 && !earlierName.containsKey(heirs.get(0).id())) {
                accept(new Renaming(r.id(), heirs.get(0).id(), 1, true));
            }
        }
    }

    private void accept(Renaming renaming) {
        found.put(renaming.from(), renaming);
        earlierName.put(renaming.to(), renaming.from());
    }

    private void round(List<Asset> removed, List<Asset> added) {
        Map<String, List<Asset>> byTrait = new HashMap<>();
        for (Asset a : added) {
            if (!earlierName.containsKey(a.id())) {
                traits(after, a, true)
                        .forEach(t -> byTrait.computeIfAbsent(t, x -> new ArrayList<>())
                                .add(a));
            }
        }
        List<Renaming> pairs = new ArrayList<>();
        for (Asset r : removed) {
            if (found.containsKey(r.id())) {
                continue;
            }
            Set<Asset> candidates = new LinkedHashSet<>();
            for (String trait : traits(before, r, false)) {
                List<Asset> sharing = byTrait.getOrDefault(trait, List.of());
                candidates.addAll(sharing.size() <= HUB ? sharing : List.of());
            }
            for (Asset a : candidates) {
                double likeness = likeness(r, a);
                if (likeness >= ENOUGH) {
                    pairs.add(new Renaming(r.id(), a.id(), likeness, false));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble((Renaming p) -> -p.likeness())
                .thenComparing(Renaming::from)
                .thenComparing(Renaming::to));
        for (Renaming pair : pairs) {
            if (!found.containsKey(pair.from()) && !earlierName.containsKey(pair.to())) {
                accept(pair);
            }
        }
    }

    private Set<String> traits(DependencyGraph graph, Asset asset, boolean later) {
        Set<String> traits = new HashSet<>();
        neighbours(graph, asset, later).forEach(n -> traits.add("neighbour " + n));
        columns(graph, asset).forEach(c -> traits.add("column " + c));
        traits.add("name " + lastPart(asset));
        return traits;
    }

    private double likeness(Asset r, Asset a) {
        Optional<String> owner = a.owner().map(o -> earlierName.getOrDefault(o, o));
        if (r.layer() != a.layer() || !r.kind().equals(a.kind()) || !r.owner().equals(owner)) {
            return 0;
        }
        double sum = shared(triples(lastPart(r)), triples(lastPart(a)));
        int parts = 1;
        Set<String> was = neighbours(before, r, false);
        Set<String> is = neighbours(after, a, true);
        if (!was.isEmpty() || !is.isEmpty()) {
            sum += shared(was, is);
            parts++;
        }
        Set<String> had = columns(before, r);
        Set<String> has = columns(after, a);
        if (!had.isEmpty() || !has.isEmpty()) {
            sum += shared(had, has);
            parts++;
        }
        return sum / parts;
    }

    /** What it reads and what reads it, by earlier names where these are known; its own columns and owner left out. */
    private Set<String> neighbours(DependencyGraph graph, Asset asset, boolean later) {
        Set<String> found = new HashSet<>();
        for (String n : graph.upstreamOf(asset.id())) {
            found.add("< " + (later ? earlierName.getOrDefault(n, n) : n));
        }
        for (String n : graph.downstreamOf(asset.id())) {
            found.add("> " + (later ? earlierName.getOrDefault(n, n) : n));
        }
        asset.owner().ifPresent(o -> found.remove("< " + (later ? earlierName.getOrDefault(o, o) : o)));
        graph.columnsOf(asset.id()).forEach(c -> found.remove("> " + (later ? earlierName.getOrDefault(c, c) : c)));
        return found;
    }

    private static Set<String> columns(DependencyGraph graph, Asset asset) {
        Set<String> names = new HashSet<>();
        graph.columnsOf(asset.id())
                .forEach(c -> names.add(c.substring(asset.id().length() + 1)));
        return names;
    }

    private static String lastPart(Asset asset) {
        String id = asset.id();
        return id.substring(Math.max(id.lastIndexOf('.'), id.lastIndexOf('/')) + 1);
    }

    private static Set<String> triples(String name) {
        String padded = "  " + name + " ";
        Set<String> triples = new HashSet<>();
        for (int i = 0; i + 3 <= Math.min(padded.length(), 300); i++) {
            triples.add(padded.substring(i, i + 3));
        }
        return triples;
    }

    /** Jaccard's index. */
    private static double shared(Set<String> a, Set<String> b) {
        long both = a.stream().filter(b::contains).count();
        return a.isEmpty() && b.isEmpty() ? 0 : (double) both / (a.size() + b.size() - both);
    }
}
