package io.dataops.graph;

/**
 * An edge of a {@link DependencyGraph}: the second asset reads the first.
 *
 * <pre>{@code
 * new Dependency("orders", "revenue", 0.8).propagation();   // 0.8
 * for (Dependency dependency : graph.dependencies()) {
 *     System.out.println(dependency.from() + " -> " + dependency.to());
 * }
 * }</pre>
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
