package io.dataops.scheduling.project;

import java.util.Arrays;

/**
 * Values a schedule: by how much it violates the project, then each objective, then the sum of all starts, which tells
 * schedules apart that are otherwise equal: of two, the one that starts its jobs earlier is closer to a better one.
 */
final class Valuation {
    private final Project p;
    private final boolean onlyMakespan;
    /** What the weighted sum adds up, and the factor of each. */
    private final Objective[] parts;

    private final long[] factors;
    /** For each objective, what a slot of makespan counts in it. */
    private final long[] ofMakespan;

    Valuation(Project p) {
        this.p = p;
        this.parts = p.weights.keySet().toArray(new Objective[0]);
        this.factors = p.weights.values().stream().mapToLong(w -> w).toArray();
        this.ofMakespan = p.objectives.stream()
                .mapToLong(o -> o == Objective.MAKESPAN
                        ? 1
                        : o == Objective.WEIGHTED_SUM ? p.weights.getOrDefault(Objective.MAKESPAN, 0L) : 0)
                .toArray();
        this.onlyMakespan = p.objectives.size() == 1 && p.objectives.get(0) == Objective.MAKESPAN;
    }

    int length() {
        return p.objectives.size() + 2;
    }

    /** Writes the violation, the objectives and the sum of starts. */
    void value(int[] starts, int[] modes, int makespan, long[] values) {
        values[0] = violation(starts, modes);
        values[values.length - 1] = sum(starts);
        if (onlyMakespan) {
            values[1] = makespan;
            return;
        }
        for (int i = 1; i + 1 < values.length; i++) {
            values[i] = objective(p.objectives.get(i - 1), starts, modes, makespan);
        }
    }

    private static long sum(int[] starts) {
        long sum = 0;
        for (int s : starts) {
            sum += s;
        }
        return sum;
    }

    private long violation(int[] starts, int[] modes) {
        long excess = 0;
        for (int j = 0; j < p.jobs; j++) {
            int late = p.end(modes[j], starts[j]) - p.deadline[j];
            if (late > 0) {
                excess += late;
            }
        }
        for (int k = 0; k < p.stock.length; k++) {
            long used = 0;
            for (int j = 0; j < p.jobs; j++) {
                used += p.consumption[modes[j]][k];
            }
            excess += Math.max(0, used - p.stock[k]) * 1_000;
        }
        for (Project.MaxLag lag : p.maxLags) {
            int end = p.end(modes[lag.earlier()], starts[lag.earlier()]);
            excess += Math.max(0, starts[lag.later()] - end - lag.lag());
        }
        for (int j = 0; j < p.jobs; j++) {
            int[] members = p.group[j];
            if (members.length > 0 && p.pinned[j] < 0) {
                excess += Math.abs(starts[j] - starts[members[0]]);
            }
        }
        return excess;
    }

    private long objective(Objective what, int[] starts, int[] modes, int makespan) {
        if (what == Objective.MAKESPAN) {
            return makespan;
        }
        long sum = 0;
        if (what == Objective.WEIGHTED_SUM) {
            for (int i = 0; i < parts.length; i++) {
                sum += factors[i] * objective(parts[i], starts, modes, makespan);
            }
            return sum;
        }
        for (int j = 0; j < p.jobs; j++) {
            sum += share(what, j, starts[j], modes[j]);
        }
        for (int j = 0; what == Objective.MODE_COST && p.undoing.hasSets() && j < p.jobs; j++) {
            sum += p.undoing.others(p, j, starts, modes);
        }
        return sum;
    }

    /** What one job adds to an objective that is a sum over jobs; of costs, what does not depend on other jobs. */
    long share(Objective what, int j, int start, int mode) {
        int end = p.end(mode, start);
        return switch (what) {
            case MAKESPAN -> 0;
            case MODE_COST -> p.undoing.own(mode, p.undoing.factor(end));
            case MODE_RISK -> p.modeRisk[mode];
            case IMPACT -> p.impactWeight[j] * p.impact(mode, start, end);
            case LATENESS -> p.lateWeight[j] * Math.max(0L, (long) end - p.due[j]);
            case CHANGES -> p.published[j] >= 0 && p.published[j] != start ? 1 : 0;
            case SHIFT -> p.published[j] < 0 ? 0 : Math.abs(start - p.published[j]);
            case WEIGHTED_SUM -> {
                long sum = 0;
                for (int i = 0; i < parts.length; i++) {
                    sum += factors[i] * share(parts[i], j, start, mode);
                }
                yield sum;
            }
        };
    }

    /** Whether the values of a schedule follow from those of its jobs and the makespan. */
    boolean isSum() {
        return p.maxLags.length == 0
                && !p.undoing.hasSets()
                && p.stock.length == 0
                && Arrays.stream(p.group).allMatch(members -> members.length == 0);
    }

    /** Adds what a job contributes to each value, or takes it away; the makespan counts nothing. For sums alone. */
    void add(int sign, int j, int start, int mode, long[] values) {
        values[0] += sign * Math.max(0L, (long) p.end(mode, start) - p.deadline[j]);
        for (int i = 1; i + 1 < values.length; i++) {
            values[i] += sign * share(p.objectives.get(i - 1), j, start, mode);
        }
        values[values.length - 1] += (long) sign * start;
    }

    /** Takes note that the makespan has changed. For sums alone. */
    void lengthen(long slots, long[] values) {
        for (int i = 1; i + 1 < values.length; i++) {
            values[i] += ofMakespan[i - 1] * slots;
        }
    }

    /** What a place costs one job, where all others end by the cap: of the makespan, what lies past the cap. */
    long cost(Objective what, int j, int start, int mode, int cap) {
        return switch (what) {
            case MAKESPAN -> Math.max(0L, (long) p.end(mode, start) + p.tail[j] - cap);
            case WEIGHTED_SUM -> {
                long sum = 0;
                for (int i = 0; i < parts.length; i++) {
                    sum += factors[i] * cost(parts[i], j, start, mode, cap);
                }
                yield sum;
            }
            default -> share(what, j, start, mode);
        };
    }

    static boolean better(long[] a, long[] b) {
        return better(a, b, a.length);
    }

    static boolean betterWithoutTies(long[] a, long[] b) {
        return better(a, b, a.length - 1);
    }

    private static boolean better(long[] a, long[] b, int levels) {
        for (int i = 0; i < levels; i++) {
            if (a[i] != b[i]) {
                return a[i] < b[i];
            }
        }
        return false;
    }
}
