package io.dataops.scheduling.project;

import java.util.Arrays;
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
    private static final int NONE = Integer.MAX_VALUE;
    private static final int[] NO_JOBS = {};
    /** How often the nodes of a block may come again on average before the rest of it is placed whatever the lags. */
    private static final int PATIENCE = 200;
    /** How often a node is looked at on average before bounds that still move are left as they are. */
    private static final int MOST_LOOKS = 64;

    private final Project p;
    private final LagNetwork net;
    private final Profile profile;
    private final int[] place;
    private final int[] waitingBlocks;
    private final int[] start;
    /** By job, its start: that of its node, unless a pin has torn it from that. */
    private final int[] own;

    private final boolean[] placed;
    private final int[] lowest;
    private final int[] highest;
    private final int[] earliest;
    private final int[] latest;
    private final Worklist work;
    private final int[] stack;
    /** Far past the horizon: from there on nothing is looked at any more. */
    private final int lost;

    private int stacked;
    private boolean whole;
    private int[] modes = {};
    private int touched;
    private boolean urgent;

    LagGenerator(Project p) {
        this.p = p;
        this.net = new LagNetwork(p);
        this.profile = new Profile(p);
        int longest = 1;
        for (int j = 0; j < p.jobs; j++) {
            longest += p.longest(j);
        }
        this.lost = p.span - longest;
        this.place = new int[p.jobs];
        this.waitingBlocks = new int[net.blocks.length];
        this.start = new int[p.jobs];
        this.own = new int[p.jobs];
        this.placed = new boolean[p.jobs];
        this.lowest = new int[p.jobs];
        this.highest = new int[p.jobs];
        this.earliest = new int[p.jobs];
        this.latest = new int[p.jobs];
        this.work = new Worklist(p.jobs);
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
        profile.clear(touched);
        Arrays.fill(placed, false);
        modes = ofJobs;
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
            whole &= own[j] < lost;
            makespan = Math.max(makespan, p.end(modes[j], starts[j]));
        }
        touched = makespan;
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
        profile.clear(touched);
        modes = x.modes;
        urgent = true;
        touched = x.makespan;
        for (int i = x.order.length - 1; i >= 0; i--) {
            place[net.nodeOf[x.order[i]]] = i;
        }
        for (int j = 0; j < p.jobs; j++) {
            int v = net.nodeOf[j];
            if (v == j) {
                put(v, x.starts[j]);
            }
        }
    }

    /** Takes out a block. */
    void takeOut(int block) {
        for (int v : net.blocks[block]) {
            if (placed[v]) {
                remove(v);
            }
        }
    }

    /** Puts a block back as it was. */
    void restore(int block, int[] starts) {
        for (int v : net.blocks[block]) {
            put(v, starts[v]);
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
            bound(v);
            lowest[v] = p.pinned[v] >= 0 ? lowest[v] : Math.max(lowest[v], from);
        }
        boolean kept = placeBounded(nodes, true);
        for (int v : nodes) {
            for (int j : kept ? net.jobsOf[v] : NO_JOBS) {
                starts[j] = own[j];
                touched = Math.max(touched, p.end(modes[j], own[j]));
                kept &= own[j] < lost;
            }
        }
        return kept;
    }

    private void placeBlock(int[] block) {
        for (int v : block) {
            bound(v);
        }
        placeBounded(block, false);
    }

    /** Places a block; or, if only so, gives up where a maximum lag cannot be kept. */
    private boolean placeBounded(int[] block, boolean onlyKept) {
        stacked = 0;
        renew(block);
        boolean strict = true;
        for (int left = PATIENCE * block.length + PATIENCE; stacked < block.length; left--) {
            int v = next(block);
            int s = free(v, earliest[v]);
            if (s > latest[v] && strict && left > 0) {
                strict = unschedule(block, v, s);
                continue;
            }
            if (onlyKept && (!strict || left <= 0)) {
                return false;
            }
            put(v, s);
            stack[stacked++] = v;
            earliest[v] = s;
            latest[v] = Math.min(latest[v], s);
            raise(v, earliest, false);
            lower(v);
        }
        return true;
    }

    /** The starts that releases, pins and other blocks leave a node. */
    private void bound(int v) {
        lowest[v] = 0;
        highest[v] = NONE;
        for (int j : net.jobsOf[v]) {
            lowest[v] = Math.max(lowest[v], p.release[j]);
        }
        for (LagNetwork.Arc arc : net.in[v]) {
            if (net.blockOf[arc.from()] != net.blockOf[v] && placed[arc.from()]) {
                lowest[v] = Math.max(lowest[v], net.bound(arc, startOf(arc), modes));
            }
        }
        for (LagNetwork.Arc arc : net.out[v]) {
            if (net.blockOf[arc.to()] != net.blockOf[v] && placed[arc.to()]) {
                highest[v] = Math.min(highest[v], net.latest(arc, start[arc.to()], modes));
            }
        }
        for (int j : net.jobsOf[v]) {
            if (p.pinned[j] >= 0) {
                lowest[v] = p.pinned[j];
                highest[v] = p.pinned[j];
            }
        }
    }

    private int startOf(LagNetwork.Arc arc) {
        return arc.max() ? start[arc.from()] : own[arc.job()];
    }

    /** Computes earliest and latest starts from what is placed. */
    private void renew(int[] block) {
        for (int v : block) {
            earliest[v] = placed[v] ? start[v] : lowest[v];
            latest[v] = placed[v] ? start[v] : highest[v];
        }
        for (int v : block) {
            raise(v, earliest, false);
            lower(v);
        }
    }

    /** Raises earliest starts by what one of them means for the others of its block; those that are placed only if told so. */
    private void raise(int from, int[] bounds, boolean placedToo) {
        work.add(from);
        for (int steps = 0; !work.isEmpty() && steps < MOST_LOOKS * (p.jobs + 1); steps++) {
            int v = work.take();
            for (LagNetwork.Arc arc : net.out[v]) {
                int w = arc.to();
                if (net.blockOf[w] != net.blockOf[v] || (placed[w] && !placedToo)) {
                    continue;
                }
                int least = net.bound(arc, bounds[v], modes);
                if (least > bounds[w]) {
                    bounds[w] = Math.min(least, p.span);
                    work.add(w);
                }
            }
        }
        work.clear();
    }

    private void lower(int from) {
        work.add(from);
        for (int steps = 0; !work.isEmpty() && steps < MOST_LOOKS * (p.jobs + 1); steps++) {
            int v = work.take();
            for (LagNetwork.Arc arc : net.in[v]) {
                int w = arc.from();
                if (net.blockOf[w] != net.blockOf[v] || placed[w] || latest[v] >= p.span) {
                    continue;
                }
                int most = net.latest(arc, Math.max(0, latest[v]), modes);
                if (most < latest[w]) {
                    latest[w] = most;
                    work.add(w);
                }
            }
        }
        work.clear();
    }

    /** The node to place next: one whose predecessors in the block are placed. */
    private int next(int[] block) {
        int best = -1;
        for (int v : block) {
            if (placed[v] || !isEligible(v)) {
                continue;
            }
            boolean sooner = best < 0 || (urgent && latest[v] < latest[best]);
            boolean same = best >= 0 && (!urgent || latest[v] == latest[best]);
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
        int[] needed = latest; // renewed below
        for (int w : block) {
            needed[w] = lowest[w];
        }
        needed[v] = s;
        raise(v, needed, true);
        int keep = stacked;
        boolean possible = true;
        for (int i = stacked - 1; i >= 0; i--) {
            int w = stack[i];
            if (needed[w] > start[w]) {
                keep = i;
                possible &= needed[w] <= highest[w];
            }
        }
        possible &= keep < stacked;
        if (possible) {
            for (int i = keep; i < stacked; i++) {
                int w = stack[i];
                if (needed[w] > start[w]) {
                    lowest[w] = needed[w];
                }
                remove(w);
            }
            stacked = keep;
        }
        renew(block);
        return possible;
    }

    /** The first start at which all jobs of a node find their calendars open and what they need; far past the horizon, all are lost. */
    private int free(int v, int from) {
        int[] members = net.jobsOf[v];
        if (p.pinned[members[0]] >= 0) {
            return p.pinned[members[0]];
        }
        int s = Math.max(0, from);
        if (s < lost) {
            s = members.length == 1 ? profile.earliest(s, modes[v]) : profile.firstCommon(s, members, modes, lost);
        }
        return Math.min(s, lost);
    }

    private void put(int v, int s) {
        start[v] = s;
        placed[v] = true;
        change(v, 1);
    }

    private void remove(int v) {
        placed[v] = false;
        change(v, -1);
    }

    /** What is lost holds nothing, and what a pin tears apart goes where it fits. */
    private void change(int v, int sign) {
        int[] members = net.jobsOf[v];
        boolean torn = p.pinned[members[0]] >= 0;
        for (int j : members) {
            int m = modes[j];
            if (p.pinned[j] >= 0) {
                own[j] = p.pinned[j];
                continue;
            }
            if (sign < 0 && own[j] < lost) {
                profile.giveBack(own[j], p.end(m, own[j]), m);
            }
            if (sign < 0) {
                continue;
            }
            own[j] = torn ? profile.earliest(start[v], m) : start[v];
            if (own[j] < lost) {
                profile.take(own[j], p.end(m, own[j]), m);
            }
        }
    }
}
