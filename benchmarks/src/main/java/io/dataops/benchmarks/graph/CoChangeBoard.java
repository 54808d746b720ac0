package io.dataops.benchmarks.graph;

import io.dataops.api.Layer;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.history.ChangeHistory;
import io.dataops.graph.history.CoChange;
import io.dataops.graph.history.Related;
import io.dataops.graph.history.Transaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Given one table of a commit, rank the others: the last fifth of a real history, each commit before it is learnt. */
public final class CoChangeBoard implements Board {

    @Override
    public String name() {
        return "cochange";
    }

    @Override
    public String question() {
        return "given one changed table, which others change in the same commit, beside confidence and neighbours";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        Path folder = options.data().resolve("graph").resolve("cochange");
        DependencyGraph graph = graph(find(folder, "_edges.csv"));
        List<Transaction> all = history(find(folder, "_name_status.log.xz")).transactions();
        int from = (int) Math.ceil(0.8 * all.size());
        CoChange model = CoChange.over(graph);
        Map<String, Map<String, Integer>> together = new HashMap<>();
        Map<String, Integer> single = new HashMap<>();
        Quality ours = new Quality();
        Quality onlySeen = new Quality();
        Set<String> seen = new HashSet<>();
        Quality confidence = new Quality();
        Quality downstream = new Quality();
        double[][] bins = new double[10][3];
        double[] brier = new double[2];
        for (int i = 0; i < all.size(); i++) {
            Transaction t = all.get(i);
            if (i >= from && t.assets().size() >= 2 && t.assets().size() <= 30) {
                for (String asset : t.assets()) {
                    Set<String> rest = new TreeSet<>(t.assets());
                    rest.remove(asset);
                    List<Related> ranked = model.rank(asset, Integer.MAX_VALUE);
                    calibrate(ranked, rest, bins, brier);
                    ours.add(ranked.stream().map(Related::asset).limit(10).toList(), rest);
                    onlySeen.add(
                            ranked.stream()
                                    .map(Related::asset)
                                    .filter(seen::contains)
                                    .limit(10)
                                    .toList(),
                            rest);
                    confidence.add(rose(asset, together, single), rest);
                    downstream.add(
                            graph.contains(asset)
                                    ? graph.downstreamOf(asset).stream()
                                            .limit(10)
                                            .toList()
                                    : List.of(),
                            rest);
                }
            }
            model.observe(t);
            seen.addAll(t.assets());
            count(t, together, single);
        }
        out.printf(Locale.ROOT, "%d transactions, %s, %d questions%n", all.size(), graph, ours.questions);
        out.printf(Locale.ROOT, "%-24s %10s %10s %10s %10s%n", "", "recall@10", "MRR@10", "hit@3", "answered");
        ours.print("dataops", out);
        onlySeen.print("dataops, seen before", out);
        confidence.print("confidence (ROSE)", out);
        downstream.print("one hop downstream", out);
        out.printf(Locale.ROOT, "%nreliability: predicted, observed, pairs%n");
        for (double[] bin : bins) {
            if (bin[0] > 0) {
                out.printf(Locale.ROOT, "  %.3f %.3f %.0f%n", bin[1] / bin[0], bin[2] / bin[0], bin[0]);
            }
        }
        return new Score()
                .put("recall10", ours.recall())
                .put("mrr10", ours.mrr())
                .put("hit3", ours.hit())
                .put("brier", brier[0] / brier[1])
                .put("recall10_seen", onlySeen.recall())
                .put("mrr10_seen", onlySeen.mrr())
                .put("hit3_seen", onlySeen.hit());
    }

    private static void calibrate(List<Related> ranked, Set<String> rest, double[][] bins, double[] brier) {
        for (Related r : ranked) {
            double happened = rest.contains(r.asset()) ? 1 : 0;
            double[] bin = bins[Math.min(9, (int) (10 * r.probability()))];
            bin[0]++;
            bin[1] += r.probability();
            bin[2] += happened;
            brier[0] += (r.probability() - happened) * (r.probability() - happened);
            brier[1]++;
        }
    }

    private static final class Quality {
        private double recall;
        private double mrr;
        private double hit;
        private int answered;
        private int questions;

        void add(List<String> ranked, Set<String> rest) {
            questions++;
            answered += ranked.isEmpty() ? 0 : 1;
            int found = 0;
            for (int i = 0; i < ranked.size(); i++) {
                if (rest.contains(ranked.get(i))) {
                    mrr += found == 0 ? 1.0 / (i + 1) : 0;
                    hit += found == 0 && i < 3 ? 1 : 0;
                    found++;
                }
            }
            recall += (double) found / rest.size();
        }

        double recall() {
            return recall / questions;
        }

        double mrr() {
            return mrr / questions;
        }

        double hit() {
            return hit / questions;
        }

        void print(String name, PrintStream out) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %10.3f %10.3f %10.3f %10.3f%n",
                    name,
                    recall(),
                    mrr(),
                    hit(),
                    (double) answered / questions);
        }
    }

    private static List<String> rose(
            String asset, Map<String, Map<String, Integer>> together, Map<String, Integer> single) {
        BiFunction<String, Integer, Double> confidence = (b, n) -> (double) n / single.getOrDefault(asset, 1);
        return new TreeMap<>(together.getOrDefault(asset, Map.of()))
                .entrySet().stream()
                        .sorted((x, y) -> Double.compare(
                                confidence.apply(y.getKey(), y.getValue()), confidence.apply(x.getKey(), x.getValue())))
                        .limit(10)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static void count(Transaction t, Map<String, Map<String, Integer>> together, Map<String, Integer> single) {
        if (t.assets().size() > 30) {
            return;
        }
        for (String a : t.assets()) {
            single.merge(a, 1, Integer::sum);
            for (String b : t.assets()) {
                if (!a.equals(b)) {
                    together.computeIfAbsent(a, x -> new HashMap<>()).merge(b, 1, Integer::sum);
                }
            }
        }
    }

    private static Path find(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ending))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IOException("no *" + ending + " in " + folder));
        }
    }

    private static DependencyGraph graph(Path edges) throws IOException {
        GraphBuilder builder = DependencyGraph.builder();
        try (Stream<String> lines = Files.lines(edges, StandardCharsets.UTF_8)) {
            lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(edge -> builder.asset(edge[0], Layer.CODE)
                            .asset(edge[1], Layer.CODE)
                            .edge(edge[0], edge[1]));
        }
        return builder.build();
    }

    /** Tables are folders: {@code sql/project/dataset/table/file}. */
    private static ChangeHistory history(Path log) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new XZCompressorInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
            return ChangeHistory.fromGitLog(lines.lines(), path -> {
                String[] parts = path.split("/", -1);
                return parts.length >= 5 && parts[0].startsWith("sql")
                        ? Optional.of(parts[1] + "/" + parts[2] + "/" + parts[3])
                        : Optional.empty();
            });
        }
    }
}
