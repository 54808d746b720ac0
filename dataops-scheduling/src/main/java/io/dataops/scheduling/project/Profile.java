package io.dataops.scheduling.project;

/** What is free in every slot while jobs come and go; for the use of one thread. */
final class Profile {
    private final Project p;
    final int words;
    /** {@code [slots][words]}, flattened. */
    final long[] free;

    private final long[] base;
    private final long[] demand;
    private final long[] paused;
    private final long[] guards;

    Profile(Project p) {
        this.p = p;
        this.words = p.packing.words();
        this.base = p.packing.base();
        this.free = base.clone();
        this.demand = p.packing.demand();
        this.paused = p.packing.paused();
        this.guards = p.packing.guards();
    }

    /** Frees all slots up to one. */
    void clear(int until) {
        System.arraycopy(base, 0, free, 0, until * words);
    }

    /** The last slot in which a mode that starts and ends so finds too little; negative if there is none. */
    int lastClash(int from, int to, int m) {
        boolean split = p.split[m];
        for (int t = to - 1; t >= from; t--) {
            if (!fits(t, m, split && !p.openings[m].isOpen(t) ? paused : demand)) {
                return t;
            }
        }
        return -1;
    }

    private boolean fits(int t, int m, long[] units) {
        for (int w = 0; w < words; w++) {
            if (((free[t * words + w] - units[m * words + w]) & guards[w]) != guards[w]) {
                return false;
            }
        }
        return true;
    }

    void take(int from, int to, int m) {
        change(from, to, m, -1);
    }

    void giveBack(int from, int to, int m) {
        change(from, to, m, 1);
    }

    private void change(int from, int to, int m, int sign) {
        boolean split = p.split[m];
        for (int w = 0; w < words; w++) {
            long running = sign * demand[m * words + w];
            long waiting = sign * paused[m * words + w];
            for (int t = from; running != 0 && t < to; t++) {
                free[t * words + w] += split && !p.openings[m].isOpen(t) ? waiting : running;
            }
        }
    }

    /** The earliest start from a slot on at which a mode finds all that it needs. */
    int earliest(int from, int m) {
        int s = p.firstStart(m, from);
        for (int clash = lastClash(s, p.end(m, s), m); clash >= 0; clash = lastClash(s, p.end(m, s), m)) {
            s = p.firstStart(m, clash + 1);
        }
        return s;
    }

    /** The first slot before an end at which all of them can start; else a later one, that their resources may not allow. */
    int firstCommon(int from, int[] members, int[] modes, int until) {
        int s = from;
        while (s < until) {
            int next = s;
            int taken = 0;
            while (taken < members.length && next == s) {
                int m = modes[members[taken]];
                next = Math.max(s, p.firstStart(m, s));
                int clash = next == s ? lastClash(s, p.end(m, s), m) : -1;
                next = clash >= 0 ? s + 1 : next;
                if (next == s) {
                    take(s, p.end(m, s), m);
                    taken++;
                }
            }
            for (int i = 0; i < taken; i++) {
                int m = modes[members[i]];
                giveBack(s, p.end(m, s), m);
            }
            if (next == s) {
                return s;
            }
            s = next;
        }
        return s;
    }
}
