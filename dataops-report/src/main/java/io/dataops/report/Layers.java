package io.dataops.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataops.api.AffectedAsset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each asset stands in a picture from left to right: in the column after the last that it reads, and within a column near what it is
 * connected to (the barycentre heuristic: Sugiyama, Tagawa and Toda, 1981, Methods for visual understanding of hierarchical
 * system structures). Four sweeps each way, which is where pictures of this size stop getting better.
 */
final class Layers {
    private static final int SWEEPS = 4;

    private final int[] column;
    private final double[] row;
    private final List<int[]> edges = new ArrayList<>();

    Layers(List<AffectedAsset> assets) {
        int n = assets.size();
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < n; i++) {
            index.put(assets.get(i).asset(), i);
        }
        List<List<Integer>> read = new ArrayList<>();
        List<List<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            read.add(new ArrayList<>());
            readers.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            for (String upstream : assets.get(i).upstream()) {
                Integer u = index.get(upstream);
                if (u != null) {
                    edges.add(new int[] {u, i});
                    read.get(i).add(u);
                    readers.get(u).add(i);
                }
            }
        }
        this.column = columns(read, readers);
        this.row = new double[n];
        place(read, readers);
    }

    /** The longest way from an asset that reads no other; members of a cycle that was missed stay where they are. */
    private static int[] columns(List<List<Integer>> read, List<List<Integer>> readers) {
        int n = read.size();
        int[] column = new int[n];
        int[] missing = read.stream().mapToInt(List::size).toArray();
        List<Integer> open = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            if (missing[v] == 0) {
                open.add(v);
            }
        }
        for (int at = 0; at < open.size(); at++) {
            int v = open.get(at);
            for (int w : readers.get(v)) {
                column[w] = Math.max(column[w], column[v] + 1);
                if (--missing[w] == 0) {
                    open.add(w);
                }
            }
        }
        return column;
    }

    private void place(List<List<Integer>> read, List<List<Integer>> readers) {
        int columns = 1 + Arrays.stream(column).max().orElse(-1);
        List<List<Integer>> members = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            members.add(new ArrayList<>());
        }
        for (int v = 0; v < column.length; v++) {
            members.get(column[v]).add(v);
        }
        members.forEach(this::number);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int c = 1; c < columns; c++) {
                order(members.get(c), read);
            }
            for (int c = columns - 2; c >= 0; c--) {
                order(members.get(c), readers);
            }
        }
    }

    private void order(List<Integer> members, List<List<Integer>> neighbours) {
        Map<Integer, Double> centre = new HashMap<>();
        for (int v : members) {
            centre.put(
                    v,
                    neighbours.get(v).stream()
                            .mapToDouble(u -> row[u])
                            .average()
                            .orElse(row[v]));
        }
        members.sort(Comparator.comparingDouble((Integer v) -> centre.getOrDefault(v, 0.0))
                .thenComparingDouble(v -> row[v])
                .thenComparing(v -> v));
        number(members);
    }

    /** Rows run from 0 to 1, so that columns of any size lie beside each other. */
    private void number(List<Integer> members) {
        for (int i = 0; i < members.size(); i++) {
            row[members.get(i)] = (i + 1.0) / (members.size() + 1);
        }
    }

    ObjectNode tree() {
        ObjectNode node = Json.object();
        ArrayNode columns = node.putArray("columns");
        ArrayNode rows = node.putArray("rows");
        for (int v = 0; v < column.length; v++) {
            columns.add(column[v]);
            rows.add(Math.round(10_000 * row[v]) / 10_000.0);
        }
        ArrayNode pairs = node.putArray("edges");
        edges.forEach(e -> pairs.addArray().add(e[0]).add(e[1]));
        return node;
    }
}
