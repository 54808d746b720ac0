package io.dataops.benchmarks.graph;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.history.CoChange;
import io.dataops.graph.history.Related;
import io.dataops.graph.history.Transaction;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

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
        Run total = new Run();
        for (RealHistory history :
                RealHistory.in(options.data().resolve("graph").resolve("cochange"))) {
            Run run = new Run();
            run.ask(history, total);
            out.printf(
                    Locale.ROOT,
                    "%s: %d transactions, %s, %d questions%n",
                    history.name(),
                    history.transactions().size(),
                    history.graph(),
                    run.ours.questions);
            run.print(out);
        }
        return new Score()
                .put("recall10", total.ours.recall())
                .put("mrr10", total.ours.mrr())
                .put("hit3", total.ours.hit())
                .put("brier", total.brier[0] / total.brier[1])
                .put("recall10_seen", total.onlySeen.recall())
                .put("mrr10_seen", total.onlySeen.mrr())
                .put("hit3_seen", total.onlySeen.hit());
    }

    /** The questions of one history, or of all. */
    private static final class Run {
        private final Quality ours = new Quality();
        private final Quality onlySeen = new Quality();
        private final Quality confidence = new Quality();
        private final Quality downstream = new Quality();
        private final double[][] bins = new double[10][3];
        private final double[] brier = new double[2];

        void ask(RealHistory history, Run total) {
            DependencyGraph graph = history.graph();
            List<Transaction> all = history.transactions();
            int from = (int) Math.ceil(0.8 * all.size());
            CoChange model = CoChange.over(graph);
            Map<String, Map<String, Integer>> together = new HashMap<>();
            Map<String, Integer> single = new HashMap<>();
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < all.size(); i++) {
                Transaction t = all.get(i);
                if (i >= from && t.assets().size() >= 2 && t.assets().size() <= 30) {
                    for (String asset : t.assets()) {
                        Set<String> rest = new TreeSet<>(t.assets());
                        rest.remove(asset);
                        List<Related> ranked = model.rank(asset, Integer.MAX_VALUE);
                        List<String> names = ranked.stream().map(Related::asset).toList();
                        List<String> hop = graph.contains(asset) ? graph.downstreamOf(asset) : List.of();
                        List<String> rose = rose(asset, together, single);
                        for (Run run : List.of(this, total)) {
                            calibrate(ranked, rest, run.bins, run.brier);
                            run.ours.add(names.stream().limit(10).toList(), rest);
                            run.onlySeen.add(
                                    names.stream()
                                            .filter(seen::contains)
                                            .limit(10)
                                            .toList(),
                                    rest);
                            run.confidence.add(rose, rest);
                            run.downstream.add(hop.stream().limit(10).toList(), rest);
                        }
                    }
                }
                model.observe(t);
                seen.addAll(t.assets());
                count(t, together, single);
            }
        }

        void print(PrintStream out) {
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
        }
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
}
