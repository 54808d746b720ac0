package io.dataops.scheduling.project;

import java.util.HashMap;
import java.util.Map;

/** Values that no schedule undercuts. */
final class Bounds {
    private final Project p;
    /** Earliest ends by precedence and calendars alone, each job in its quickest mode. */
    final int[] earliestEnd;

    final int[] earliestStart;

    /** What decides when a mode has least impact, whatever job it is of. */
    private record Shape(Openings openings, int duration, boolean split) {}

    /** Where each has least impact between the first slot and the horizon; -1 if it fits nowhere. */
    private final Map<Shape, Integer> favourites = new HashMap<>();

    Bounds(Project p) {
        this.p = p;
        this.earliestEnd = new int[p.jobs];
        this.earliestStart = new int[p.jobs];
        for (int j : p.topological) {
            int ready = p.pinned[j] >= 0 ? p.pinned[j] : p.release[j];
            for (int a = p.before.first()[j]; a < p.before.first()[j + 1]; a++) {
                ready = Math.max(
                        ready, earliestEnd[p.before.other()[a]] + p.before.lag()[a]);
            }
            int start = Integer.MAX_VALUE;
            int end = Integer.MAX_VALUE;
            for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                int s = p.pinned[j] >= 0 ? p.pinned[j] : p.firstStart(m, ready);
                start = Math.min(start, s);
                end = Math.min(end, p.end(m, s));
            }
            earliestStart[j] = start;
            earliestEnd[j] = end;
            int leader = leader(j);
            if (leader != j && p.pinned[j] < 0 && earliestStart[leader] > start) {
                earliestStart[j] = earliestStart[leader];
                earliestEnd[j] = Integer.MAX_VALUE;
                for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                    earliestEnd[j] = Math.min(earliestEnd[j], p.end(m, earliestStart[j]));
                }
            }
        }
    }

    private int leader(int j) {
        int[] members = p.group[j];
        return members.length == 0 ? j : members[0];
    }

    /** How many units too few there are for jobs that must start together, in their first slot. */
    private long clash() {
        long most = 0;
        for (int j = 0; j < p.jobs; j++) {
            int[] members = p.group[j];
            for (int r = 0; members.length > 0 && members[0] == j && r < p.capacity.length; r++) {
                long units = 0;
                for (int k : members) {
                    int least = p.pinned[k] >= 0 || p.shortest(k) == 0 ? 0 : Integer.MAX_VALUE;
                    for (int m = p.firstMode[k]; m < p.firstMode[k + 1]; m++) {
                        least = Math.min(least, p.demand[m][r]);
                    }
                    units += least;
                }
                most = Math.max(most, units - p.capacity[r]);
            }
        }
        return most;
    }

    /** How many units too few there are of a stock if each job takes the mode that uses up least of it. */
    private long overdrawn() {
        long most = 0;
        for (int k = 0; k < p.stock.length; k++) {
            long used = 0;
            for (int j = 0; j < p.jobs; j++) {
                int least = Integer.MAX_VALUE;
                for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
                    least = Math.min(least, p.consumption[m][k]);
                }
                used += least;
            }
            most = Math.max(most, used - p.stock[k]);
        }
        return most;
    }

    /** The longest chain of jobs, with calendars. */
    int criticalPath() {
        int longest = 0;
        for (int end : earliestEnd) {
            longest = Math.max(longest, end);
        }
        return longest;
    }

    /** The slot by which every resource could have done its work, if the work could be cut at will. */
    int workload() {
        int latest = 0;
        for (int r = 0; r < p.capacity.length; r++) {
            long work = 0;
            for (int j = 0; j < p.jobs; j++) {
                long least = p.pinned[j] >= 0 ? 0 : Long.MAX_VALUE;
                for (int m = p.firstMode[j]; m < p.firstMode[j + 1] && p.pinned[j] < 0; m++) {
                    least = Math.min(least, (long) p.duration[m] * p.demand[m][r]);
                }
                work += least;
            }
            int t = 0;
            while (work > 0 && t < p.span) {
                work -= p.capacityAt(r, t++);
            }
            latest = Math.max(latest, t);
        }
        return latest;
    }

    int makespan() {
        return Math.max(criticalPath(), workload());
    }

    /**
     * Raises a bound on the makespan as long as it can be refuted that everything ends by it.
     *
     * @param reached a makespan that is known to be reached
     * @param effort how much may be tried, in units of about a nanosecond
     */
    static int raised(Project p, int bound, int reached, long effort) {
        if (effort <= 0) {
            return bound;
        }
        Refutation refutation = new Refutation(p, effort);
        int low = bound;
        int high = reached;
        while (low < high && refutation.effort() > 0) {
            int middle = low + (high - low - 1) / 2;
            if (refutation.refutes(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A lower bound for the violation and each objective; no bound for what only breaks ties. */
    long[] of(Valuation valuation) {
        return of(valuation, makespan());
    }

    /** The same, with a bound on the makespan that is known from elsewhere. */
    long[] of(Valuation valuation, int makespan) {
        long[] bounds = new long[valuation.length()];
        for (int j = 0; j < p.jobs; j++) {
            bounds[0] += Math.max(0, earliestEnd[j] - p.deadline[j]);
        }
        bounds[0] = Math.max(Math.max(bounds[0], overdrawn()), Math.max(clash(), workload() - p.horizon));
        for (int i = 1; i + 1 < bounds.length; i++) {
            bounds[i] = objective(p.objectives.get(i - 1), makespan);
        }
        bounds[bounds.length - 1] = Long.MAX_VALUE;
        return bounds;
    }

    /** The least impact of a job anywhere between its earliest start and latest end. */
    private long leastImpact(int j) {
        long least = Long.MAX_VALUE;
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            if (p.pinned[j] >= 0) {
                least = Math.min(least, p.impact(m, p.pinned[j], p.end(m, p.pinned[j])));
                continue;
            }
            int from = p.firstStart(m, earliestStart[j]);
            int mode = m;
            int favourite = favourites.computeIfAbsent(
                    new Shape(p.openings[m], p.duration[m], p.split[m]), shape -> cheapestStart(mode, 0, p.horizon));
            boolean fits = favourite >= from && p.end(m, favourite) <= p.deadline[j];
            int s = fits && p.deadline[j] <= p.horizon ? favourite : cheapestStart(m, from, p.deadline[j]);
            least = s < 0 ? least : Math.min(least, p.impact(m, s, p.end(m, s)));
        }
        return least == Long.MAX_VALUE ? 0 : least * p.impactWeight[j];
    }

    /** The first start of least impact from a slot on with an end by another; -1 if there is none. */
    private int cheapestStart(int m, int from, int until) {
        int best = -1;
        long least = Long.MAX_VALUE;
        int last = until - p.duration[m];
        for (int s = p.firstStart(m, from); s <= last; s = p.firstStart(m, s + 1)) {
            int end = p.end(m, s);
            long impact = p.impact(m, s, end);
            if (end <= until && impact < least) {
                least = impact;
                best = s;
            }
        }
        return best;
    }

    private long objective(Objective what, int makespan) {
        if (what == Objective.MAKESPAN) {
            return makespan;
        }
        long sum = 0;
        if (what == Objective.WEIGHTED_SUM) {
            for (Map.Entry<Objective, Long> part : p.weights.entrySet()) {
                sum += part.getValue() * objective(part.getKey(), makespan);
            }
            return sum;
        }
        if (what == Objective.MODE_COST && p.undoing.varies()) {
            return new UndoBounds(p, this).least();
        }
        for (int j = 0; j < p.jobs; j++) {
            sum += least(what, j);
        }
        return sum;
    }

    /** What a job adds at least to an objective that is a sum over jobs. */
    private long least(Objective what, int j) {
        return switch (what) {
            case MAKESPAN, WEIGHTED_SUM -> 0;
            case MODE_COST -> least(p.modeCost, j);
            case MODE_RISK -> least(p.modeRisk, j);
            case LATENESS -> p.lateWeight[j] * Math.max(0L, (long) earliestEnd[j] - p.due[j]);
            case IMPACT -> p.impactBefore.length == 0 ? 0 : leastImpact(j);
            case CHANGES -> leastShift(j) > 0 ? 1 : 0;
            case SHIFT -> leastShift(j);
        };
    }

    private long least(long[] ofMode, int j) {
        long least = Long.MAX_VALUE;
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            least = Math.min(least, ofMode[m]);
        }
        return least;
    }

    /** How far from its published start a job begins at least, by its earliest start and latest end. */
    private long leastShift(int j) {
        int published = p.published[j];
        if (published < 0) {
            return 0;
        }
        if (p.pinned[j] >= 0) {
            return Math.abs(p.pinned[j] - published);
        }
        int latest = Integer.MIN_VALUE;
        for (int m = p.firstMode[j]; m < p.firstMode[j + 1]; m++) {
            latest = Math.max(latest, p.deadline[j] - p.duration[m]);
        }
        return Math.max(0, Math.max(earliestStart[j] - published, published - latest));
    }
}
