/**
 * Mutation testing of pipelines: small faults in queries, schemas and timing, the tests that notice them, and for every
 * fault that none notices the smallest dataset that would have shown it.
 *
 * <p>Entry type: {@link io.dataops.testing.mutation.Mutation}. H2 runs the queries unless another database is given; H2,
 * JSqlParser, and for reports Jackson and JMustache are optional.
 *
 * <pre>{@code
 * Pipeline shop = Pipeline.over(schema)
 *         .step("big_orders", "SELECT customer_id, amount FROM orders WHERE amount >= 100")
 *         .step("spending", "SELECT customer_id, SUM(amount) AS total FROM big_orders GROUP BY customer_id")
 *         .build();
 * MutationReport report = Mutation.of(shop)
 *         .tests(PipelineTest.expecting("sums", Map.of("orders", orders), "spending", expected))
 *         .run();
 * report.score();
 * for (MutantResult survivor : report.survivors()) {
 *     survivor.witness().get().java("the test that is missing");
 * }
 * }</pre>
 */
package io.dataops.testing.mutation;
