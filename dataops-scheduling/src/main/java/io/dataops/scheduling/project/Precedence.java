package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** The arcs between jobs by their ends, and an order that keeps them: of those that may come next, the job that was added first. */
final class Precedence {
    private final int jobs;
    final Project.Network before;
    final Project.Network after;
    final int[] topological;

    /**
     * Sorts jobs.
     *
     * @throws CyclicProjectException if jobs wait for each other in a circle
     */
    Precedence(int jobs, List<ProjectBuilder.Arc> arcs) {
        this.jobs = jobs;
        this.before = network(arcs, true);
        this.after = network(arcs, false);
        this.topological = sort();
    }

    private Project.Network network(List<ProjectBuilder.Arc> arcs, boolean incoming) {
        int[] first = new int[jobs + 1];
        for (ProjectBuilder.Arc a : arcs) {
            first[(incoming ? a.later() : a.earlier()) + 1]++;
        }
        for (int j = 0; j < jobs; j++) {
            first[j + 1] += first[j];
        }
        int[] next = first.clone();
        int[] other = new int[arcs.size()];
        int[] lag = new int[arcs.size()];
        for (ProjectBuilder.Arc a : arcs) {
            int at = next[incoming ? a.later() : a.earlier()]++;
            other[at] = incoming ? a.earlier() : a.later();
            lag[at] = a.lag();
        }
        return new Project.Network(first, other, lag);
    }

    private int[] sort() {
        int[] waiting = new int[jobs];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int j = 0; j < jobs; j++) {
            waiting[j] = before.first()[j + 1] - before.first()[j];
            if (waiting[j] == 0) {
                ready.add(j);
            }
        }
        int[] order = new int[jobs];
        int count = 0;
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            order[count++] = next;
            for (int a = after.first()[next]; a < after.first()[next + 1]; a++) {
                if (--waiting[after.other()[a]] == 0) {
                    ready.add(after.other()[a]);
                }
            }
        }
        if (count < jobs) {
            throw new CyclicProjectException(cycle(waiting));
        }
        return order;
    }

    /** Follows predecessors that still wait, until one comes back. */
    private List<Integer> cycle(int[] waiting) {
        int job = 0;
        while (waiting[job] == 0) {
            job++;
        }
        int[] seenAt = new int[jobs];
        Arrays.fill(seenAt, -1);
        List<Integer> path = new ArrayList<>();
        while (seenAt[job] < 0) {
            seenAt[job] = path.size();
            path.add(job);
            for (int a = before.first()[job]; a < before.first()[job + 1]; a++) {
                if (waiting[before.other()[a]] > 0) {
                    job = before.other()[a];
                    break;
                }
            }
        }
        List<Integer> cycle = new ArrayList<>(path.subList(seenAt[job], path.size()));
        cycle.add(job);
        Collections.reverse(cycle);
        return cycle;
    }
}
