package io.dataops.benchmarks.graph;

import io.dataops.api.Layer;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.history.ChangeHistory;
import io.dataops.graph.history.Transaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A history and a graph of one repository: {@code NAME_edges.csv} and {@code NAME_name_status.log}, plain or as {@code .xz}.
 *
 * <p>Which asset a path belongs to is read off the data: identifiers have a number of parts, and paths that hold a known one show at
 * which depth, and below which folders, assets lie.
 */
record RealHistory(String name, DependencyGraph graph, List<Transaction> transactions) {

    static List<RealHistory> in(Path folder) throws IOException {
        List<RealHistory> found = new ArrayList<>();
        List<Path> edges;
        try (Stream<Path> files = Files.list(folder)) {
            edges = files.filter(f -> f.toString().endsWith("_edges.csv"))
                    .sorted()
                    .toList();
        }
        for (Path file : edges) {
            String name = file.getFileName().toString().replace("_edges.csv", "");
            DependencyGraph graph = graph(file);
            List<String> lines = lines(folder, name);
            found.add(new RealHistory(
                    name,
                    graph,
                    ChangeHistory.fromGitLog(lines.stream(), assets(graph, lines))
                            .transactions()));
        }
        if (found.isEmpty()) {
            throw new IOException("no *_edges.csv in " + folder);
        }
        return found;
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

    private static List<String> lines(Path folder, String name) throws IOException {
        Path plain = folder.resolve(name + "_name_status.log");
        Path packed = folder.resolve(name + "_name_status.log.xz");
        try (InputStream in = Files.exists(plain)
                        ? Files.newInputStream(plain)
                        : new XZCompressorInputStream(Files.newInputStream(packed));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static Function<String, Optional<String>> assets(DependencyGraph graph, List<String> lines) {
        Set<String> known = new HashSet<>();
        Map<Integer, Integer> lengths = new HashMap<>();
        graph.assets().forEach(a -> {
            known.add(a.id());
            lengths.merge(a.id().split("/", -1).length, 1, Integer::sum);
        });
        int length = most(lengths);
        Map<Integer, Integer> depths = new HashMap<>();
        Map<Integer, Set<String>> roots = new HashMap<>();
        for (String line : lines) {
            String path = line.substring(line.lastIndexOf('\t') + 1);
            String[] parts = path.split("/", -1);
            for (int depth = 0; depth + length < parts.length; depth++) {
                if (known.contains(part(parts, depth, length))) {
                    depths.merge(depth, 1, Integer::sum);
                    roots.computeIfAbsent(depth, d -> new HashSet<>()).add(part(parts, 0, depth));
                }
            }
        }
        int depth = most(depths);
        Set<String> below = roots.getOrDefault(depth, Set.of());
        return path -> {
            String[] parts = path.split("/", -1);
            return parts.length > depth + length && below.contains(part(parts, 0, depth))
                    ? Optional.of(part(parts, depth, length))
                    : Optional.empty();
        };
    }

    private static int most(Map<Integer, Integer> counts) {
        return counts.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<Integer, Integer> e) -> e.getValue())
                        .thenComparing(e -> -e.getKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private static String part(String[] parts, int from, int length) {
        return String.join("/", List.of(parts).subList(from, from + length));
    }
}
