package io.dataops.graph.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names mean at one place of a query: relations in FROM, aliases of the query itself, common table expressions. */
final class Scope {
    private final @Nullable Scope outer;
    private final List<Named> relations = new ArrayList<>();
    private final Map<String, Relation> queries = new HashMap<>();
    private final Map<String, Set<Origin>> aliases = new HashMap<>();
    /** For each column that a join merges, how many relations it was merged over. */
    private final Map<String, Integer> merged = new HashMap<>();

    private record Named(String alias, String path, Relation relation) {
        boolean answersTo(String qualifier) {
            return alias.isEmpty() ? path.equals(qualifier) || path.endsWith("." + qualifier) : alias.equals(qualifier);
        }
    }

    /** The origins of a name, or why there are none. */
    record Resolution(Set<Origin> origins, Optional<String> problem) {
        static Resolution of(Set<Origin> origins) {
            return new Resolution(origins, Optional.empty());
        }

        static Resolution no(String problem) {
            return new Resolution(Set.of(), Optional.of(problem));
        }
    }

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void define(String name, Relation query) {
        queries.put(Relation.key(name), query);
    }

    Optional<Relation> query(String name) {
        for (Scope at = this; at != null; at = at.outer) {
            Relation found = at.queries.get(Relation.key(name));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    void add(String alias, String path, Relation relation) {
        relations.add(new Named(Relation.key(alias), Relation.key(path), relation));
    }

    void alias(String name, Set<Origin> origins) {
        aliases.put(Relation.key(name), origins);
    }

    /** Merges a column over all relations; returns those that it was not merged over before. */
    List<Relation> merge(String column) {
        Integer before = merged.put(Relation.key(column), relations.size());
        return relations.subList(before == null ? 0 : before, relations.size()).stream()
                .map(Named::relation)
                .toList();
    }

    List<Relation> relations() {
        return relations.stream().map(Named::relation).toList();
    }

    /** Columns of which a join shows one for both sides. */
    boolean isMerged(String column) {
        return merged.containsKey(Relation.key(column));
    }

    Optional<Relation> relation(String qualifier) {
        String key = Relation.key(qualifier);
        for (Scope at = this; at != null; at = at.outer) {
            for (Named named : at.relations) {
                if (named.answersTo(key)) {
                    return Optional.of(named.relation);
                }
            }
        }
        return Optional.empty();
    }

    /** Resolves a dotted name; what follows a column is a field within it. */
    Resolution resolve(List<String> parts) {
        int last = parts.size() - 1;
        for (int end = last; end > 0; end--) {
            Optional<Relation> relation = relation(String.join(".", parts.subList(0, end)));
            if (relation.isPresent()) {
                return relation.get()
                        .column(parts.get(end))
                        .map(Resolution::of)
                        .orElseGet(() -> Resolution.no("column " + String.join(".", parts) + " cannot be told"));
            }
        }
        Resolution plain = unqualified(parts.get(0));
        return last > 0 && plain.problem().isPresent()
                ? Resolution.no("no table or column is called " + parts.get(0) + " in " + String.join(".", parts))
                : plain;
    }

    private Resolution unqualified(String name) {
        for (Scope at = this; at != null; at = at.outer) {
            List<Relation> listing =
                    at.relations().stream().filter(r -> r.lists(name)).toList();
            if (!listing.isEmpty()) {
                return at.listed(name, listing);
            }
            Set<Origin> alias = at.aliases.get(Relation.key(name));
            if (alias != null) {
                return Resolution.of(alias);
            }
            List<Relation> open =
                    at.relations().stream().filter(r -> !r.isClosed()).toList();
            List<Relation> tables = open.stream()
                    .filter(r -> !r.passes().isEmpty() || r.isOpaque())
                    .toList();
            List<Relation> candidates = tables.isEmpty() ? open : tables;
            if (!candidates.isEmpty()) {
                return at.presumed(name, candidates);
            }
        }
        return Resolution.no("no table in reach has a column " + name);
    }

    private Resolution listed(String name, List<Relation> listing) {
        Set<Set<Origin>> different = new LinkedHashSet<>();
        listing.forEach(r -> different.add(r.column(name).orElseThrow()));
        return different.size() == 1 || isMerged(name)
                ? Resolution.of(different.iterator().next())
                : Resolution.no("column " + name + " is ambiguous");
    }

    /** A column that nobody lists belongs to the one relation that may have more, unless an outer query lists it. */
    private Resolution presumed(String name, List<Relation> candidates) {
        for (Scope at = outer; at != null; at = at.outer) {
            if (at.relations().stream().anyMatch(r -> r.lists(name))) {
                return Resolution.no(
                        "column " + name + " may belong to the outer query or to a table with unknown columns");
            }
        }
        if (candidates.size() > 1 && !isMerged(name)) {
            return Resolution.no(
                    "column " + name + " may belong to any of " + candidates.size() + " tables with unknown columns");
        }
        return candidates
                .get(0)
                .column(name)
                .map(Resolution::of)
                .orElseGet(() -> Resolution.no("column " + name + " cannot be told"));
    }
}
