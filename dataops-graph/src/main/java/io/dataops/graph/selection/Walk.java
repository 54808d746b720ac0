package io.dataops.graph.selection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Breadth-first over who reads whom, tests among the readers. */
final class Walk {
    private final ProjectNodes project;
    private final Map<String, ProjectNodes.Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> readers = new HashMap<>();

    Walk(ProjectNodes project) {
        this.project = project;
        nodes.putAll(project.nodes());
        nodes.putAll(project.tests());
        nodes.values()
                .forEach(n -> n.dependsOn()
                        .forEach(d -> readers.computeIfAbsent(d, k -> new ArrayList<>())
                                .add(n.id())));
    }

    ProjectNodes project() {
        return project;
    }

    /** The nodes and what is at most so many steps from them. */
    Set<String> reach(Set<String> from, int steps, boolean up) {
        Set<String> all = new LinkedHashSet<>(from);
        List<String> border = new ArrayList<>(from);
        for (int i = 0; i < steps && !border.isEmpty(); i++) {
            List<String> next = new ArrayList<>();
            for (String id : border) {
                ProjectNodes.Node node = nodes.get(id);
                List<String> neighbours =
                        up ? node == null ? List.of() : node.dependsOn() : readers.getOrDefault(id, List.of());
                neighbours.stream().filter(nodes::containsKey).filter(all::add).forEach(next::add);
            }
            border = next;
        }
        return all;
    }
}
