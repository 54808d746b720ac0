package io.dataops.graph;

import io.dataops.api.Layer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A vertex of a {@link DependencyGraph}.
 *
 * @param id its identifier, unique in the graph
 * @param layer the part of the platform that it belongs to
 * @param kind what its tool calls it, for example {@code "model"}
 * @param aliases other names that it goes by; an alias that several assets share resolves to none of them
 * @param owner the asset that it is a column of; empty for an asset that stands for itself
 */
public record Asset(String id, Layer layer, String kind, Set<String> aliases, Optional<String> owner) {

    /** Copies the aliases; refuses a blank identifier and one that owns itself. */
    public Asset {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id (" + id + ") must not be blank.");
        }
        if (owner.isPresent() && owner.get().equals(id)) {
            throw new IllegalArgumentException("owner (" + id + ") must be another asset.");
        }
        aliases = Collections.unmodifiableSet(new LinkedHashSet<>(aliases));
    }

    /**
     * Creates an asset that stands for itself.
     *
     * @param id its identifier, unique in the graph
     * @param layer the part of the platform that it belongs to
     * @param kind what its tool calls it, for example {@code "model"}
     * @param aliases other names that it goes by
     */
    public Asset(String id, Layer layer, String kind, Set<String> aliases) {
        this(id, layer, kind, aliases, Optional.empty());
    }

    /**
     * Returns a column of this asset: {@code orders.discount}, and the same below each alias.
     *
     * @param name the column's name
     * @return an asset of the layer {@link Layer#SCHEMA} and the kind {@code "column"}
     */
    public Asset column(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("column (" + name + ") of " + id + " must not be blank.");
        }
        Set<String> names = new LinkedHashSet<>();
        aliases.forEach(alias -> names.add(alias + "." + name));
        return new Asset(id + "." + name, Layer.SCHEMA, "column", names, Optional.of(id));
    }

    /**
     * Says whether this is a column of another asset.
     *
     * @return true for a column
     */
    public boolean isColumn() {
        return owner.isPresent();
    }
}
