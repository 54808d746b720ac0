package io.dataops.graph.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CoChangeTest {

    private static ChangeHistory read(String... lines) {
        return ChangeHistory.fromGitLog(
                Stream.of(lines), path -> path.startsWith("sql/") ? Optional.of(path.substring(4)) : Optional.empty());
    }

    @Test
    void theExampleOfThePackagePage() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("stg_orders", Layer.CODE)
                .asset("fct_orders", Layer.CODE)
                .edge("stg_orders", "fct_orders")
                .build();
        Stream<String> lines = Stream.of("@a 1000", "M\tstg_orders", "M\tfct_orders");

        ChangeHistory history = ChangeHistory.fromGitLog(lines, path -> Optional.of(path)); // git log --name-status
        CoChange model = CoChange.over(graph);
        history.transactions().forEach(model::observe);
        model.rank("stg_orders", 10); // what is likely to change with it, with probabilities

        assertThat(model.rank("stg_orders", 10)).extracting(Related::asset).containsExactly("fct_orders");

        LearnedPropagation learning = LearnedPropagation.halfLife(Duration.ofDays(180));
        DependencyGraph learnt = learning.learn(graph, history); // a new graph
        assertThat(learnt.dependencies().get(0).propagation()).isGreaterThan(0.5);
        assertThat(learning.validate(graph, history, 0.2).count()).isEqualTo(1);
        List<ReleasedChange> released = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            released.add(new ReleasedChange(
                    new Transaction(Instant.ofEpochSecond(1000 + i), Set.of("stg_orders")), i % 3 == 0));
        }
        ChangeRisk risk = ChangeRisk.learn(graph, released); // changes and how they ended
        assertThat(risk.of(Instant.ofEpochSecond(9_000), "stg_orders").explain())
                .startsWith("fails with");
    }

    @Test
    void aLineOfNoEndIsRefused() {
        assertThatThrownBy(() -> read("@a 1000", "M\tsql/" + "x".repeat(30_000)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void renamesCarryTheHistoryAlong() {
        ChangeHistory history = read(
                "@c 30",
                "M\tsql/new",
                "A\tREADME.md",
                "@a 10",
                "A\tsql/old",
                "",
                "@b 20",
                "R090\tsql/old\tsql/new",
                "@d 40",
                "M\tdocs/x");
        assertThat(history.transactions())
                .containsExactly(
                        new Transaction(Instant.ofEpochSecond(10), Set.of("new")),
                        new Transaction(Instant.ofEpochSecond(20), Set.of("new")),
                        new Transaction(Instant.ofEpochSecond(30), Set.of("new")));
        assertThat(read("@a 1", "R100\tsql/a\tsql/b", "@b 2", "R100\tsql/b\tsql/a")
                        .transactions())
                .hasSize(2);
        assertThat(read().transactions()).isEmpty();
    }

    @Test
    void whatIsNoLogIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("@a 1", "nonsense"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("git log at line 2: expected a status and a path");
        assertThatThrownBy(() -> read("@a yesterday"))
                .hasMessageContaining("line 1")
                .hasMessageContaining("seconds");
        assertThatThrownBy(() -> read("@a 1", "R100\tsql/a")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("@a " + Long.MAX_VALUE)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read("M\tsql/a"))
                .isInstanceOf(InputException.class)
                .hasMessage("git log at line 1: expected a commit before the first status");
    }

    private static Transaction together(int day, String... assets) {
        return new Transaction(Instant.ofEpochSecond(86_400L * day), Set.of(assets));
    }

    @Test
    void whatChangedTogetherIsRankedAboveWhatDidNot() {
        Random random = new Random(1);
        CoChange model = CoChange.over(DependencyGraph.builder().build());
        for (int day = 0; day < 300; day++) {
            int group = random.nextInt(5);
            Set<String> assets = new TreeSet<>(Set.of("g" + group + "/a", "g" + group + "/b"));
            if (random.nextInt(4) == 0) {
                assets.add("other/" + random.nextInt(30));
            }
            model.observe(new Transaction(Instant.ofEpochSecond(86_400L * day), assets));
        }
        List<Related> ranked = model.rank("g3/a", 5);
        assertThat(ranked.get(0).asset()).isEqualTo("g3/b");
        assertThat(ranked.get(0).probability()).isGreaterThan(0.7);
        assertThat(ranked).allSatisfy(r -> assertThat(r.probability()).isBetween(0.0, 1.0));
    }

    @Test
    void hugeTransactionsAndUnknownAssetsTeachLittle() {
        CoChange model = CoChange.over(DependencyGraph.builder().build());
        model.observe(together(1, "x/a", "x/b"));
        List<Related> before = model.rank("x/a", 3);
        String[] many = new String[500];
        for (int i = 0; i < many.length; i++) {
            many[i] = "y/" + i;
        }
        model.observe(together(2, many));
        assertThat(model.rank("x/a", 3)).extracting(Related::asset).isEqualTo(List.of("x/b"));
        assertThat(before).extracting(Related::asset).containsExactly("x/b");
        assertThat(model.rank("nobody", 3)).isEmpty();
        assertThatThrownBy(() -> model.rank("x/a", -1)).hasMessage("k (-1) must not be negative.");
    }

    @Test
    void theSameHistoryGivesTheSameRanking() {
        List<List<Related>> rankings = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            CoChange model = CoChange.over(DependencyGraph.builder().build());
            for (int day = 0; day < 50; day++) {
                model.observe(together(day, "e/" + day % 3, "f/" + day % 5, "g/" + day % 7));
            }
            rankings.add(model.rank("f/1", 20));
        }
        assertThat(rankings.get(0)).isEqualTo(rankings.get(1)).isNotEmpty();
    }

    @Test
    void propagationIsLearntWithAPriorOfTheBaseRate() {
        DependencyGraph graph = DependencyGraph.builder()
                .asset("a", Layer.CODE)
                .asset("b", Layer.CODE)
                .asset("c", Layer.CODE)
                .asset("d", Layer.CODE)
                .edge("a", "b")
                .edge("c", "d", 0.5, 0.3)
                .edge("c", "c")
                .build();
        List<Transaction> always = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            always.add(together(1, "a", "b"));
            always.add(together(1, "a"));
        }
        DependencyGraph learnt =
                LearnedPropagation.halfLife(Duration.ofDays(180)).learn(graph, new ChangeHistory(always));
        assertThat(learnt.dependencies())
                .containsExactlyInAnyOrder(new Dependency("a", "b", 0.5), new Dependency("c", "d", 0.5, 0.3));
        always.addAll(always.subList(0, 1));
        for (int i = 0; i < 100; i++) {
            always.add(together(720, "a"));
        }
        double late = LearnedPropagation.halfLife(Duration.ofDays(180))
                .learn(graph, new ChangeHistory(always))
                .dependencies()
                .get(0)
                .propagation();
        assertThat(late).isBetween(0.0, 0.05);
        assertThat(learnt.selfReferences()).containsExactly("c");
        assertThat(LearnedPropagation.halfLife(Duration.ofDays(1)).learn(graph, new ChangeHistory(List.of())))
                .isEqualTo(graph);
        assertThatThrownBy(() -> LearnedPropagation.halfLife(Duration.ZERO)).hasMessageContaining("halfLife (PT0S)");
    }
}
