package io.dataops.graph.history;

/**
 * An asset that may change together with another one.
 *
 * @param asset the asset
 * @param probability how probable it is that it changes too, 0 to 1
 */
public record Related(String asset, double probability) {}
