package io.dataops.examples.cookbook;

import io.dataops.api.Layer;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.difference.DriftReport;
import io.dataops.graph.difference.GraphDifference;
import java.io.PrintStream;

/** How does production differ from what we declared, and what does that put at risk? */
public final class CompareEnvironments {
    private CompareEnvironments() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    private static GraphBuilder declared() {
        return DependencyGraph.builder()
                .asset("bucket.raw", Layer.INFRASTRUCTURE)
                .asset("orders", Layer.DATA)
                .asset("revenue", Layer.CODE)
                .asset("board report", Layer.BUSINESS_RULE)
                .edge("bucket.raw", "orders", 0.9)
                .edge("orders", "revenue", 0.7)
                .edge("revenue", "board report", 1);
    }

    static void run(PrintStream out) {
        DependencyGraph desired = declared().build();
        DependencyGraph actual = declared()
                .asset("manual_fix", Layer.DATA)
                .edge("manual_fix", "revenue", 0.8)
                .asset("tmp.export_17", Layer.DATA)
                .edge("orders", "tmp.export_17")
                .build();
        out.println(GraphDifference.between(desired, actual).explain());
        DriftReport drift = DriftReport.between(desired, actual, "tmp.*");
        out.println(drift.explain());
        out.println("as it should be: " + drift.isClean());
    }
}
