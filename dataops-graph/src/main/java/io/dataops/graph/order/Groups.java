package io.dataops.graph.order;

import io.dataops.graph.Asset;
import io.dataops.graph.Cycle;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The assets of a graph in groups that go together: one asset, or the members of a cycle; each after what it reads. */
final class Groups {
    private final DependencyGraph graph;
    private final List<List<String>> members = new ArrayList<>();
    private final List<int[]> read = new ArrayList<>();
    private final Map<String, Integer> groupOf = new HashMap<>();

    Groups(DependencyGraph whole) {
        this.graph = whole.withoutColumns();
        Map<String, List<String>> cycleOf = new HashMap<>();
        for (Cycle cycle : graph.cycles()) {
            cycle.members().forEach(m -> cycleOf.put(m, cycle.members()));
        }
        for (Asset asset : graph.assets()) {
            if (!groupOf.containsKey(asset.id())) {
                List<String> group = cycleOf.getOrDefault(asset.id(), List.of(asset.id()));
                group.forEach(m -> groupOf.put(m, members.size()));
                members.add(List.copyOf(group));
            }
        }
        for (int g = 0; g < members.size(); g++) {
            TreeSet<Integer> sources = new TreeSet<>();
            for (String member : members.get(g)) {
                graph.upstreamOf(member).forEach(u -> sources.add(groupOf.getOrDefault(u, -1)));
            }
            sources.remove(g);
            read.add(sources.stream().mapToInt(s -> s).toArray());
        }
    }

    int size() {
        return members.size();
    }

    List<String> members(int group) {
        return members.get(group);
    }

    /** The groups that one reads, all with smaller numbers. */
    int[] read(int group) {
        return read.get(group);
    }

    /** The identifier that a name as a user gives it stands for. */
    String idOf(String name) {
        return graph.asset(name)
                .map(Asset::id)
                .orElseThrow(() -> new IllegalArgumentException("asset (" + name + ") is not in the graph."));
    }

    int of(String name) {
        return groupOf.getOrDefault(idOf(name), -1);
    }
}
