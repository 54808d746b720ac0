package io.dataops.graph.selection;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Evaluates a selection over nodes and tests: each selector finds, goes its steps, and is joined by tests of what it found. */
final class Evaluation {
    private final Walk walk;
    private final ChangeSet changes;
    private final IndirectSelection mode;

    /**
     * What a part selects.
     *
     * @param direct nodes and tests
     * @param indirect tests that wait for the rest of their nodes
     */
    private record Part(Set<String> direct, Set<String> indirect) {
        Set<String> both() {
            Set<String> both = new LinkedHashSet<>(direct);
            both.addAll(indirect);
            return both;
        }
    }

    Evaluation(ProjectNodes project, ChangeSet changes, IndirectSelection mode) {
        this(new Walk(project), changes, mode);
    }

    private Evaluation(Walk walk, ChangeSet changes, IndirectSelection mode) {
        this.walk = walk;
        this.changes = changes;
        this.mode = mode;
    }

    /** What is excluded takes all tests of it along, whatever the mode. */
    Set<String> of(List<List<Selector>> union, List<List<Selector>> exclusions) {
        Set<String> chosen = new LinkedHashSet<>(union(union).direct());
        chosen.removeAll(new Evaluation(walk, changes, IndirectSelection.EAGER)
                .union(exclusions)
                .direct());
        return chosen;
    }

    private Part union(List<List<Selector>> intersections) {
        Set<String> direct = new LinkedHashSet<>();
        Set<String> indirect = new LinkedHashSet<>();
        for (List<Selector> intersection : intersections) {
            Part part = intersection(intersection);
            direct.addAll(part.direct());
            indirect.addAll(part.both());
        }
        return completed(direct, indirect);
    }

    private Part intersection(List<Selector> selectors) {
        Part first = criterion(selectors.get(0));
        Set<String> direct = new LinkedHashSet<>(first.direct());
        Set<String> indirect = first.both();
        for (Selector selector : selectors.subList(1, selectors.size())) {
            Part part = criterion(selector);
            direct.retainAll(part.direct());
            indirect.retainAll(part.both());
        }
        return completed(direct, indirect);
    }

    /** Tests that waited come in when the rest of their nodes is there. */
    private Part completed(Set<String> direct, Set<String> indirect) {
        if (mode == IndirectSelection.CAUTIOUS || mode == IndirectSelection.BUILDABLE) {
            Set<String> allowed = allowed(direct);
            walk.project().tests().values().stream()
                    .filter(test -> indirect.contains(test.id()) && allowed.containsAll(test.dependsOn()))
                    .forEach(test -> direct.add(test.id()));
        }
        return new Part(direct, indirect);
    }

    private Set<String> allowed(Set<String> direct) {
        if (mode != IndirectSelection.BUILDABLE) {
            return Set.copyOf(direct);
        }
        Set<String> allowed = walk.reach(direct, Integer.MAX_VALUE, true);
        walk.project().nodes().values().stream()
                .filter(node -> node.type().equals("source"))
                .forEach(node -> allowed.add(node.id()));
        return allowed;
    }

    private Part criterion(Selector selector) {
        Set<String> found = new LinkedHashSet<>();
        List<ProjectNodes.Node> all = new ArrayList<>(walk.project().nodes().values());
        all.addAll(walk.project().tests().values());
        for (ProjectNodes.Node node : all) {
            if (matches(selector, node)) {
                found.add(node.id());
            }
        }
        if (selector.at()) {
            return expanded(walk.reach(walk.reach(found, Integer.MAX_VALUE, false), Integer.MAX_VALUE, true));
        }
        Set<String> reached = new LinkedHashSet<>(walk.reach(found, selector.up(), true));
        reached.addAll(walk.reach(found, selector.down(), false));
        return expanded(reached);
    }

    private Part expanded(Set<String> selected) {
        Set<String> direct = new LinkedHashSet<>(selected);
        Set<String> indirect = new LinkedHashSet<>();
        if (mode != IndirectSelection.EMPTY) {
            Set<String> allowed = allowed(selected);
            for (ProjectNodes.Node test : walk.project().tests().values()) {
                if (test.dependsOn().stream().anyMatch(selected::contains)) {
                    boolean comes = mode == IndirectSelection.EAGER || allowed.containsAll(test.dependsOn());
                    (comes ? direct : indirect).add(test.id());
                }
            }
        }
        return new Part(direct, indirect);
    }

    private boolean matches(Selector s, ProjectNodes.Node node) {
        String value = s.value();
        if (s.method().startsWith("config.")) {
            String name = s.method().substring("config.".length());
            String is = node.config().get(name);
            return name.equals("tags") ? node.tags().contains(value) : is != null && Names.like(value, is);
        }
        return switch (s.method()) {
            case "tag" -> node.tags().stream().anyMatch(t -> Names.like(value, t));
            case "path" -> Names.path(value, node.path());
            case "file" -> Names.file(value, node.path());
            case "package" -> Names.like(value, node.packageName());
            case "resource_type" -> node.type().equals(value);
            case "source" -> node.type().equals("source") && Names.source(value, node);
            case "exposure", "metric", "semantic_model", "saved_query" ->
                node.type().equals(s.method()) && (Names.like(value, node.name()) || Names.qualified(value, node));
            case "state" -> state(value, node);
            default -> !node.type().equals("source") && !node.type().equals("exposure") && Names.qualified(value, node);
        };
    }

    private boolean state(String state, ProjectNodes.Node node) {
        List<Change> its = changes.changes().stream()
                .filter(c -> c.asset().equals(node.id()) && !(c instanceof Change.AssetRemoved))
                .toList();
        boolean isNew = its.stream().anyMatch(Change.AssetAdded.class::isInstance);
        return switch (state) {
            case "modified" -> !its.isEmpty();
            case "modified.body" -> its.stream().anyMatch(Change.LogicChanged.class::isInstance);
            case "modified.configs" -> its.stream().anyMatch(Change.ConfigurationChanged.class::isInstance);
            case "new" -> isNew;
            case "old" -> !isNew;
            default -> its.isEmpty();
        };
    }
}
