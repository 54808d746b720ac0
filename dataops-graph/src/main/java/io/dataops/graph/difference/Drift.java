package io.dataops.graph.difference;

import java.util.Set;

/**
 * One way in which a platform is not as it should be.
 *
 * <pre>{@code
 * for (Drift drift : DriftReport.between(desired, actual, "tmp.*").drifts()) {
 *     System.out.println(drift.asset() + " " + drift.kind() + (drift.expected() ? ", expected" : ""));
 * }
 * }</pre>
 *
 * @param asset the asset or column
 * @param kind how it is off
 * @param aspects what is different, for {@link Kind#DIFFERENT} alone
 * @param expected true if the list of expected drift covers it
 * @param risk how many assets are affected on average if the asset changes, at most: in the actual platform, or in the desired one
 *     for what is missing
 * @param addedRisk how much larger that is in the actual platform than in the desired one; negative if it is smaller
 */
public record Drift(String asset, Kind kind, Set<Aspect> aspects, boolean expected, double risk, double addedRisk) {

    /** How something is off. */
    public enum Kind {
        /** Desired, but not there. */
        MISSING,
        /** There, but not desired. */
        UNMANAGED,
        /** There under another name. */
        RENAMED,
        /** There, but not alike. */
        DIFFERENT
    }

    /** Copies the aspects. */
    public Drift {
        aspects = Set.copyOf(aspects);
    }
}
