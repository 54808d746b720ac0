package io.dataops.examples.cookbook;

import io.dataops.graph.sql.SqlLineage;
import io.dataops.graph.verdict.ChangeVerdict;
import io.dataops.graph.verdict.ProjectChange;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does this pull request break anybody, column by column, or is it only formatting and columns that nobody reads? */
public final class GatePullRequest {
    private GatePullRequest() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Map<String, String> main = new LinkedHashMap<>(); // each query after those that it reads
        main.put("stg_orders", "select id, customer, amount, note from raw_orders where status = 'paid'");
        main.put("revenue", "select customer, sum(amount) as total from stg_orders group by customer");
        main.put("order_count", "select count(id) as orders from stg_orders");
        main.put("top_customers", "select customer from revenue where total > 1000");

        Map<String, String> branch = new LinkedHashMap<>(main);
        branch.put("stg_orders", """
                SELECT id, customer, amount * 100 AS amount   -- in cents, and the note goes
                FROM raw_orders WHERE 'paid' = status""");

        SqlLineage sql = SqlLineage.builder()
                .table("raw_orders", "id", "customer", "amount", "note", "status")
                .build();
        ProjectChange change = ProjectChange.between(main, branch, sql);
        out.println(change.changes().explain());
        change.verdicts().stream().filter(v -> v.column().isEmpty()).forEach(out::println);
        List<ChangeVerdict> broken = change.verdicts().stream()
                .filter(v -> v.effect() == ChangeVerdict.Effect.BREAKING
                        && v.column().isEmpty())
                .filter(v -> !v.asset().equals("stg_orders"))
                .toList();
        out.println("may be merged without asking: " + broken.isEmpty());
    }
}
