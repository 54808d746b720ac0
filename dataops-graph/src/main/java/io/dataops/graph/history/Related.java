package io.dataops.graph.history;

/**
 * An asset that may change together with another one.
 *
 * <pre>{@code
 * for (Related related : CoChange.over(graph).rank("stg_orders", 10)) {
 *     System.out.println(related.asset() + " " + related.probability());
 * }
 * }</pre>
 *
 * @param asset the asset
 * @param probability how probable it is that it changes too, 0 to 1
 */
public record Related(String asset, double probability) {}
