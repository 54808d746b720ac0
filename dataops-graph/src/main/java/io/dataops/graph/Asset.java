package io.dataops.graph;

import io.dataops.api.Layer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A vertex of a {@link DependencyGraph}.
 *
 * <pre>{@code
 * Asset orders = new Asset("model.shop.orders", Layer.CODE, "model", Set.of("orders", "shop.orders"));
 * orders.column("amount").columnName();   // amount
 * orders.fits("*.orders");                // true
 * new Asset("", Layer.CODE, "model", Set.of());   // IllegalArgumentException: …
 * }</pre>
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
     * Returns what a column is called within its owner.
     *
     * @return the name without that of the owner; the identifier itself where it does not start with that
     */
    public String columnName() {
        return owner.filter(o -> id.startsWith(o + "."))
                .map(o -> id.substring(o.length() + 1))
                .orElse(id);
    }

    /**
     * Says whether this is a column of another asset.
     *
     * @return true for a column
     */
    public boolean isColumn() {
        return owner.isPresent();
    }

    /**
     * Says whether this is the column that stands for all which were not added.
     *
     * @return true for {@code orders.*}
     */
    public boolean standsForOthers() {
        return owner.isPresent() && id.length() == owner.get().length() + 2 && id.endsWith("." + GraphBuilder.OTHERS);
    }

    /**
     * Says whether the identifier or an alias fits a pattern.
     *
     * @param pattern a name in which each star stands for any characters, for example {@code "public.*"}
     * @return true if one fits; takes time linear in the names for any pattern of one star
     */
    public boolean fits(String pattern) {
        return like(id, pattern) || aliases.stream().anyMatch(alias -> like(alias, pattern));
    }

    /** Whether a name fits a pattern with stars, without backtracking over the whole of it. */
    private static boolean like(String name, String pattern) {
        int n = 0;
        int p = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
