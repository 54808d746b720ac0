package io.dataops.scheduling.project;

import java.util.Arrays;

/** Where the nodes of a lag network are, and what is free beside them; for the use of one thread. */
final class LagPlaces {
    private final Project p;
    private final LagNetwork net;
    private final Profile profile;
    /** By node. */
    final int[] start;
    /** By job, its start: that of its node, unless a pin has torn it from that. */
    final int[] own;

    final boolean[] placed;
    /** Far past the horizon: from there on nothing is looked at any more. */
    final int lost;

    int[] modes = {};
    private int touched;

    LagPlaces(Project p, LagNetwork net) {
        this.p = p;
        this.net = net;
        this.profile = new Profile(p);
        int longest = 1;
        for (int j = 0; j < p.jobs; j++) {
            longest += p.longest(j);
        }
        this.lost = p.span - longest;
        this.start = new int[p.jobs];
        this.own = new int[p.jobs];
        this.placed = new boolean[p.jobs];
    }

    /** Frees all slots that were touched, for jobs in these modes. */
    void clear(int[] ofJobs) {
        profile.clear(touched);
        modes = ofJobs;
    }

    void takeOutAll() {
        Arrays.fill(placed, false);
    }

    /** Takes note that nothing at all ends later than this. */
    void endsBy(int makespan) {
        touched = makespan;
    }

    /** Takes note that something ends so late. */
    void touch(int end) {
        touched = Math.max(touched, end);
    }

    /** The start that an arc counts from. */
    int startOf(LagNetwork.Arc arc) {
        return arc.max() ? start[arc.from()] : own[arc.job()];
    }

    /** The first start at which all jobs of a node find their calendars open and what they need; far past the horizon, all are lost. */
    int free(int v, int from) {
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

    void put(int v, int s) {
        start[v] = s;
        placed[v] = true;
        change(v, 1);
    }

    void remove(int v) {
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
