package io.dataops.graph;

import io.dataops.api.Layer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A vertex of a {@link DependencyGraph}.
 *
 * @param id its identifier, unique in the graph
 * @param layer the part of the platform that it belongs to
 * @param kind what its tool calls it, for example {@code "model"}
 * @param aliases other names that it goes by; an alias that several assets share resolves to none of them
 */
public record Asset(String id, Layer layer, String kind, Set<String> aliases) {

    /** Copies the aliases; refuses a blank identifier. */
    public Asset {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id (" + id + ") must not be blank.");
        }
        aliases = Collections.unmodifiableSet(new LinkedHashSet<>(aliases));
    }
}
