package io.dataops.graph.structure;

import java.util.List;

/**
 * An asset that others cannot do without: every way from a source to them leads through it.
 *
 * <pre>{@code
 * for (SinglePoint point : SinglePoints.of(graph).ranked(3)) {
 *     System.out.println(point.asset() + " holds up " + point.dependants().size());
 * }
 * }</pre>
 *
 * @param asset the asset
 * @param dependants the assets that only it connects to their sources, at least one, in topological order
 */
public record SinglePoint(String asset, List<String> dependants) {

    /** Copies the list. */
    public SinglePoint {
        dependants = List.copyOf(dependants);
    }
}
