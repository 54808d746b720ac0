/**
 * Whether a new version of a schema may follow the earlier ones: Avro, JSON Schema, relational tables.
 *
 * <p>Entry type: {@link io.dataops.graph.schema.Compatibility}.
 *
 * <pre>{@code
 * TableSchema v1 = TableSchema.of("orders").column("id", "bigint", false).column("note", "varchar(20)", true);
 * TableSchema v2 = TableSchema.of("orders").column("id", "int", false).column("note", "varchar(20)", true);
 *
 * CompatibilityReport report = Compatibility.tables().mode(CompatibilityMode.FULL).check(v2, List.of(v1));
 * report.isCompatible();   // false
 * report.explain();        // … TYPE_NARROWED at orders.id: type int does not take every value of bigint; cannot read …
 * }</pre>
 */
package io.dataops.graph.schema;
