package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/** Chooses which jobs to take out of a schedule: neighbours in time, along precedence, or those in the way of a dear one. */
final class Removal {
    private static final int ORDERS = 8;

    private final Project p;
    private final Individual now;
    private final Valuation valuation;
    /** Orders that keep precedence, of which the jobs that are out come back in one: by number, and some at random. */
    private final int[][] ranks;

    private final boolean[] chosen;
    private final int[] free;
    private final Objective first;
    private final int most;
    private final int room;
    private int count;

    Removal(Project p, Individual now, int most) {
        this.p = p;
        this.now = now;
        this.valuation = new Valuation(p);
        this.ranks = ranks(p);
        this.chosen = new boolean[p.jobs];
        this.free = java.util.stream.IntStream.range(0, p.jobs)
                .filter(j -> p.pinned[j] < 0)
                .toArray();
        this.first = p.objectives.get(0);
        int largest = 1;
        for (int[] members : p.group) {
            largest = Math.max(largest, members.length);
        }
        this.most = most;
        this.room = most + largest;
    }

    private static int[][] ranks(Project p) {
        int[][] ranks = new int[ORDERS][p.jobs];
        for (int i = 0; i < p.jobs; i++) {
            ranks[0][p.topological[i]] = i;
        }
        SplittableRandom random = new SplittableRandom(p.jobs);
        int[] waiting = new int[p.jobs];
        int[] ready = new int[p.jobs];
        for (int k = 1; k < ORDERS; k++) {
            int count = 0;
            for (int j = 0; j < p.jobs; j++) {
                waiting[j] = p.before.first()[j + 1] - p.before.first()[j];
                if (waiting[j] == 0) {
                    ready[count++] = j;
                }
            }
            for (int i = 0; i < p.jobs; i++) {
                int at = random.nextInt(count);
                int j = ready[at];
                ready[at] = ready[--count];
                ranks[k][j] = i;
                for (int a = p.after.first()[j]; a < p.after.first()[j + 1]; a++) {
                    if (--waiting[p.after.other()[a]] == 0) {
                        ready[count++] = p.after.other()[a];
                    }
                }
            }
        }
        return ranks;
    }

    /** The most jobs that are ever taken out. */
    int most() {
        return room;
    }

    /** Writes some jobs, each after those of them that precede it, and returns how many. */
    int choose(int[] out, SplittableRandom random) {
        count = 0;
        if (free.length == 0) {
            return 0;
        }
        int wanted = 1 + random.nextInt(most);
        int j = dear(random);
        add(out, j);
        int kind = random.nextInt(3);
        if (kind == 0) {
            overlapping(out, wanted, now.starts[j] - p.duration[now.modes[j]], random);
        } else if (kind == 1) {
            chain(out, wanted, j, random);
        } else {
            int span = Math.max(1, now.makespan);
            overlapping(out, wanted, wish(j, random, span), random);
        }
        for (int i = 0; i < count; i++) {
            chosen[out[i]] = false;
        }
        sort(out, ranks[random.nextBoolean() ? 0 : random.nextInt(ORDERS)]);
        return count;
    }

    /** Adds a job, and those that start with it, as long as there is room. */
    private void add(int[] out, int j) {
        if (chosen[j] || p.pinned[j] >= 0) {
            return;
        }
        int[] members = p.group[j];
        if (members.length == 0) {
            chosen[j] = true;
            out[count++] = j;
        } else if (count + members.length <= room && p.pinned[members[0]] < 0) {
            for (int k : members) {
                chosen[k] = true;
                out[count++] = k;
            }
        }
    }

    /** Of three jobs, the one that adds most to the first objective. */
    private int dear(SplittableRandom random) {
        int best = free[random.nextInt(free.length)];
        for (int i = 0; i < 2; i++) {
            int j = free[random.nextInt(free.length)];
            if (cost(j) > cost(best)) {
                best = j;
            }
        }
        return best;
    }

