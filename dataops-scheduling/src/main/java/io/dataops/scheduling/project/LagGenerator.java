package io.dataops.scheduling.project;

import java.util.PriorityQueue;

/**
 * Turns an order of jobs into a schedule that keeps maximum lags by construction: jobs on a common cycle of lags are placed one
 * after the other, each between the earliest and latest start that the others leave it. Where no start is left, those that
 * hold it back are taken out and come again later, by as much as it lacks. For the use of one thread.
 *
 * <p>Deadlines are not looked at: what passes them violates the project by as much. Where a pin is in the way, or taking out leads
 * nowhere, maximum lags are given up.
 *
 * <p>Source: Franck, Neumann and Schwindt (2001), Truncated branch-and-bound, schedule-construction, and
 * schedule-improvement procedures for resource-constrained project scheduling (unscheduling steps).
 */
final class LagGenerator {
    private static final int[] NO_JOBS = {};
    /** How often the nodes of a block may come again on average before the rest of it is placed whatever the lags. */
    private static final int PATIENCE = 200;

    private final Project p;
    private final LagNetwork net;
    private final LagPlaces places;
    private final LagBounds bounds;
    private final int[] place;
    private final int[] waitingBlocks;
    private final int[] start;
    private final int[] own;
    private final boolean[] placed;
    private final int[] stack;
    private int stacked;
    private boolean whole;
    private boolean urgent;

    LagGenerator(Project p) {
        this.p = p;
        this.net = new LagNetwork(p);
        this.places = new LagPlaces(p, net);
        this.bounds = new LagBounds(p, net, places);
        this.place = new int[p.jobs];
        this.waitingBlocks = new int[net.blocks.length];
        this.start = places.start;
        this.own = places.own;
        this.placed = places.placed;
        this.stack = new int[p.jobs];
    }

    /**
     * Makes a schedule.
     *
     * @param order all jobs, the more important first; precedence and lags come before it
     * @param ofJobs the mode of each job
     * @param byUrgency whether within a block the one with the earliest latest start comes first
     * @param starts receives the starts
     * @return the makespan
     */
    int forward(int[] order, int[] ofJobs, boolean byUrgency, int[] starts) {
        places.clear(ofJobs);
        places.takeOutAll();
        urgent = byUrgency;
        for (int i = order.length - 1; i >= 0; i--) {
            place[net.nodeOf[order[i]]] = i;
        }
        System.arraycopy(net.arcsInto, 0, waitingBlocks, 0, waitingBlocks.length);
        PriorityQueue<Long> ready = new PriorityQueue<>();
        for (int b = 0; b < net.blocks.length; b++) {
            if (waitingBlocks[b] == 0) {
                ready.add(key(b));
            }
        }
        for (Long next = ready.poll(); next != null; next = ready.poll()) {
            int[] block = net.blocks[(int) (next & 0xffff_ffffL)];
            placeBlock(block);
            for (int v : block) {
                for (LagNetwork.Arc arc : net.out[v]) {
                    int b = net.blockOf[arc.to()];
                    if (b != net.blockOf[v] && --waitingBlocks[b] == 0) {
                        ready.add(key(b));
                    }
                }
            }
        }
        int makespan = 0;
        whole = true;
        for (int j = 0; j < p.jobs; j++) {
            starts[j] = own[j];
            whole &= own[j] < places.lost;
            makespan = Math.max(makespan, p.end(places.modes[j], starts[j]));
        }
        places.endsBy(makespan);
        return makespan;
    }

    /** Whether every job of the last schedule has a place among the others, if only past its deadline. */
    boolean isWhole() {
        return whole;
    }

    /** Nodes that are bound to each other. */
    int[][] blocks() {
        return net.blocks;
    }

    /** The jobs of a node. */
    int[] jobsOf(int node) {
        return net.jobsOf[node];
    }

    private long key(int block) {
        int first = Integer.MAX_VALUE;
        for (int v : net.blocks[block]) {
            first = Math.min(first, place[v]);
        }
        return (long) first << 32 | block;
    }

