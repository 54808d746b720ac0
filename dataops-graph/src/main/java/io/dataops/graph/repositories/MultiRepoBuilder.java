package io.dataops.graph.repositories;

import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects repositories and what is the same in them. Not safe for use by several threads.
 *
 * <pre>{@code
 * MultiRepo repos = MultiRepo.builder()
 *         .repository("shop", shop)
 *         .repository("finance", finance)
 *         .same("shop", "model.shop.orders", "finance", "source.orders")
 *         .build();
 * }</pre>
 */
public final class MultiRepoBuilder {
    private final Map<String, DependencyGraph> graphs = new LinkedHashMap<>();
    private final List<List<Member>> same = new ArrayList<>();

    /** An asset of one repository. */
    private record Member(String repository, String id) {}

    MultiRepoBuilder() {}

    static String key(String repository, String asset) {
        return repository.length() + ":" + repository + asset;
    }

    /**
     * Adds a repository.
     *
     * @param name its name, once
     * @param graph its graph, with references to assets of other repositories as vertices that read nothing
     * @return this
     */
    public MultiRepoBuilder repository(String name, DependencyGraph graph) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("repository (" + name + ") must not be blank.");
        }
        if (graphs.putIfAbsent(name, graph) != null) {
            throw new IllegalArgumentException("repository (" + name + ") was already added. Maybe rename one.");
        }
        return this;
    }

    /**
     * Says that two assets are one.
     *
     * @param repository a repository, added before
     * @param asset an identifier or unambiguous alias there
     * @param otherRepository another repository, added before
     * @param otherAsset an identifier or unambiguous alias there
     * @return this
     * @throws IllegalArgumentException if a repository or an asset is unknown
     */
    public MultiRepoBuilder same(String repository, String asset, String otherRepository, String otherAsset) {
        same.add(List.of(member(repository, asset), member(otherRepository, otherAsset)));
        return this;
    }

    private Member member(String repository, String asset) {
        DependencyGraph graph = graphs.get(repository);
        if (graph == null) {
            throw new IllegalArgumentException("repository (" + repository + ") was not added. Maybe add it before.");
        }
        return new Member(
                repository,
                graph.asset(asset)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "asset (" + asset + ") is not in the repository (" + repository + ")."))
                        .id());
    }

    /**
     * Merges the repositories. Time O(V + E) up to the logarithm of the union.
     *
     * @return the repositories as one
     */
    public MultiRepo build() {
        Union union = new Union();
        List<RepositoryConflict> conflicts = new ArrayList<>();
        same.forEach(pair -> union.join(pair.get(0), pair.get(1)));
        Map<String, Set<Member>> byId = new TreeMap<>();
        Map<String, Set<Member>> byAlias = new TreeMap<>();
        graphs.forEach((name, graph) -> graph.assets().stream()
                .filter(a -> !a.isColumn())
                .forEach(a -> {
                    Member m = new Member(name, a.id());
                    byId.computeIfAbsent(a.id(), x -> new LinkedHashSet<>()).add(m);
                    a.aliases()
                            .forEach(alias -> byAlias.computeIfAbsent(alias, x -> new LinkedHashSet<>())
                                    .add(m));
                }));
        byId.forEach((id, members) -> {
            Member first = members.iterator().next();
            members.forEach(m -> union.join(first, m));
            for (Member alias : byAlias.getOrDefault(id, Set.of())) {
                if (members.stream().noneMatch(m -> m.repository().equals(alias.repository()))) {
                    union.join(first, alias);
                }
            }
        });
        byAlias.forEach((alias, members) -> {
            if (members.stream().map(union::find).distinct().count() > 1
                    && members.stream().map(Member::repository).distinct().count() > 1) {
                conflicts.add(new RepositoryConflict(
                        alias,
                        repositories(members),
                        "the alias stands for different assets; they are kept apart. Maybe say which are the same."));
            }
        });
        return merge(union, conflicts);
    }

    private static List<String> repositories(Set<Member> members) {
        return List.copyOf(
                new TreeSet<>(members.stream().map(Member::repository).toList()));
    }

    private MultiRepo merge(Union union, List<RepositoryConflict> conflicts) {
        Map<Member, List<Member>> classes = new LinkedHashMap<>();
        graphs.forEach((name, graph) -> graph.assets().stream()
                .filter(a -> !a.isColumn())
                .forEach(a -> {
                    Member m = new Member(name, a.id());
                    classes.computeIfAbsent(union.find(m), x -> new ArrayList<>())
                            .add(m);
                }));
        Map<String, String> owners = new HashMap<>();
        Map<String, String> identifiers = new HashMap<>();
        GraphBuilder builder = DependencyGraph.builder();
        Set<String> taken = new LinkedHashSet<>();
        for (List<Member> members : classes.values()) {
            Member definer = definer(members, conflicts);
            Asset definition = asset(definer);
            String id = taken.add(definition.id()) ? definition.id() : definer.repository() + "/" + definition.id();
            taken.add(id);
            Set<String> aliases = new LinkedHashSet<>();
            for (Member m : members) {
                aliases.add(m.id());
                aliases.add(m.repository() + "/" + m.id());
                aliases.addAll(asset(m).aliases());
                identifiers.put(key(m.repository(), m.id()), id);
            }
            aliases.remove(id);
            owners.put(id, definer.repository());
            builder.asset(new Asset(id, definition.layer(), definition.kind(), aliases));
        }
        columns(builder, identifiers);
        edges(builder, identifiers);
        conflicts.sort(Comparator.comparing(RepositoryConflict::asset).thenComparing(RepositoryConflict::message));
        return new MultiRepo(builder.build(), owners, identifiers, conflicts);
    }

    private Asset asset(Member member) {
        return graph(member.repository()).asset(member.id()).orElseThrow();
    }

    private DependencyGraph graph(String repository) {
        DependencyGraph graph = graphs.get(repository);
        if (graph == null) {
            throw new IllegalStateException(repository);
        }
        return graph;
    }

    /** The first repository in which the asset reads something; if there are more, they contradict each other. */
    private Member definer(List<Member> members, List<RepositoryConflict> conflicts) {
        List<Member> definers = members.stream()
                .filter(m -> !graph(m.repository()).upstreamOf(m.id()).isEmpty())
                .toList();
        List<Member> candidates = definers.isEmpty() ? members : definers;
        Member first = candidates.get(0);
        if (definers.size() > 1) {
            conflicts.add(new RepositoryConflict(
                    first.id(),
                    repositories(new LinkedHashSet<>(definers)),
                    "defined more than once; what either reads counts, and " + first.repository() + " releases it."));
        }
        if (members.stream().map(Member::repository).distinct().count() < members.size()) {
            conflicts.add(new RepositoryConflict(
                    first.id(),
                    repositories(new LinkedHashSet<>(members)),
                    "stands for several assets of one repository: "
                            + members.stream()
                                    .map(m -> m.repository() + "/" + m.id())
                                    .toList()));
        }
        return first;
    }

    private void columns(GraphBuilder builder, Map<String, String> identifiers) {
        graphs.forEach((name, graph) -> {
            for (Asset a : graph.assets()) {
                if (a.isColumn()) {
                    String owner = a.owner().orElseThrow();
                    String column = a.columnName();
                    String merged = identifiers.getOrDefault(key(name, owner), owner);
                    if (!builder.contains(merged + "." + column)) {
                        builder.column(merged, column);
                    }
                    identifiers.put(key(name, a.id()), merged + "." + column);
                }
            }
            graph.resolved().forEach(id -> builder.resolved(identifiers.getOrDefault(key(name, id), id)));
        });
    }

    private void edges(GraphBuilder builder, Map<String, String> identifiers) {
        graphs.forEach((name, graph) -> {
            for (Dependency d : graph.dependencies()) {
                builder.edge(
                        identifiers.getOrDefault(key(name, d.from()), d.from()),
                        identifiers.getOrDefault(key(name, d.to()), d.to()),
                        d.propagation(),
                        d.strength());
            }
            graph.selfReferences().forEach(id -> {
                String merged = identifiers.getOrDefault(key(name, id), id);
                builder.edge(merged, merged);
            });
        });
    }

    /** Sets of assets that are one (Tarjan, 1975, Efficiency of a good but not linear set union algorithm). */
    private static final class Union {
        private final Map<Member, Member> parent = new HashMap<>();

        Member find(Member m) {
            Member root = m;
            while (parent.containsKey(root)) {
                root = parent.getOrDefault(root, root);
            }
            for (Member at = m; !at.equals(root); ) {
                Member next = parent.getOrDefault(at, root);
                parent.put(at, root);
                at = next;
            }
            return root;
        }

        void join(Member a, Member b) {
            Member x = find(a);
            Member y = find(b);
            if (!x.equals(y)) {
                parent.put(y, x);
            }
        }
    }
}
