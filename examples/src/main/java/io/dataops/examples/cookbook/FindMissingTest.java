package io.dataops.examples.cookbook;

import io.dataops.testing.mutation.MutantResult;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationReport;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Relation;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Our test of this SQL model is green. What would it not notice, and which test is missing? */
public final class FindMissingTest {
    private FindMissingTest() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        RelationalSchema schema = Schema.of(Schema.table("orders")
                .pk("id", Schema.int64())
                .column("customer", Schema.int64())
                .column("amount", Schema.int64())
                .build());
        Pipeline pipeline = Pipeline.over(schema)
                .step(
                        "big_spenders",
                        "SELECT customer, SUM(amount) AS total FROM orders" + " WHERE amount >= 100 GROUP BY customer")
                .build();
        Relation orders =
                Relation.of(List.of("id", "customer", "amount"), Arrays.asList(1, 7, 250), Arrays.asList(2, 7, 30));
        Relation expected = Relation.of(List.of("customer", "total"), Arrays.asList(7, 250));
        MutationReport report = Mutation.of(pipeline)
                .tests(PipelineTest.expecting(
                        "small orders do not count", Map.of("orders", orders), "big_spenders", expected))
                .run();
        out.println("score " + report.score());
        for (MutantResult survivor : report.survivors()) {
            out.println("not noticed:\n" + survivor.mutant().diff());
        }
        report.survivors().stream()
                .flatMap(survivor -> survivor.witness().stream())
                .limit(1)
                .forEach(missing -> out.println(missing.java("the first test that is missing")));
    }
}
