package io.dataops.scheduling.deployment;

import io.dataops.api.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the jobs of a plan that is played wait for, and what they share; the same in every world. */
final class PlayNetwork {
    /** Room for the resources of {@link #need}. */
    private static final int BITS = 63;

    final int n;
    /** For each job, those that it may be deployed by. */
    final PlayedJob[][] ways;

    final PlayedCapacity[] capacity;
    final boolean[] pinned;
    /** For each first of those that start together, what any of them waits for. */
    final int[][] before;

    final long[][] lag;
    /** The other way round: for each job, what waits for it, and where in its list of what it waits for. */
    final int[][] after;

    final int[][] place;
    /** Those that start together, at the first of them; itself alone at most others; none at the rest. */
    final int[][] unit;

    final int[][] foes;
    final Integer[] byName;
    /** Whether the units of all resources fit into one word, and no job ever holds more than there is. */
    final boolean isPacked;
    /** All that there is, and a bit above the units of each resource that stays set while they suffice. */
    final long all;

    final long guards;
    /** For each job and way to deploy it, what it holds while it runs. */
    final long[][] need;

    private final int[] leader;

    /**
     * Prepares to play plans of jobs.
     *
     * @param compiled the problem
     * @param jobs the jobs of the plan
     * @param strategies for each job, those that it may have
     */
    PlayNetwork(Compiled compiled, List<DeploymentJob> jobs, List<List<Strategy>> strategies) {
        DeploymentProblem problem = compiled.problem;
        this.n = jobs.size();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        problem.capacities().keySet().forEach(r -> numbers.put(r, numbers.size()));
        this.capacity = numbers.keySet().stream()
                .map(r -> new PlayedCapacity(problem, r))
                .toArray(PlayedCapacity[]::new);
        Map<String, Integer> index = new LinkedHashMap<>();
        jobs.forEach(job -> index.put(job.name(), index.size()));
        this.ways = new PlayedJob[n][];
        this.pinned = new boolean[n];
        this.before = new int[n][];
        this.lag = new long[n][];
        this.unit = new int[n][];
        this.leader = new int[n];
        this.foes = new int[n][];
        for (int i = 0; i < n; i++) {
            DeploymentJob job = jobs.get(i);
            ways[i] = strategies.get(i).stream()
                    .map(way -> new PlayedJob(compiled, job, way, numbers))
                    .toArray(PlayedJob[]::new);
            pinned[i] = job.pinnedAt().isPresent();
            unit[i] = new int[] {i};
            leader[i] = i;
            foes[i] = problem.apart().stream()
                    .filter(set -> set.contains(job.name()))
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(job.name()) && index.containsKey(other))
                    .mapToInt(other -> index.getOrDefault(other, -1))
                    .toArray();
        }
        problem.together().forEach(set -> unite(set, index));
        join(jobs, index);
        this.after = new int[n][];
        this.place = new int[n][];
        turn();
        this.byName = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(byName, Comparator.comparing(i -> jobs.get(i).name()));
        int[] shift = shifts();
        this.isPacked = shift.length == capacity.length;
        this.need = new long[n][];
        long sum = 0;
        long bits = 0;
        for (int r = 0; r < shift.length; r++) {
            int top = shift[r] + width(capacity[r].at(0)) - 1;
            bits |= 1L << top;
            sum |= 1L << top | (long) capacity[r].at(0) << shift[r];
        }
        this.all = sum;
        this.guards = bits;
        for (int i = 0; i < n; i++) {
            need[i] =
                    Arrays.stream(ways[i]).mapToLong(way -> packed(way, shift)).toArray();
        }
    }

    /** Where each resource lies in a word; empty if not all do, or units change, or jobs may hold more than there is. */
    private int[] shifts() {
        int[] shift = new int[capacity.length];
        int from = 0;
        for (int r = 0; r < shift.length; r++) {
            shift[r] = from;
            from += width(capacity[r].at(0));
            if (!capacity[r].isConstant()) {
                return new int[0];
            }
        }
        for (int i = 0; i < n; i++) {
            for (PlayedJob way : ways[i]) {
                if (pinned[i] || unit[i].length != 1 || way.releases || asksForMore(way)) {
                    return new int[0];
                }
            }
        }
        return from > BITS ? new int[0] : shift;
    }

    private boolean asksForMore(PlayedJob way) {
        for (int r = 0; r < way.resources.length; r++) {
            if (way.units[r] > capacity[way.resources[r]].at(0)) {
                return true;
            }
        }
        return false;
    }

    /** Bits for so many units, and one more. */
    private static int width(int units) {
        return 33 - Integer.numberOfLeadingZeros(units);
    }

    private static long packed(PlayedJob way, int[] shift) {
        long sum = 0;
        for (int r = 0; r < way.resources.length && way.length > 0 && shift.length > 0; r++) {
            sum += (long) way.units[r] << shift[way.resources[r]];
        }
        return sum;
    }

    private void unite(List<String> set, Map<String, Integer> index) {
        int[] members = set.stream()
                .mapToInt(name -> index.getOrDefault(name, -1))
                .filter(i -> i >= 0 && !pinned[i])
                .sorted()
                .toArray();
        for (int i : members) {
            leader[i] = members[0];
            unit[i] = i == members[0] ? members : new int[0];
        }
    }

    /** Lets the first of those that start together wait for all that any of them waits for. */
    private void join(List<DeploymentJob> jobs, Map<String, Integer> index) {
        List<List<Integer>> others = new ArrayList<>();
        List<List<Long>> lags = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            others.add(new ArrayList<>());
            lags.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            for (Predecessor p : jobs.get(i).predecessors()) {
                int b = index.getOrDefault(p.job(), -1);
                if (b >= 0) {
                    others.get(leader[i]).add(b);
                    lags.get(leader[i]).add(p.atLeast().toMillis());
                }
            }
        }
        for (int i = 0; i < n; i++) {
            before[i] = others.get(i).stream().mapToInt(b -> b).toArray();
            lag[i] = lags.get(i).stream().mapToLong(l -> l).toArray();
        }
    }

    private void turn() {
        List<List<Integer>> jobs = new ArrayList<>();
        List<List<Integer>> places = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            jobs.add(new ArrayList<>());
            places.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < before[i].length; k++) {
                jobs.get(before[i][k]).add(i);
                places.get(before[i][k]).add(k);
            }
        }
        for (int i = 0; i < n; i++) {
            after[i] = jobs.get(i).stream().mapToInt(a -> a).toArray();
            place[i] = places.get(i).stream().mapToInt(k -> k).toArray();
        }
    }
}
