package io.dataops.graph.difference;

import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A comparison of graphs that leaves something out. Immutable.
 *
 * <pre>{@code
 * Comparison comparison = GraphDifference.ignoring("tmp.*").ignoring(Aspect.PROPAGATION);
 * comparison.between(before, after).removed();
 * }</pre>
 */
public final class Comparison {
    private final List<String> patterns;
    private final Set<Aspect> ignored;

    Comparison() {
        this(List.of(), EnumSet.noneOf(Aspect.class));
    }

    private Comparison(List<String> patterns, Set<Aspect> ignored) {
        this.patterns = patterns;
        this.ignored = ignored;
    }

    /**
     * Returns this comparison without some assets, their columns and their dependencies.
     *
     * @param pattern a name in which each star stands for any characters; compared with identifiers and aliases
     * @return the comparison
     */
    public Comparison ignoring(String pattern) {
        List<String> all = new ArrayList<>(patterns);
        all.add(pattern);
        return new Comparison(List.copyOf(all), ignored);
    }

    /**
     * Returns this comparison without an aspect.
     *
     * @param aspect what not to look at
     * @return the comparison
     */
    public Comparison ignoring(Aspect aspect) {
        Set<Aspect> all = EnumSet.of(aspect);
        all.addAll(ignored);
        return new Comparison(patterns, all);
    }

    /**
     * Compares two versions.
     *
     * @param before the earlier version
     * @param after the later version
     * @return what they differ in
     */
    public GraphDifference between(DependencyGraph before, DependencyGraph after) {
        Map<String, Asset> was = kept(before);
        Map<String, Asset> is = kept(after);
        List<Asset> removed =
                was.values().stream().filter(a -> !is.containsKey(a.id())).toList();
        List<Asset> added =
                is.values().stream().filter(a -> !was.containsKey(a.id())).toList();
        Map<String, Renaming> renamed = Renamings.find(before, after, removed, added);
        Map<String, String> later = new HashMap<>();
        renamed.values().forEach(r -> later.put(r.from(), r.to()));
        Set<String> arrived = Set.copyOf(later.values());
        Map<String, Map<String, Dependency>> readBefore = reads(before, was.keySet());
        Map<String, Map<String, Dependency>> readAfter = reads(after, is.keySet());
        Map<String, AssetDifference> changed = new TreeMap<>();
        for (Asset old : was.values()) {
            String name = later.getOrDefault(old.id(), old.id());
            Asset now = is.get(name);
            if (now != null) {
                compare(
                        old,
                        now,
                        readBefore.getOrDefault(old.id(), Map.of()),
                        readAfter.getOrDefault(name, Map.of()),
                        later,
                        changed);
            }
        }
        return new GraphDifference(
                before,
                after,
                added.stream().filter(a -> !arrived.contains(a.id())).toList(),
                removed.stream().filter(a -> !later.containsKey(a.id())).toList(),
                List.copyOf(renamed.values()),
                is.keySet().stream()
                        .filter(changed::containsKey)
                        .map(changed::get)
                        .collect(Collectors.toList()));
    }

    private Map<String, Asset> kept(DependencyGraph graph) {
        Map<String, Asset> kept = new LinkedHashMap<>();
        for (Asset asset : graph.assets()) {
            boolean left = asset.standsForOthers()
                    || patterns.stream()
                            .anyMatch(p -> asset.fits(p)
                                    || asset.owner()
                                            .flatMap(graph::asset)
                                            .filter(o -> o.fits(p))
                                            .isPresent());
            if (!left) {
                kept.put(asset.id(), asset);
            }
        }
        return kept;
    }

    private static Map<String, Map<String, Dependency>> reads(DependencyGraph graph, Set<String> kept) {
        Map<String, Map<String, Dependency>> reads = new HashMap<>();
        for (Dependency d : graph.dependencies()) {
            if (kept.contains(d.from()) && kept.contains(d.to())) {
                reads.computeIfAbsent(d.to(), x -> new HashMap<>()).put(d.from(), d);
            }
        }
        return reads;
    }

    private void compare(
            Asset old,
            Asset now,
            Map<String, Dependency> readBefore,
            Map<String, Dependency> readAfter,
            Map<String, String> later,
            Map<String, AssetDifference> changed) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        if (old.layer() != now.layer()) {
            aspects.add(Aspect.LAYER);
        }
        if (!old.kind().equals(now.kind())) {
            aspects.add(Aspect.KIND);
        }
        boolean moved = !old.id().equals(now.id());
        if (!old.aliases().equals(now.aliases()) && !moved) {
            aspects.add(Aspect.ALIASES);
        }
        Set<String> gone = new TreeSet<>();
        Set<String> stay = new TreeSet<>();
        readBefore.forEach((from, d) -> {
            Dependency still = readAfter.get(later.getOrDefault(from, from));
            if (still == null) {
                gone.add(from);
                aspects.add(Aspect.DEPENDENCIES);
            } else {
                stay.add(still.from());
                if (d.propagation() != still.propagation()) {
                    aspects.add(Aspect.PROPAGATION);
                }
                if (d.strength() != still.strength()) {
                    aspects.add(Aspect.STRENGTH);
                }
            }
        });
        Set<String> come = new TreeSet<>(readAfter.keySet());
        come.removeAll(stay);
        if (!come.isEmpty()) {
            aspects.add(Aspect.DEPENDENCIES);
        }
        aspects.removeAll(ignored);
        if (!aspects.isEmpty()) {
            boolean dependencies = aspects.contains(Aspect.DEPENDENCIES);
            changed.put(
                    now.id(),
                    new AssetDifference(
                            now.id(), aspects, dependencies ? come : Set.of(), dependencies ? gone : Set.of()));
        }
    }
}
