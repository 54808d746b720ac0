package io.dataops.graph.repositories;

import io.dataops.api.ChangeSet;
import io.dataops.graph.DependencyGraph;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The graphs of several repositories as one, and the order in which they are to be released.
 *
 * <p>An asset of one repository is that of another one if they have the same identifier, or if one goes by the other's identifier as
 * an alias, or if {@link MultiRepoBuilder#same} says so; a shared alias alone proves nothing and is reported. The repository where
 * an asset reads something defines it, the others refer to it. What contradicts is in {@link #conflicts()}; nothing is dropped.
 *
 * <pre>{@code
 * MultiRepo repos = MultiRepo.builder()
 *         .repository("shop", shop)
 *         .repository("finance", finance)
 *         .same("shop", "model.shop.orders", "finance", "source.orders")
 *         .build();
 * repos.plan(ChangeSet.of(Change.columnDropped("model.shop.orders", "discount"))).releases();
 * }</pre>
 *
 * <p>Immutable, safe for use by several threads.
 */
public final class MultiRepo {
    private final DependencyGraph graph;
    private final Map<String, String> owners;
    private final Map<String, String> identifiers;
    private final List<RepositoryConflict> conflicts;

    MultiRepo(
            DependencyGraph graph,
            Map<String, String> owners,
            Map<String, String> identifiers,
            List<RepositoryConflict> conflicts) {
        this.graph = graph;
        this.owners = owners;
        this.identifiers = identifiers;
        this.conflicts = List.copyOf(conflicts);
    }

    /**
     * Starts a merge.
     *
     * @return a builder
     */
    public static MultiRepoBuilder builder() {
        return new MultiRepoBuilder();
    }

    /**
     * Returns the merged graph. An asset has the identifier that its defining repository gives it and the others as aliases.
     *
     * @return the graph of all repositories
     */
    public DependencyGraph graph() {
        return graph;
    }

    /**
     * Returns the repository that defines an asset.
     *
     * @param asset an identifier of the merged graph
     * @return the repository
     * @throws IllegalArgumentException if the merged graph does not have the asset
     */
    public String repositoryOf(String asset) {
        String repository = owners.get(asset);
        if (repository == null) {
            throw new IllegalArgumentException("asset (" + asset + ") is not in any repository.");
        }
        return repository;
    }

    /**
     * Returns what an asset of a repository is called in the merged graph.
     *
     * @param repository the repository
     * @param asset its identifier there
     * @return its identifier in {@link #graph()}
     * @throws IllegalArgumentException if the repository does not have the asset
     */
    public String identifierOf(String repository, String asset) {
        String id = identifiers.get(MultiRepoBuilder.key(repository, asset));
        if (id == null) {
            throw new IllegalArgumentException("asset (" + asset + ") is not in the repository (" + repository + ").");
        }
        return id;
    }

    /**
     * Returns what the repositories contradict each other in.
     *
     * @return the conflicts, by asset
     */
    public List<RepositoryConflict> conflicts() {
        return conflicts;
    }

    /**
     * Plans the releases that a change asks for: every affected asset, each after what it reads. Assets of a cycle across
     * repositories go together. The next release is always that of the repository which can release most at once, so that few
     * releases are needed; {@link ReleasePlan#lowerBound()} says how few there could be. Time O((V + E) × releases) of what is
     * affected.
     *
     * @param changes the changes, named as in {@link #graph()}
     * @return the releases in order
     */
    public ReleasePlan plan(ChangeSet changes) {
        return ReleasePlanning.plan(graph, Collections.unmodifiableMap(owners), graph.impactOf(changes));
    }

    /**
     * Returns the repositories.
     *
     * @return their names, as far as they define anything, sorted
     */
    public Set<String> repositories() {
        return new TreeSet<>(owners.values());
    }
}
