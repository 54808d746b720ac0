package io.dataops.graph.dbt;

import java.util.List;

/**
 * The compiled query of a dbt model or snapshot.
 *
 * <pre>{@code
 * for (DbtQuery query : DbtQueries.read(Path.of("target/manifest.json")).all()) {
 *     System.out.println(query.relation() + " reads " + query.dependsOn());
 * }
 * }</pre>
 *
 * @param id unique identifier of the node
 * @param relation the table that it builds, dotted, without quotes
 * @param sql the compiled query; empty where the manifest has none
 * @param dependsOn unique identifiers of the nodes that it reads
 */
public record DbtQuery(String id, String relation, String sql, List<String> dependsOn) {

    /** Copies the list. */
    public DbtQuery {
        dependsOn = List.copyOf(dependsOn);
    }
}
