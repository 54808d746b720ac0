package io.dataops.examples.cookbook;

import io.dataops.testing.combinatorial.CoveringArray;
import io.dataops.testing.combinatorial.CoveringArrays;
import java.io.PrintStream;
import java.util.List;

/** Which combinations of settings have our integration tests never seen, and which few runs add them? */
public final class PairwiseIntegrationTest {
    private PairwiseIntegrationTest() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        CoveringArrays.Builder settings = CoveringArrays.builder()
                .parameter("warehouse", "duckdb", "snowflake", "bigquery")
                .parameter("mode", "BATCH", "STREAM")
                .parameter("lag minutes", 1, 10, 60)
                .parameter("retry", true, false)
                .parameter("format", "csv", "parquet", "avro")
                .constraint("not (mode = BATCH and [lag minutes] < 10)")
                .strength(2);
        CoveringArray array = settings.build();
        out.printf(
                "%d runs cover every pair of settings; none could do with fewer than %d.%n",
                array.rows().size(), array.lowerBound());
        for (List<Object> row : array.rows()) {
            out.println("  " + row);
        }
        out.println("complete and valid: " + array.check().isComplete());
    }
}