    /** Takes over a schedule in which every job has a place, to be changed block by block. */
    void load(Individual x) {
        places.clear(x.modes);
        places.endsBy(x.makespan);
        urgent = true;
        for (int i = x.order.length - 1; i >= 0; i--) {
            place[net.nodeOf[x.order[i]]] = i;
        }
        for (int j = 0; j < p.jobs; j++) {
            int v = net.nodeOf[j];
            if (v == j) {
                places.put(v, x.starts[j]);
            }
        }
    }

    /** Takes out a block. */
    void takeOut(int block) {
        for (int v : net.blocks[block]) {
            if (placed[v]) {
                places.remove(v);
            }
        }
    }

    /** Puts a block back as it was. */
    void restore(int block, int[] starts) {
        for (int v : net.blocks[block]) {
            places.put(v, starts[v]);
        }
    }

    /**
     * Puts a block, none of which is placed, between all others.
     *
     * @param from the first slot for any of it
     * @param starts receives the starts of its jobs
     * @return false if it does not fit within its lags; then part of it may be placed
     */
    boolean insert(int block, int from, int[] starts) {
        int[] nodes = net.blocks[block];
        for (int v : nodes) {
            bounds.bound(v);
            bounds.lowest[v] = p.pinned[v] >= 0 ? bounds.lowest[v] : Math.max(bounds.lowest[v], from);
        }
        boolean kept = placeBounded(nodes, true);
        for (int v : nodes) {
            for (int j : kept ? net.jobsOf[v] : NO_JOBS) {
                starts[j] = own[j];
                places.touch(p.end(places.modes[j], own[j]));
                kept &= own[j] < places.lost;
            }
        }
        return kept;
    }

    private void placeBlock(int[] block) {
        for (int v : block) {
            bounds.bound(v);
        }
        placeBounded(block, false);
    }

    /** Places a block; or, if only so, gives up where a maximum lag cannot be kept. */
    private boolean placeBounded(int[] block, boolean onlyKept) {
        stacked = 0;
        bounds.renew(block);
        boolean strict = true;
        for (int left = PATIENCE * block.length + PATIENCE; stacked < block.length; left--) {
            int v = next(block);
            int s = places.free(v, bounds.earliest[v]);
            if (s > bounds.latest[v] && strict && left > 0) {
                strict = unschedule(block, v, s);
                continue;
            }
            if (onlyKept && (!strict || left <= 0)) {
                return false;
            }
            places.put(v, s);
            stack[stacked++] = v;
            bounds.earliest[v] = s;
            bounds.latest[v] = Math.min(bounds.latest[v], s);
            bounds.raise(v, bounds.earliest, false);
            bounds.lower(v);
        }
        return true;
    }

    /** The node to place next: one whose predecessors in the block are placed. */
    private int next(int[] block) {
        int best = -1;
        for (int v : block) {
            if (placed[v] || !isEligible(v)) {
                continue;
            }
            boolean sooner = best < 0 || (urgent && bounds.latest[v] < bounds.latest[best]);
            boolean same = best >= 0 && (!urgent || bounds.latest[v] == bounds.latest[best]);
            best = sooner || (same && place[v] < place[best]) ? v : best;
        }
        if (best < 0) {
            for (int v : block) {
                best = best < 0 && !placed[v] ? v : best;
            }
        }
        return best;
    }

    private boolean isEligible(int v) {
        for (LagNetwork.Arc arc : net.in[v]) {
            if (!arc.max() && net.blockOf[arc.from()] == net.blockOf[v] && !placed[arc.from()]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes out what keeps a node from its first free start, and what was placed after that.
     *
     * @return false if it is a deadline or a pin that does
     */
    private boolean unschedule(int[] block, int v, int s) {
        int[] needed = bounds.latest; // renewed below
        for (int w : block) {
            needed[w] = bounds.lowest[w];
        }
        needed[v] = s;
        bounds.raise(v, needed, true);
        int keep = stacked;
        boolean possible = true;
        for (int i = stacked - 1; i >= 0; i--) {
            int w = stack[i];
            if (needed[w] > start[w]) {
                keep = i;
                possible &= needed[w] <= bounds.highest[w];
            }
        }
        possible &= keep < stacked;
        if (possible) {
            for (int i = keep; i < stacked; i++) {
                int w = stack[i];
                if (needed[w] > start[w]) {
                    bounds.lowest[w] = needed[w];
                }
                places.remove(w);
            }
            stacked = keep;
        }
        bounds.renew(block);
        return possible;
    }
}
