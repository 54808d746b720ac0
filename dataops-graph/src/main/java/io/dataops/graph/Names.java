package io.dataops.graph;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Resolves identifiers and aliases to vertices. */
final class Names {
    private final Map<String, Integer> ids;
    private final ImmutableSetMultimap<String, String> aliases;

    private Names(Map<String, Integer> ids, ImmutableSetMultimap<String, String> aliases) {
        this.ids = ids;
        this.aliases = aliases;
    }

    static Names of(List<Asset> assets) {
        Map<String, Integer> ids = new HashMap<>();
        ImmutableSetMultimap.Builder<String, String> aliases = ImmutableSetMultimap.builder();
        aliases.orderValuesBy(Comparator.naturalOrder());
        for (int v = 0; v < assets.size(); v++) {
            Asset asset = assets.get(v);
            ids.put(asset.id(), v);
            for (String alias : asset.aliases()) {
                aliases.put(alias, asset.id());
            }
        }
        return new Names(ids, aliases.build());
    }

    /** The vertex of an identifier or of an alias that only one asset has. */
    OptionalInt resolve(String name) {
        Integer at = ids.get(name);
        if (at != null) {
            return OptionalInt.of(at);
        }
        ImmutableSet<String> candidates = aliases.get(name);
        if (candidates.size() > 1) {
            throw new IllegalArgumentException(
                    "name (" + name + ") could mean any of " + candidates + ". Maybe use one of these identifiers.");
        }
        return candidates.stream().mapToInt(ids::get).findFirst();
    }

    boolean contains(String name) {
        return ids.containsKey(name) || aliases.get(name).size() == 1;
    }
}
