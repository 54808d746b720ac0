/**
 * Assertions on graphs for unit tests; they throw {@link java.lang.AssertionError} and need no test library.
 *
 * <p>Entry type: {@link io.dataops.graph.assertions.GraphAssertions}.
 *
 * <pre>{@code
 * assertThatGraph(graph)
 *         .isAcyclic()
 *         .hasNoPathFrom("pii.email").to("public.*")
 *         .hasPathFrom("raw.orders").to("revenue");
 * }</pre>
 */
package io.dataops.graph.assertions;
