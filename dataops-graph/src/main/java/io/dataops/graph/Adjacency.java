package io.dataops.graph;

import java.util.Arrays;

/** Compressed sparse rows: the neighbours of vertex v are {@code to[start[v]] .. to[start[v + 1] - 1]}. */
final class Adjacency {
    private final int[] start;
    private final int[] to;
    private final int[] edge;

    private Adjacency(int[] start, int[] to, int[] edge) {
        this.start = start;
        this.to = to;
        this.edge = edge;
    }

    /** Rows by {@code from}; within a row in the order of the edges. */
    static Adjacency of(int vertices, int[] from, int[] to) {
        int[] start = new int[vertices + 1];
        for (int v : from) {
            start[v + 1]++;
        }
        for (int v = 0; v < vertices; v++) {
            start[v + 1] += start[v];
        }
        int[] next = start.clone();
        int[] rows = new int[from.length];
        int[] edge = new int[from.length];
        for (int e = 0; e < from.length; e++) {
            int at = next[from[e]]++;
            rows[at] = to[e];
            edge[at] = e;
        }
        return new Adjacency(start, rows, edge);
    }

    /** Rows without the edges that they came from, for passes that need none. */
    static Adjacency rows(int vertices, int[] from, int[] to) {
        int[] start = new int[vertices + 1];
        for (int v : from) {
            start[v + 1]++;
        }
        for (int v = 0; v < vertices; v++) {
            start[v + 1] += start[v];
        }
        int[] next = Arrays.copyOf(start, vertices);
        int[] rows = new int[from.length];
        for (int e = 0; e < from.length; e++) {
            rows[next[from[e]]++] = to[e];
        }
        return new Adjacency(start, rows, new int[0]);
    }

    int vertices() {
        return start.length - 1;
    }

    /** {@code [vertices + 1]}; not to be written. */
    int[] start() {
        return start;
    }

    /** {@code [edges]}; not to be written. */
    int[] to() {
        return to;
    }

    /** The edge at each place {@code [edges]}; not to be written. */
    int[] edge() {
        return edge;
    }
}
