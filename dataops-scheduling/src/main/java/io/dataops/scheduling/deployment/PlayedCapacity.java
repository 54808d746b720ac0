package io.dataops.scheduling.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** How many units of a resource there are over time, in milliseconds; after the horizon as many as there ever are. */
final class PlayedCapacity {
    private final long[] from;
    private final int[] units;

    PlayedCapacity(DeploymentProblem problem, String resource) {
        List<CapacityChange> changes = problem.capacityChanges().stream()
                .filter(c -> c.resource().equals(resource))
                .toList();
        TreeSet<Long> times = new TreeSet<>();
        for (CapacityChange c : changes) {
            times.add(PlayedJob.millis(problem.horizon().start(), c.during().start()));
            times.add(PlayedJob.millis(problem.horizon().start(), c.during().end()));
        }
        int usual = problem.capacities().getOrDefault(resource, 0);
        if (changes.isEmpty()) {
            this.from = new long[] {Long.MIN_VALUE};
            this.units = new int[] {usual};
            return;
        }
        long end = PlayedJob.millis(problem.horizon().start(), problem.horizon().end());
        times.removeIf(t -> t >= end);
        times.add(Long.MIN_VALUE);
        int most = Math.max(
                usual, changes.stream().mapToInt(CapacityChange::units).max().orElse(0));
        this.from = new long[times.size() + 1];
        this.units = new int[times.size() + 1];
        int i = 0;
        for (long t : times) {
            from[i] = t;
            units[i] = t == Long.MIN_VALUE
                    ? usual
                    : CapacityChange.unitsAt(
                            problem, resource, problem.horizon().start().plusMillis(t));
            i++;
        }
        from[i] = end;
        units[i] = most;
    }

    /** Whether there are as many at any time. */
    boolean isConstant() {
        return units.length == 1;
    }

    int at(long time) {
        if (units.length == 1) {
            return units[0];
        }
        int i = Arrays.binarySearch(from, time);
        return units[i >= 0 ? i : -i - 2];
    }

    /** Whether so many units are there from one time until another, for all others hold none. */
    boolean isThere(int needed, long start, long end) {
        if (units.length == 1) {
            return units[0] >= needed;
        }
        int i = Arrays.binarySearch(from, start);
        for (int k = i >= 0 ? i : -i - 2; k < from.length && from[k] < end; k++) {
            if (units[k] < needed) {
                return false;
            }
        }
        return true;
    }

    /** The first change after a time; none is {@link Long#MAX_VALUE}. */
    long nextChange(long after) {
        int i = Arrays.binarySearch(from, after);
        int k = i >= 0 ? i + 1 : -i - 1;
        return k < from.length ? from[k] : Long.MAX_VALUE;
    }
}
