/**
 * Whether a change of the queries of a project breaks what reads them, asset by asset and column by column.
 *
 * <p>Entry type: {@link io.dataops.graph.verdict.ProjectChange}.
 *
 * <pre>{@code
 * Map<String, String> before = new LinkedHashMap<>();   // each after those that it reads
 * before.put("stg", "select id, amount, note from raw");
 * before.put("rep", "select sum(amount) as s from stg");
 * Map<String, String> after = new LinkedHashMap<>(before);
 * after.put("stg", "select id, amount from raw");
 *
 * ProjectChange change = ProjectChange.between(before, after, SqlLineage.builder().build());
 * change.changes();         // stg: column note dropped
 * change.verdict("rep");    // rep: NO_EFFECT by READS_NOTHING_CHANGED (stg)
 * }</pre>
 */
package io.dataops.graph.verdict;
