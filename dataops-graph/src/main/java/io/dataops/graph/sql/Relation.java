package io.dataops.graph.sql;

import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands in a FROM clause: columns with their origins, and tables of which it passes on columns that nobody listed. */
final class Relation {
    private final List<Output> inOrder = new ArrayList<>();
    private final Map<String, Set<Origin>> columns = new HashMap<>();
    private final Set<String> passes = new LinkedHashSet<>();
    private final Set<Origin> uses = new LinkedHashSet<>();
    private Optional<Set<Origin>> anything = Optional.empty();
    private boolean opaque;

    /** A column that comes out, under the name as it is written. */
    record Output(String name, Set<Origin> origins) {}

    /** A table of the catalogue; an unknown one passes on whatever is asked of it. */
    static Relation table(String name, Optional<List<String>> known) {
        Relation relation = new Relation();
        if (known.isPresent()) {
            known.get().forEach(c -> relation.add(c, Set.of(new Origin(new ColumnRef(name, c), LineageKind.IDENTITY))));
        } else {
            relation.passes.add(name);
        }
        return relation;
    }

    /** What a function makes of values: each column of it has these origins. */
    static Relation made(Collection<Origin> origins, List<String> names) {
        Relation relation = new Relation();
        Set<Origin> from = new LinkedHashSet<>(origins);
        names.forEach(name -> relation.add(name, from));
        relation.anything = Optional.of(from);
        return relation;
    }

    /** Something of which the columns cannot be told. */
    static Relation opaque(Relation under) {
        Relation relation = new Relation();
        relation.opaque = true;
        relation.uses.addAll(under.uses);
        return relation;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Adds a column; a name may come again, and then means either. */
    void add(String name, Collection<Origin> origins) {
        Output output = new Output(name, new LinkedHashSet<>(origins));
        inOrder.add(output);
        columns.merge(key(name), output.origins(), Relation::both);
    }

    /** Adds origins to the column at a position. */
    void addAt(int position, Collection<Origin> origins) {
        Output before = inOrder.get(position);
        inOrder.set(position, new Output(before.name(), both(before.origins(), origins)));
        columns.merge(key(before.name()), Set.copyOf(origins), Relation::both);
    }

    private static Set<Origin> both(Collection<Origin> some, Collection<Origin> more) {
        Set<Origin> both = new LinkedHashSet<>(some);
        both.addAll(more);
        return both;
    }

    void replace(String name, Collection<Origin> origins) {
        inOrder.replaceAll(o -> key(o.name()).equals(key(name)) ? new Output(name, new LinkedHashSet<>(origins)) : o);
        columns.put(key(name), new LinkedHashSet<>(origins));
    }

    void use(Collection<Origin> origins, LineageKind kind) {
        origins.forEach(o -> uses.add(o.usedAs(kind)));
    }

    void useAll(Collection<Origin> origins) {
        uses.addAll(origins);
    }

    void passOn(Collection<String> tables) {
        passes.addAll(tables);
    }

    void cover() {
        opaque = true;
    }

    List<Output> outputs() {
        return List.copyOf(inOrder);
    }

    Set<String> passes() {
        return passes;
    }

    Set<Origin> uses() {
        return uses;
    }

    boolean isOpaque() {
        return opaque;
    }

    /** True if nothing can have a name that is not listed. */
    boolean isClosed() {
        return passes.isEmpty() && !opaque && anything.isEmpty();
    }

    boolean lists(String name) {
        return columns.containsKey(key(name));
    }

    /** The origins of a listed column, or of one that can come from one place only. */
    Optional<Set<Origin>> column(String name) {
        Set<Origin> listed = columns.get(key(name));
        if (listed != null) {
            return Optional.of(listed);
        }
        if (anything.isPresent()) {
            return anything;
        }
        if (passes.size() == 1 && !opaque) {
            return Optional.of(Set.of(new Origin(new ColumnRef(passes.iterator().next(), name), LineageKind.IDENTITY)));
        }
        return Optional.empty();
    }

    /** The same columns under other names, as in {@code WITH t (a, b)} or {@code AS t (a, b)}. */
    Relation renamed(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        Relation relation = new Relation();
        relation.useAll(uses);
        relation.anything = anything;
        relation.opaque = opaque || !passes.isEmpty();
        List<Output> all = outputs();
        for (int i = 0; i < names.size(); i++) {
            if (i < all.size()) {
                relation.add(names.get(i), all.get(i).origins());
            } else if (anything.isPresent()) {
                relation.add(names.get(i), anything.get());
            }
        }
        return relation;
    }
}
