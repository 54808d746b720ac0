package io.dataops.graph;

/**
 * An edge of a {@link DependencyGraph}: the second asset reads the first.
 *
 * @param from the asset that is read
 * @param to the asset that reads it
 * @param propagation probability that a change of the first affects the second, 0 to 1
 */
public record Dependency(String from, String to, double propagation) {}
