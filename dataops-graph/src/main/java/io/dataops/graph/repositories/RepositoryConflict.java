package io.dataops.graph.repositories;

import java.util.List;

/**
 * Something that repositories contradict each other in.
 *
 * <pre>{@code
 * for (RepositoryConflict conflict : MultiRepo.builder().repository("shop", shop).build().conflicts()) {
 *     System.err.println(conflict.message());
 * }
 * }</pre>
 *
 * @param asset the identifier or name in question
 * @param repositories the repositories, sorted
 * @param message what contradicts, and what was done
 */
public record RepositoryConflict(String asset, List<String> repositories, String message) {

    /** Copies the list. */
    public RepositoryConflict {
        repositories = List.copyOf(repositories);
    }
}
