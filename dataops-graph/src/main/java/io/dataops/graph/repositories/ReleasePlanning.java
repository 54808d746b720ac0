package io.dataops.graph.repositories;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Impact;
import io.dataops.graph.Asset;
import io.dataops.graph.Cycle;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts affected assets into releases. */
final class ReleasePlanning {
    private final Map<String, String> owners;
    private final List<List<String>> groups = new ArrayList<>();
    private final List<Set<Integer>> read = new ArrayList<>();
    private final List<String> repository = new ArrayList<>();
    private final int[] release;
    private final List<Release> releases = new ArrayList<>();

    private ReleasePlanning(DependencyGraph whole, Map<String, String> owners, Impact impact) {
        this.owners = owners;
        DependencyGraph graph = whole.withoutColumns();
        Set<String> affected = new HashSet<>();
        impact.affected().stream().map(AffectedAsset::asset).forEach(affected::add);
        Map<String, List<String>> cycleOf = new HashMap<>();
        for (Cycle cycle : graph.cycles()) {
            List<String> hit =
                    cycle.members().stream().filter(affected::contains).toList();
            hit.forEach(m -> cycleOf.put(m, hit));
        }
        Map<String, Integer> groupOf = new HashMap<>();
        for (Asset asset : graph.assets()) {
            if (affected.contains(asset.id()) && !groupOf.containsKey(asset.id())) {
                List<String> members = cycleOf.getOrDefault(asset.id(), List.of(asset.id()));
                members.forEach(m -> groupOf.put(m, groups.size()));
                groups.add(members);
            }
        }
        for (int g = 0; g < groups.size(); g++) {
            Set<Integer> sources = new TreeSet<>();
            Set<String> repositories = new TreeSet<>();
            for (String member : groups.get(g)) {
                repositories.add(owners.getOrDefault(member, ""));
                graph.upstreamOf(member).stream()
                        .filter(groupOf::containsKey)
                        .forEach(u -> sources.add(groupOf.getOrDefault(u, -1)));
            }
            sources.remove(g);
            read.add(sources);
            repository.add(repositories.size() == 1 ? repositories.iterator().next() : "");
        }
        this.release = new int[groups.size()];
    }

    static ReleasePlan plan(DependencyGraph graph, Map<String, String> owners, Impact impact) {
        ReleasePlanning planning = new ReleasePlanning(graph, owners, impact);
        planning.run();
        return new ReleasePlan(planning.releases, planning.lowerBound(), impact);
    }

    private void run() {
        Set<String> repositories = new TreeSet<>(repository);
        repositories.remove("");
        for (int left = groups.size(); left > 0; ) {
            List<Integer> best = List.of();
            for (String candidate : repositories) {
                List<Integer> batch = batch(candidate);
                best = batch.size() > best.size() ? batch : best;
            }
            best = best.isEmpty() ? List.of(firstReady()) : best;
            release(best);
            left -= best.size();
        }
    }

    /** All that one repository could release now, later groups behind earlier ones of the same batch. */
    private List<Integer> batch(String of) {
        Set<Integer> batch = new TreeSet<>();
        for (int g = 0; g < groups.size(); g++) {
            if (release[g] == 0
                    && repository.get(g).equals(of)
                    && read.get(g).stream().allMatch(u -> release[u] > 0 || batch.contains(u))) {
                batch.add(g);
            }
        }
        return List.copyOf(batch);
    }

    private int firstReady() {
        for (int g = 0; g < groups.size(); g++) {
            if (release[g] == 0 && read.get(g).stream().allMatch(u -> release[u] > 0)) {
                return g;
            }
        }
        throw new IllegalStateException("no group is ready");
    }

    private void release(List<Integer> batch) {
        int number = releases.size() + 1;
        Map<String, List<String>> assets = new TreeMap<>();
        Set<Integer> after = new TreeSet<>();
        for (int g : batch) {
            release[g] = number;
            for (String member : groups.get(g)) {
                assets.computeIfAbsent(owners.getOrDefault(member, ""), r -> new ArrayList<>())
                        .add(member);
            }
            read.get(g).forEach(u -> after.add(release[u]));
        }
        after.remove(number);
        releases.add(new Release(number, assets, after));
    }

    /** Each change of repository along a chain needs a release of its own, and so does a cycle across repositories. */
    private int lowerBound() {
        int[] chain = new int[groups.size()];
        int longest = 0;
        for (int g = 0; g < groups.size(); g++) {
            chain[g] = 1;
            for (int u : read.get(g)) {
                boolean same = repository.get(g).equals(repository.get(u))
                        && !repository.get(g).isEmpty();
                chain[g] = Math.max(chain[g], chain[u] + (same ? 0 : 1));
            }
            longest = Math.max(longest, chain[g]);
        }
        return Math.max(longest, new HashSet<>(repository).size());
    }
}
