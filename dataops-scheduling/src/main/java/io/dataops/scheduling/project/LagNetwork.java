package io.dataops.scheduling.project;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What bounds the starts of jobs by each other: arcs from a job to those that must not start too early after it, also back from a
 * job to one that it must follow closely. Jobs that start together are one node. Nodes on a common cycle are a block:
 * once one of them is placed, the others have a latest start.
 */
final class LagNetwork {
    /** An arc between nodes: of a precedence, {@code job} is the one that ends first; of a maximum lag, it is too, and the target. */
    record Arc(int from, int to, int job, int lag, boolean max) {}

    final Project p;
    /** By job, its node: the job itself, or the first of those that start with it. */
    final int[] nodeOf;
    /** By node, its jobs; null for numbers that are no node. */
    final int[][] jobsOf;

    final Arc[][] out;
    final Arc[][] in;
    final int[] blockOf;
    final int[][] blocks;
    /** By block, the arcs from other blocks. */
    final int[] arcsInto;

    LagNetwork(Project p) {
        this.p = p;
        this.nodeOf = new int[p.jobs];
        this.jobsOf = new int[p.jobs][];
        for (int j = 0; j < p.jobs; j++) {
            nodeOf[j] = p.group[j].length == 0 ? j : p.group[j][0];
            jobsOf[nodeOf[j]] = p.group[j].length == 0 ? new int[] {j} : p.group[j];
        }
        List<Arc> arcs = new ArrayList<>();
        for (int j = 0; j < p.jobs; j++) {
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                int i = p.before.other()[a];
                add(arcs, new Arc(nodeOf[i], nodeOf[j], i, p.before.lag()[a], false));
            }
        }
        for (Project.MaxLag lag : p.maxLags) {
            add(arcs, new Arc(nodeOf[lag.later()], nodeOf[lag.earlier()], lag.earlier(), lag.lag(), true));
        }
        this.out = split(arcs, true);
        this.in = split(arcs, false);
        this.blockOf = new int[p.jobs];
        this.blocks = components();
        this.arcsInto = new int[blocks.length];
        for (Arc arc : arcs) {
            arcsInto[blockOf[arc.to()]] += blockOf[arc.to()] == blockOf[arc.from()] ? 0 : 1;
        }
    }

    private static void add(List<Arc> arcs, Arc arc) {
        if (arc.from() != arc.to()) {
            arcs.add(arc);
        }
    }

    private Arc[][] split(List<Arc> arcs, boolean outgoing) {
        List<List<Arc>> lists = new ArrayList<>();
        for (int j = 0; j < p.jobs; j++) {
            lists.add(new ArrayList<>());
        }
        arcs.forEach(arc -> lists.get(outgoing ? arc.from() : arc.to()).add(arc));
        return lists.stream().map(list -> list.toArray(new Arc[0])).toArray(Arc[][]::new);
    }

    /** Strongly connected components, by two walks (Kosaraju); a component comes before those that it has arcs to. */
    private int[][] components() {
        Deque<Integer> finished = new ArrayDeque<>();
        boolean[] seen = new boolean[p.jobs];
        int[] next = new int[p.jobs];
        for (int root = 0; root < p.jobs; root++) {
            if (nodeOf[root] != root || seen[root]) {
                continue;
            }
            Deque<Integer> path = new ArrayDeque<>(List.of(root));
            seen[root] = true;
            while (!path.isEmpty()) {
                int v = path.getLast();
                if (next[v] == out[v].length) {
                    finished.push(path.removeLast());
                } else {
                    int w = out[v][next[v]++].to();
                    if (!seen[w]) {
                        seen[w] = true;
                        path.addLast(w);
                    }
                }
            }
        }
        List<int[]> found = new ArrayList<>();
        Arrays.fill(blockOf, -1);
        for (int root : finished) {
            if (blockOf[root] >= 0) {
                continue;
            }
            List<Integer> block = new ArrayList<>(List.of(root));
            blockOf[root] = found.size();
            for (int i = 0; i < block.size(); i++) {
                for (Arc arc : in[block.get(i)]) {
                    if (blockOf[arc.from()] < 0) {
                        blockOf[arc.from()] = found.size();
                        block.add(arc.from());
                    }
                }
            }
            found.add(block.stream().mapToInt(v -> v).toArray());
        }
        return found.toArray(new int[0][]);
    }

    /** The earliest start of the target of an arc, if its source starts so. */
    int bound(Arc arc, int start, int[] modes) {
        int m = modes[arc.job()];
        if (!arc.max()) {
            return p.end(m, start) + arc.lag();
        }
        return p.split[m] ? Integer.MIN_VALUE : start - p.duration[m] - arc.lag();
    }

    /** The latest start of the source of an arc, if its target starts so. */
    int latest(Arc arc, int start, int[] modes) {
        int m = modes[arc.job()];
        if (arc.max()) {
            return p.end(m, start) + arc.lag();
        }
        int s = start - arc.lag() - p.duration[m];
        while (p.split[m] && s >= 0 && p.end(m, s) + arc.lag() > start) {
            s--;
        }
        return s;
    }
}
