package io.dataops.graph.selection;

import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A parsed selection: {@code tag:nightly,config.materialized:incremental 2+orders @stg_payments}. Spaces unite, commas intersect;
 * {@code +} before or after a selector takes its ancestors or descendants, with a number that many steps; {@code @} takes the
 * descendants and all their ancestors. Immutable.
 *
 * <p>Methods are those of dbt: {@code fqn} (the one that need not be written; {@code *}, {@code ?} and {@code [seq]} stand for
 * parts of a name), {@code tag}, {@code path}, {@code file}, {@code package}, {@code config.NAME}, {@code resource_type}, {@code
 * source}, {@code exposure}, {@code metric}, {@code state}. {@code state:modified} has what is new, too. Tests are not selected;
 * an impact knows better which are worth running.
 */
public final class Selection {
    private final List<List<Selector>> union;
    private final List<List<Selector>> exclusions;

    private Selection(List<List<Selector>> union, List<List<Selector>> exclusions) {
        this.union = union;
        this.exclusions = exclusions;
    }

    /**
     * Parses a selection.
     *
     * @param text the selection, as after {@code --select}
     * @return the selection
     * @throws InputException with the column of what is wrong
     */
    public static Selection parse(String text) {
        return new Selection(parts(text), List.of());
    }

    /**
     * Returns the same without what another selection selects.
     *
     * @param text the other selection, as after {@code --exclude}
     * @return a copy
     * @throws InputException with the column of what is wrong
     */
    public Selection excluding(String text) {
        List<List<Selector>> all = new ArrayList<>(exclusions);
        all.addAll(parts(text));
        return new Selection(union, all);
    }

    private static List<List<Selector>> parts(String text) {
        List<List<Selector>> all = new ArrayList<>();
        List<Selector> intersection = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length() || Character.isWhitespace(text.charAt(i));
            boolean comma = !end && text.charAt(i) == ',';
            if (!end && !comma) {
                continue;
            }
            if (i > start) {
                intersection.add(Selector.parse(text.substring(start, i), start + 1));
            } else if (comma || !intersection.isEmpty()) {
                throw Selector.fail(i + 1, "expected a selector beside the comma");
            }
            if (end && !intersection.isEmpty()) {
                all.add(List.copyOf(intersection));
                intersection.clear();
            }
            start = i + 1;
        }
        if (all.isEmpty()) {
            throw Selector.fail(1, "expected a selector, but the text is empty");
        }
        return List.copyOf(all);
    }

    /**
     * Selects, where no selector asks for a state.
     *
     * @param project the nodes
     * @return identifiers, in the order of the project
     */
    public Set<String> of(ProjectNodes project) {
        return of(project, ChangeSet.none());
    }

    /**
     * Selects.
     *
     * @param project the nodes of the later version
     * @param changes what changed since the earlier version, for {@code state:}, by unique identifier
     * @return identifiers, in the order of the project
     */
    public Set<String> of(ProjectNodes project, ChangeSet changes) {
        Walk walk = new Walk(project);
        Set<String> chosen = all(union, walk, changes);
        chosen.removeAll(all(exclusions, walk, changes));
        Set<String> ordered = new LinkedHashSet<>(project.nodes().keySet());
        ordered.retainAll(chosen);
        return ordered;
    }

    private static Set<String> all(List<List<Selector>> parts, Walk walk, ChangeSet changes) {
        Set<String> all = new LinkedHashSet<>();
        for (List<Selector> intersection : parts) {
            Set<String> common = new LinkedHashSet<>(one(intersection.get(0), walk, changes));
            for (Selector other : intersection.subList(1, intersection.size())) {
                common.retainAll(one(other, walk, changes));
            }
            all.addAll(common);
        }
        return all;
    }

    private static Set<String> one(Selector selector, Walk walk, ChangeSet changes) {
        Set<String> found = new LinkedHashSet<>();
        for (ProjectNodes.Node node : walk.project().nodes().values()) {
            if (matches(selector, node, changes)) {
                found.add(node.id());
            }
        }
        if (selector.at()) {
            return walk.reach(walk.reach(found, Integer.MAX_VALUE, false), Integer.MAX_VALUE, true);
        }
        Set<String> all = new LinkedHashSet<>(walk.reach(found, selector.up(), true));
        all.addAll(walk.reach(found, selector.down(), false));
        return all;
    }

    private static boolean matches(Selector s, ProjectNodes.Node node, ChangeSet changes) {
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
            case "state" -> state(value, node, changes);
            default -> !node.type().equals("source") && !node.type().equals("exposure") && Names.qualified(value, node);
        };
    }

    private static boolean state(String state, ProjectNodes.Node node, ChangeSet changes) {
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
