package io.dataops.benchmarks.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.changepoint.ChangePoints;
import io.dataops.observability.changepoint.ChangeReport;
import io.dataops.observability.changepoint.Cost;
import io.dataops.observability.changepoint.OnlineChanges;
import io.dataops.observability.changepoint.Scatter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** The Turing change point series, five annotators each, by their own rules; and the speed of exact pruning. */
public final class ChangePointBoard implements Board {

    /**
     * One series.
     *
     * @param name its name
     * @param values the points
     * @param annotators the changes that each annotator marked
     */
    record Annotated(String name, double[] values, int[][] annotators) {}

    @Override
    public String name() {
        return "changepoint";
    }

    @Override
    public String question() {
        return "where people see a series change, beside 'no change'; and exact pruning beside plain optimal partitioning";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        List<Annotated> corpus = read(options.data().resolve("observability/tcpd"));
        Map<String, Function<double[], int[]>> methods = new LinkedHashMap<>();
        methods.put("no change", v -> new int[0]);
        methods.put("dataops, default", v -> ChangePoints.in(v).indices());
        for (Cost cost : new Cost[] {Cost.MEAN, Cost.TREND, Cost.NORMAL, Cost.RANK}) {
            methods.put(
                    "dataops, " + cost,
                    v -> ChangePoints.pelt().cost(cost).find(v).indices());
        }
        out.printf(Locale.ROOT, "%d series%n%-20s %8s %9s%n", corpus.size(), "", "F1", "covering");
        Map<String, double[]> means = new LinkedHashMap<>();
        methods.forEach((name, method) -> {
            double f1 = 0;
            double covering = 0;
            for (Annotated series : corpus) {
                int[] found = method.apply(series.values());
                f1 += Annotators.f1(series.annotators(), found) / corpus.size();
                covering += Annotators.covering(series.annotators(), found, series.values().length) / corpus.size();
            }
            means.put(name, new double[] {f1, covering});
            out.printf(Locale.ROOT, "%-20s %8.3f %9.3f%n", name, f1, covering);
        });
        for (Annotated series : corpus) {
            ChangeReport report = ChangePoints.in(series.values());
            out.printf(
                    Locale.ROOT,
                    "  %-22s %5d points %-6s %.2f %s%n",
                    series.name(),
                    series.values().length,
                    report.cost(),
                    Annotators.f1(series.annotators(), report.indices()),
                    Arrays.toString(report.indices()));
        }
        Score score = new Score()
                .put("f1", means.get("dataops, default")[0])
                .put("covering", means.get("dataops, default")[1])
                .put("zero_f1", means.get("no change")[0]);
        return speed(score, out);
    }

    private static Score speed(Score score, PrintStream out) {
        int n = 100_000;
        Random random = new Random(1);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 3 * (i * 11 / n % 2) + random.nextGaussian();
        }
        double penalty = 2 * Math.log(n);
        ChangePoints search = ChangePoints.pelt()
                .cost(Cost.MEAN)
                .shortestSegment(1)
                .scatter(Scatter.LOCAL)
                .penalty(penalty);
        long start = System.nanoTime();
        int[] plain = OptimalPartitioning.changes(x, penalty);
        double slow = (System.nanoTime() - start) / 1e9;
        double fast = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            start = System.nanoTime();
            int[] pruned = search.find(x).indices();
            fast = Math.min(fast, (System.nanoTime() - start) / 1e9);
            if (!Arrays.equals(plain, pruned)) {
                throw new IllegalStateException(
                        "pruning found " + Arrays.toString(pruned) + " instead of " + Arrays.toString(plain));
            }
        }
        out.printf(
                Locale.ROOT,
                "%,d points, %d changes: plain %.2f s, pruned %.4f s, identical%n",
                n,
                plain.length,
                slow,
                fast);
        OnlineChanges online = OnlineChanges.every(1_000_000_000L);
        double each = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            start = System.nanoTime();
            for (double v : x) {
                online.accept(v);
            }
            each = Math.min(each, (System.nanoTime() - start) / 1e9);
        }
        out.printf(Locale.ROOT, "online: %,.0f points a second%n", n / each);
        wandering(out);
        return score.put("pelt_speedup", slow / fast).put("online_points_per_s", n / each);
    }

    /** How often noise that wanders is cut, and how often a shift of three deviations is found, on 300 simulated points. */
    private static void wandering(PrintStream out) {
        int runs = 500;
        for (Scatter scatter : Scatter.values()) {
            ChangePoints search = ChangePoints.pelt().scatter(scatter);
            for (double rho : new double[] {0, 0.5, 0.9}) {
                Random random = new Random(3);
                double wrong = 0;
                double found = 0;
                for (int run = 0; run < runs; run++) {
                    double[] x = new double[300];
                    double state = 0;
                    for (int i = 0; i < x.length; i++) {
                        state = rho * state + Math.sqrt(1 - rho * rho) * random.nextGaussian();
                        x[i] = state;
                    }
                    wrong += search.find(x).changes().isEmpty() ? 0 : 1.0 / runs;
                    for (int i = 140; i < x.length; i++) {
                        x[i] += 3;
                    }
                    found += Arrays.stream(search.find(x).indices()).anyMatch(c -> Math.abs(c - 140) <= 5)
                            ? 1.0 / runs
                            : 0;
                }
                out.printf(
                        Locale.ROOT,
                        "scatter %s, autocorrelation %.1f: cut without a change %.3f, shift of 3 deviations found %.3f%n",
                        scatter,
                        rho,
                        wrong,
                        found);
            }
        }
    }

    private static List<Annotated> read(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode all = json.readTree(folder.resolve("annotations.json").toFile());
        List<Annotated> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("datasets"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode series = json.readTree(file.toFile());
                JsonNode marks = all.get(series.get("name").asText());
                if (marks == null || series.get("n_dim").asInt() != 1) {
                    continue;
                }
                List<int[]> annotators = new ArrayList<>();
                marks.forEach(m -> {
                    int[] changes = new int[m.size()];
                    for (int i = 0; i < changes.length; i++) {
                        changes[i] = m.get(i).asInt();
                    }
                    annotators.add(changes);
                });
                JsonNode raw = series.get("series").get(0).get("raw");
                double[] values = new double[raw.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = raw.get(i).isNull() ? Double.NaN : raw.get(i).asDouble();
                }
                corpus.add(new Annotated(series.get("name").asText(), values, annotators.toArray(int[][]::new)));
            }
        }
        return corpus;
    }
}
