package io.dataops.scheduling.project;

/** The earliest and latest starts of the nodes of a block, by the longest paths from what is placed; for the use of one thread. */
final class LagBounds {
    private static final int NONE = Integer.MAX_VALUE;
    /** How often a node is looked at on average before bounds that still move are left as they are. */
    private static final int MOST_LOOKS = 64;

    private final Project p;
    private final LagNetwork net;
    private final LagPlaces places;
    private final boolean[] placed;
    private final int[] start;
    /** What releases, pins and other blocks leave a node. */
    final int[] lowest;

    final int[] highest;
    final int[] earliest;
    final int[] latest;
    private final Worklist work;

    LagBounds(Project p, LagNetwork net, LagPlaces places) {
        this.p = p;
        this.net = net;
        this.places = places;
        this.placed = places.placed;
        this.start = places.start;
        this.lowest = new int[p.jobs];
        this.highest = new int[p.jobs];
        this.earliest = new int[p.jobs];
        this.latest = new int[p.jobs];
        this.work = new Worklist(p.jobs);
    }

    /** The starts that releases, pins and other blocks leave a node. */
    void bound(int v) {
        lowest[v] = 0;
        highest[v] = NONE;
        for (int j : net.jobsOf[v]) {
            lowest[v] = Math.max(lowest[v], p.release[j]);
        }
        for (LagNetwork.Arc arc : net.in[v]) {
            if (net.blockOf[arc.from()] != net.blockOf[v] && placed[arc.from()]) {
                lowest[v] = Math.max(lowest[v], net.bound(arc, places.startOf(arc), places.modes));
            }
        }
        for (LagNetwork.Arc arc : net.out[v]) {
            if (net.blockOf[arc.to()] != net.blockOf[v] && placed[arc.to()]) {
                highest[v] = Math.min(highest[v], net.latest(arc, start[arc.to()], places.modes));
            }
        }
        for (int j : net.jobsOf[v]) {
            if (p.pinned[j] >= 0) {
                lowest[v] = p.pinned[j];
                highest[v] = p.pinned[j];
            }
        }
    }

    /** Computes earliest and latest starts from what is placed. */
    void renew(int[] block) {
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
    void raise(int from, int[] bounds, boolean placedToo) {
        work.add(from);
        for (int steps = 0; !work.isEmpty() && steps < MOST_LOOKS * (p.jobs + 1); steps++) {
            int v = work.take();
            for (LagNetwork.Arc arc : net.out[v]) {
                int w = arc.to();
                if (net.blockOf[w] != net.blockOf[v] || (placed[w] && !placedToo)) {
                    continue;
                }
                int least = net.bound(arc, bounds[v], places.modes);
                if (least > bounds[w]) {
                    bounds[w] = Math.min(least, p.span);
                    work.add(w);
                }
            }
        }
        work.clear();
    }

    /** Lowers latest starts by what one of them means for the others of its block. */
    void lower(int from) {
        work.add(from);
        for (int steps = 0; !work.isEmpty() && steps < MOST_LOOKS * (p.jobs + 1); steps++) {
            int v = work.take();
            for (LagNetwork.Arc arc : net.in[v]) {
                int w = arc.from();
                if (net.blockOf[w] != net.blockOf[v] || placed[w] || latest[v] >= p.span) {
                    continue;
                }
                int most = net.latest(arc, Math.max(0, latest[v]), places.modes);
                if (most < latest[w]) {
                    latest[w] = most;
                    work.add(w);
                }
            }
        }
        work.clear();
    }
}
