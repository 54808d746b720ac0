package io.dataops.graph.difference;

/**
 * An asset or column that goes by another identifier than before.
 *
 * <pre>{@code
 * for (Renaming renaming : GraphDifference.between(before, after).renamed()) {
 *     System.out.println(renaming.from() + " -> " + renaming.to() + ", " + renaming.likeness());
 * }
 * }</pre>
 *
 * @param from the identifier in the earlier version
 * @param to the identifier in the later version
 * @param likeness how alike they are, 0 to 1; 1 if the later one keeps the earlier identifier as an alias
 * @param keepsAlias true if it can still be called by its earlier identifier
 */
public record Renaming(String from, String to, double likeness, boolean keepsAlias) {}
