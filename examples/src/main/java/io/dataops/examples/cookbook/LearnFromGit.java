package io.dataops.examples.cookbook;

import io.dataops.api.Layer;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.history.ChangeHistory;
import io.dataops.graph.history.CoChange;
import io.dataops.graph.history.LearnedPropagation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** How likely is it that a change spreads, by what our own history says? */
public final class LearnFromGit {
    private LearnFromGit() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("stg_orders", Layer.CODE)
                .asset("revenue", Layer.CODE)
                .asset("churn", Layer.CODE)
                .edge("stg_orders", "revenue")
                .edge("stg_orders", "churn")
                .build();
        // git log --name-status --format="@%H %ct"
        Stream<String> log = Stream.iterate(0, i -> i < 40, i -> i + 1)
                .flatMap(i -> Stream.of(
                        "@c" + i + " " + (1_700_000_000L + 86_400L * i),
                        "M\tmodels/stg_orders.sql",
                        i % 4 == 0 ? "M\tREADME.md" : "M\tmodels/revenue.sql"));
        ChangeHistory history = ChangeHistory.fromGitLog(
                log,
                path -> path.startsWith("models/")
                        ? Optional.of(path.replaceAll("models/|\\.sql", ""))
                        : Optional.empty());
        LearnedPropagation learning = LearnedPropagation.halfLife(Duration.ofDays(180));
        for (Dependency d : learning.learn(graph, history).dependencies()) {
            out.printf("%s -> %s: %.2f%n", d.from(), d.to(), d.propagation());
        }
        out.println(learning.validate(graph, history, 0.5).explain());
        CoChange model = CoChange.over(graph);
        history.transactions().forEach(model::observe);
        model.rank("stg_orders", 2)
                .forEach(r -> out.printf("with stg_orders changes %s: %.2f%n", r.asset(), r.probability()));
    }
}
