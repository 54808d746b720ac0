package io.dataops.graph.difference;

/**
 * What two versions of an asset or a dependency may differ in.
 *
 * <pre>{@code
 * GraphDifference.ignoring(Aspect.STRENGTH).between(before, after).changed();
 * }</pre>
 */
public enum Aspect {
    /** The part of the platform that the asset belongs to. */
    LAYER,
    /** What its tool calls it. */
    KIND,
    /** The other names that it goes by. */
    ALIASES,
    /** What it reads. */
    DEPENDENCIES,
    /** With which probability what it reads propagates. */
    PROPAGATION,
    /** How strongly it depends on what it reads. */
    STRENGTH
}
