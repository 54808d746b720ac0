package io.dataops.graph.difference;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * An asset or column that both versions have, but not alike.
 *
 * <pre>{@code
 * for (AssetDifference asset : GraphDifference.between(before, after).changed()) {
 *     System.out.println(asset.asset() + " " + asset.aspects() + ", no longer reads " + asset.noLongerRead());
 * }
 * }</pre>
 *
 * @param asset its identifier in the later version
 * @param aspects what is different, at least one
 * @param newlyRead what it reads now and did not before, by identifiers of the later version, sorted
 * @param noLongerRead what it read before and does not now, by identifiers of the earlier version, sorted
 */
public record AssetDifference(String asset, Set<Aspect> aspects, Set<String> newlyRead, Set<String> noLongerRead) {

    /** Copies the sets; refuses a difference in nothing. */
    public AssetDifference {
        if (aspects.isEmpty()) {
            throw new IllegalArgumentException("aspects of " + asset + " must not be empty.");
        }
        aspects = Collections.unmodifiableSet(EnumSet.copyOf(aspects));
        newlyRead = Collections.unmodifiableSet(new TreeSet<>(newlyRead));
        noLongerRead = Collections.unmodifiableSet(new TreeSet<>(noLongerRead));
    }
}
