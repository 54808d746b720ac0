package io.dataops.graph.selection;

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
 * source}, {@code exposure}, {@code metric}, {@code state}. {@code state:modified} has what is new, too. {@link #of} selects
 * nodes, {@link #tests} the tests that come with them; an impact knows better which of these are worth running.
 *
 * <pre>{@code
 * Selection nightly = Selection.parse("tag:nightly,config.materialized:incremental").excluding("path:models/legacy");
 * Set<String> nodes = nightly.of(project);
 * Set<String> tests = nightly.tests(project, changes, IndirectSelection.CAUTIOUS);
 * Selection.parse("tag:");   // InputException: selector at column 5: expected a value after tag:
 * }</pre>
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
        Set<String> chosen = new Evaluation(project, changes, IndirectSelection.EMPTY).of(union, exclusions);
        return ordered(project.nodes().keySet(), chosen);
    }

    /**
     * Selects tests: those that the selection names, and those of the nodes that it names.
     *
     * @param project the nodes and tests of the later version
     * @param changes what changed since the earlier version, for {@code state:}; tests have no state here
     * @param indirect which tests come for the sake of their nodes; {@link IndirectSelection#EAGER} is dbt's default
     * @return identifiers, in the order of the project
     */
    public Set<String> tests(ProjectNodes project, ChangeSet changes, IndirectSelection indirect) {
        Set<String> chosen = new Evaluation(project, changes, indirect).of(union, exclusions);
        return ordered(project.tests().keySet(), chosen);
    }

    private static Set<String> ordered(Set<String> all, Set<String> chosen) {
        Set<String> ordered = new LinkedHashSet<>(all);
        ordered.retainAll(chosen);
        return ordered;
    }
}