    private long cost(int j) {
        return first == Objective.MAKESPAN
                ? now.starts[j]
                : valuation.cost(first, j, now.starts[j], now.modes[j], now.makespan);
    }

    /** Of some random starts between its neighbours, the one that would cost the job least. */
    private int wish(int j, SplittableRandom random, int span) {
        int from = p.release[j];
        for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
            int k = p.before.other()[a];
            from = Math.max(from, p.end(now.modes[k], now.starts[k]) + p.before.lag()[a]);
        }
        int until = Math.min(p.deadline[j], span);
        for (int a = p.after.first()[j]; a < p.after.first()[j + 1]; a++) {
            until = Math.min(until, now.starts[p.after.other()[a]] - p.after.lag()[a]);
        }
        int m = p.firstMode[j] + random.nextInt(p.modesOf(j));
        int slack = until - p.duration[m] - from;
        int best = now.starts[j];
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 8 && slack >= 0; i++) {
            int s = p.firstStart(m, from + random.nextInt(slack + 1));
            long c = s <= from + slack ? valuation.cost(first, j, s, m, now.makespan) : Long.MAX_VALUE;
            if (c < least) {
                least = c;
                best = s;
            }
        }
        return best;
    }

    /** Adds jobs that run in a stretch of time from a slot on, as long as a few jobs. */
    private void overlapping(int[] out, int wanted, int from, SplittableRandom random) {
        if (count == 0) {
            return;
        }
        int length = 1 + random.nextInt(3) * Math.max(1, p.duration[now.modes[out[0]]]);
        int first = random.nextInt(free.length);
        for (int i = 0; i < free.length && count < wanted; i++) {
            int j = free[(first + i) % free.length];
            int s = now.starts[j];
            if (s < from + length && p.end(now.modes[j], s) > from && random.nextInt(4) > 0) {
                add(out, j);
            }
        }
    }

    /** Walks along precedence, forward and back. */
    private void chain(int[] out, int wanted, int from, SplittableRandom random) {
        int j = from;
        for (int tries = 0; tries < 2 * wanted && count > 0 && count < wanted; tries++) {
            Project.Network way = random.nextBoolean() ? p.before : p.after;
            int degree = way.first()[j + 1] - way.first()[j];
            if (degree == 0) {
                j = out[random.nextInt(count)];
                continue;
            }
            j = way.other()[way.first()[j] + random.nextInt(degree)];
            add(out, j);
        }
    }

    private void sort(int[] out, int[] rank) {
        for (int i = 1; i < count; i++) {
            int j = out[i];
            int at = i;
            while (at > 0 && rank[out[at - 1]] > rank[j]) {
                out[at] = out[at - 1];
                at--;
            }
            out[at] = j;
        }
    }

    /** The latest end of a job that is out, so that what follows it keeps its place or, if out too, finds one. */
    int latestEnd(int j, Placement placement) {
        int latest = Integer.MAX_VALUE;
        for (int a = p.after.first()[j]; a < p.after.first()[j + 1]; a++) {
            int k = p.after.other()[a];
            int start = placement.isPlaced(k)
                    ? now.starts[k]
                    : Math.max(
                            latestStartOfOut(k, placement),
                            Integer.MIN_VALUE + p.after.lag()[a]);
            latest = Math.min(latest, start - p.after.lag()[a]);
        }
        return latest;
    }

    /** One level of successors that are out is looked through; deeper ones fail to be put back, and the step with them. */
    private int latestStartOfOut(int j, Placement placement) {
        int latest = Integer.MAX_VALUE;
        for (int a = p.after.first()[j]; a < p.after.first()[j + 1]; a++) {
            int k = p.after.other()[a];
            if (placement.isPlaced(k)) {
                latest = Math.min(latest, now.starts[k] - p.after.lag()[a]);
            }
        }
        return latest == Integer.MAX_VALUE ? latest : latest - p.shortest(j);
    }
}
