package io.dataops.graph;

/**
 * An edge of a {@link DependencyGraph}: the second asset reads the first.
 *
 * @param from the asset that is read
 * @param to the asset that reads it
 * @param propagation probability that a change of the first affects the second, 0 to 1
 * @param strength how much the second depends on the first, 0 to 1: for people and for what is learnt, not part of the
 *     probability
 */
public record Dependency(String from, String to, double propagation, double strength) {

    /**
     * Creates an edge of full strength.
     *
     * @param from the asset that is read
     * @param to the asset that reads it
     * @param propagation probability that a change of the first affects the second, 0 to 1
     */
    public Dependency(String from, String to, double propagation) {
        this(from, to, propagation, 1);
    }
}
