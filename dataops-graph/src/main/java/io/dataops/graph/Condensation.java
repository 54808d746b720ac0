package io.dataops.graph;

import java.util.Arrays;

/**
 * Strongly connected components, numbered so that every edge leads to the same or a later component.
 *
 * <p>Tarjan (1972, Depth-first search and linear graph algorithms) with an explicit stack: O(V + E), and a chain of any
 * length.
 */
final class Condensation {
    private final int[] component;
    private final int count;

    private Condensation(int[] component, int count) {
        this.component = component;
        this.count = count;
    }

    static Condensation of(Adjacency out) {
        int n = out.vertices();
        int[] component = new int[n];
        Arrays.fill(component, -1);
        int[] number = new int[n];
        int[] low = new int[n];
        int[] open = new int[n];
        int[] path = new int[n];
        int[] cursor = new int[n];
        int openSize = 0;
        int numbered = 0;
        int count = 0;
        for (int root = 0; root < n; root++) {
            if (number[root] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            number[root] = ++numbered;
            low[root] = numbered;
            open[openSize++] = root;
            cursor[root] = out.start()[root];
            while (depth >= 0) {
                int v = path[depth];
                if (cursor[v] < out.start()[v + 1]) {
                    int w = out.to()[cursor[v]++];
                    if (number[w] == 0) {
                        number[w] = ++numbered;
                        low[w] = numbered;
                        open[openSize++] = w;
                        cursor[w] = out.start()[w];
                        path[++depth] = w;
                    } else if (component[w] < 0) {
                        low[v] = Math.min(low[v], number[w]);
                    }
                    continue;
                }
                if (low[v] == number[v]) {
                    int w;
                    do {
                        w = open[--openSize];
                        component[w] = count;
                    } while (w != v);
                    count++;
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[v]);
                }
            }
        }
        for (int v = 0; v < n; v++) {
            component[v] = count - 1 - component[v];
        }
        return new Condensation(component, count);
    }

    int count() {
        return count;
    }

    int of(int vertex) {
        return component[vertex];
    }
}
