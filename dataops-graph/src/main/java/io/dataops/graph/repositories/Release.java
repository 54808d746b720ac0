package io.dataops.graph.repositories;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What goes out at one time.
 *
 * <pre>{@code
 * MultiRepo repos = MultiRepo.builder().repository("shop", shop).build();
 * for (Release release : repos.plan(changes).releases()) {
 *     System.out.println(release.number() + ". " + release.assets() + " after " + release.after());
 * }
 * }</pre>
 *
 * @param number its place in the order, from 1
 * @param assets the assets of each repository that takes part, each after what it reads
 * @param after numbers of the releases that it must wait for
 */
public record Release(int number, Map<String, List<String>> assets, Set<Integer> after) {

    /** Copies the collections. */
    public Release {
        Map<String, List<String>> copy = new TreeMap<>();
        assets.forEach((repository, list) -> copy.put(repository, List.copyOf(list)));
        assets = Collections.unmodifiableMap(copy);
        after = Collections.unmodifiableSet(new TreeSet<>(after));
    }

    /**
     * Says whether several repositories must release together, because their assets depend on each other in a cycle.
     *
     * @return true for an atomic change set across repositories
     */
    public boolean isAtomicAcrossRepositories() {
        return assets.size() > 1;
    }
}
