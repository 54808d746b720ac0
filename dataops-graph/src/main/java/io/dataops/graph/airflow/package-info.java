/**
 * Reads Airflow DAGs that are declared in YAML.
 *
 * <p>Entry type: {@link io.dataops.graph.airflow.DagFile}. Needs org.snakeyaml:snakeyaml-engine on the class path.
 *
 * <pre>{@code
 * DagFile file = DagFile.parse("""
 *         nightly:
 *           schedule: 0 3 * * *
 *           tasks:
 *             load: {operator: Bash}
 *             test: {operator: Bash, dependencies: [load]}
 *         """, "dags.yaml");
 *
 * file.graph().downstreamOf("nightly.load");   // [nightly, nightly.test]
 * file.dags().get(0).schedule();               // Optional[0 3 * * *]
 * }</pre>
 */
package io.dataops.graph.airflow;
