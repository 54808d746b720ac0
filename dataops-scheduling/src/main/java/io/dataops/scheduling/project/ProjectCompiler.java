package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lays a project out on flat arrays. */
final class ProjectCompiler {
    private static final Openings OPEN = new Openings(new BitSet(), 0);

    final int jobs;
    final int horizon;
    final int span;
    /** Resources from this one on keep jobs apart. */
    final int shared;

    final int[] capacity;
    final int[][] capacityAt;
    final int[] stock;
    final int[] firstMode;
    final int[] modeNumber;
    final int[] duration;
    final int[][] demand;
    final int[][] consumption;
    final long[] modeCost;
    final long[] modeRisk;
    final Openings[] openings;
    final boolean[] split;
    final boolean[] holds;
    final int[][] group;
    final Project.Network before;
    final Project.Network after;
    final int[] topological;
    final int[] release;
    final int[] deadline;
    final int[] pinned;
    final int[] tail;
    final Project.MaxLag[] maxLags;
    final List<Objective> objectives;
    final Map<Objective, Long> weights;
    final long[] impactBefore;
    final long[] impactWeight;
    final int[] due;
    final long[] lateWeight;
    final int[] published;
    final Undoing undoing;

    ProjectCompiler(ProjectBuilder b) {
        jobs = b.jobs.size();
        horizon = b.horizon;
        shared = b.capacity.size();
        capacity = IntStream.concat(
                        b.capacity.stream().mapToInt(c -> c), b.apart.stream().mapToInt(set -> 1))
                .toArray();
        capacityAt = Stream.concat(b.capacityAt.stream(), b.apart.stream().map(set -> new int[0]))
                .toArray(int[][]::new);
        stock = b.stock.stream().mapToInt(c -> c).toArray();
        firstMode = new int[jobs + 1];
        for (int j = 0; j < jobs; j++) {
            if (b.jobs.get(j).modes.isEmpty()) {
                throw new IllegalArgumentException("job (" + j + ") must have a mode.");
            }
        }
        UsefulModes useful = new UsefulModes(b);
        List<List<Integer>> kept = useful.keep();
        for (int j = 0; j < jobs; j++) {
            firstMode[j + 1] = firstMode[j] + kept.get(j).size();
        }
        int modes = firstMode[jobs];
        modeNumber = kept.stream().flatMap(List::stream).mapToInt(m -> m).toArray();
        duration = new int[modes];
        demand = new int[modes][capacity.length];
        consumption = new int[modes][stock.length];
        modeCost = new long[modes];
        modeRisk = new long[modes];
        openings = new Openings[modes];
        split = new boolean[modes];
        holds = new boolean[modes];
        fillModes(b, kept);
        keepApart(b);
        group = new int[jobs][0];
        List<ProjectBuilder.Arc> arcs = withGroups(b);
        Precedence precedence = new Precedence(jobs, arcs);
        before = precedence.before;
        after = precedence.after;
        topological = precedence.topological;
        pinned = b.jobs.stream().mapToInt(j -> j.pinned).toArray();
        release = b.jobs.stream().mapToInt(j -> Math.max(j.release, 0)).toArray();
        deadline = b.jobs.stream().mapToInt(j -> Math.min(j.deadline, horizon)).toArray();
        for (int j = 0; j < jobs; j++) {
            ProjectBuilder.Job job = b.jobs.get(j);
            if (job.pinned < 0 && job.modes.stream().noneMatch(useful::isExecutable)) {
                deadline[j] = -1;
            }
        }
        span = span(arcs, b.maxLags.isEmpty() ? 1 : 2);
        maxLags = b.maxLags.toArray(new Project.MaxLag[0]);
        objectives = b.objectives;
        weights = new EnumMap<>(b.weights);
        impactBefore = new long[b.impact.length == 0 ? 0 : span + 1];
        for (int t = 0; t + 1 < impactBefore.length; t++) {
            long cost = b.impact[Math.min(t, b.impact.length - 1)];
            impactBefore[t + 1] = Math.addExact(impactBefore[t], cost);
        }
        impactWeight = b.jobs.stream().mapToLong(j -> j.impactWeight).toArray();
        due = b.jobs.stream().mapToInt(j -> j.due).toArray();
        lateWeight = b.jobs.stream().mapToLong(j -> j.lateWeight).toArray();
        published = b.jobs.stream().mapToInt(j -> j.published).toArray();
        undoing = new Undoing(b.undoCosts, this);
        tail = new int[jobs];
        tightenDeadlines();
        refuseOverflow();
    }

    private void fillModes(ProjectBuilder b, List<List<Integer>> kept) {
        Map<BitSet, Openings> calendars = new LinkedHashMap<>();
        int m = 0;
        for (int j = 0; j < jobs; j++) {
            ProjectBuilder.Job job = b.jobs.get(j);
            if (job.pinned >= 0 && job.modes.size() > 1) {
                throw new IllegalArgumentException(
                        "a pinned job must have a single mode, not " + job.modes.size() + ".");
            }
            for (int number : kept.get(j)) {
                ProjectBuilder.Mode mode = job.modes.get(number);
                duration[m] = mode.duration();
                modeCost[m] = mode.cost();
                modeRisk[m] = job.risks.get(number);
                int index = m;
                mode.demand()
                        .forEach((r, units) ->
                                demand[index][r] = mode.duration() == 0 ? 0 : Math.min(units, capacity[r]));
                mode.consumption().forEach((r, units) -> consumption[index][r] = units);
                openings[m] = mode.open()
                        .map(slots -> calendars.computeIfAbsent(slots, open -> new Openings(open, horizon)))
                        .orElse(OPEN);
                split[m] = job.interruption != Interruption.NONE && openings[m] != OPEN && mode.duration() > 0;
                holds[m] = job.interruption == Interruption.HOLDING;
                m++;
            }
        }
    }

    private void keepApart(ProjectBuilder b) {
        for (int i = 0; i < b.apart.size(); i++) {
            for (int j : b.apart.get(i)) {
                for (int m = firstMode[j]; m < firstMode[j + 1]; m++) {
                    demand[m][shared + i] = duration[m] == 0 ? 0 : 1;
                }
            }
        }
    }

    /**
     * The arcs, and for each set of jobs that start together those that make its first job, the leader, wait for all that any
     * of them waits for, and put the others after it in every order: by a lag from its end that never delays them.
     */
    private List<ProjectBuilder.Arc> withGroups(ProjectBuilder b) {
        List<ProjectBuilder.Arc> arcs = new ArrayList<>(b.arcs);
        for (int[] set : b.together) {
            int[] members = set.clone();
            for (int i = 1; i < members.length; i++) {
                if (b.jobs.get(members[i]).pinned >= 0 && b.jobs.get(members[0]).pinned < 0) {
                    members[i] = members[0];
                    members[0] = set[i];
                }
            }
            int leader = members[0];
            long longest = 0;
            for (int m = firstMode[leader]; m < firstMode[leader + 1]; m++) {
                longest = Math.max(longest, duration[m] + (split[m] ? horizon : 0));
            }
            for (int j : members) {
                group[j] = members;
                if (j != leader) {
                    b.arcs.stream()
                            .filter(a -> a.later() == j)
                            .forEach(a -> arcs.add(new ProjectBuilder.Arc(a.earlier(), leader, a.lag())));
                    arcs.add(new ProjectBuilder.Arc(leader, j, (int) -longest));
                    ProjectBuilder.Job first = b.jobs.get(leader);
                    first.release = Math.max(first.release, b.jobs.get(j).release);
                }
            }
        }
        return arcs;
    }

    /** Room for so many schedules one after the other that run everything in turn. */
    private int span(List<ProjectBuilder.Arc> arcs, int ways) {
        long longest = 1;
        int latestRelease = horizon;
        for (int j = 0; j < jobs; j++) {
            int most = 0;
            for (int m = firstMode[j]; m < firstMode[j + 1]; m++) {
                most = Math.max(most, duration[m]);
            }
            longest += most;
            latestRelease = Math.max(latestRelease, Math.max(release[j], pinned[j]));
        }
        for (ProjectBuilder.Arc a : arcs) {
            longest += Math.max(0, a.lag());
        }
        long all = latestRelease + ways * longest;
        if (all > 8L * ProjectBuilder.MAX_SLOTS) {
            throw new IllegalArgumentException("durations add up to " + all + " slots, more than "
                    + 8L * ProjectBuilder.MAX_SLOTS + ". Maybe use longer slots.");
        }
        return (int) all;
    }

    /** Every value that a schedule could have must fit a long. */
    private void refuseOverflow() {
        long slots = 2L * span;
        Map<Objective, Long> most = new EnumMap<>(Objective.class);
        try {
            add(most, Objective.MAKESPAN, slots);
            add(most, Objective.CHANGES, jobs);
            add(most, Objective.SHIFT, Math.multiplyExact(slots, (long) jobs));
            long dearest = 0;
            for (int t = 0; t + 1 < impactBefore.length; t++) {
                dearest = Math.max(dearest, impactBefore[t + 1] - impactBefore[t]);
            }
            add(most, Objective.MODE_COST, undoing.most(this));
            for (int j = 0; j < jobs; j++) {
                add(most, Objective.MODE_RISK, most(modeRisk, j));
                add(
                        most,
                        Objective.IMPACT,
                        Math.multiplyExact(Math.multiplyExact(dearest, most(duration, j)), impactWeight[j]));
                add(most, Objective.LATENESS, Math.multiplyExact(slots + Math.max(0L, -(long) due[j]), lateWeight[j]));
            }
            long sum = 0;
            for (Map.Entry<Objective, Long> weight : weights.entrySet()) {
                sum = Math.addExact(sum, Math.multiplyExact(weight.getValue(), most.getOrDefault(weight.getKey(), 0L)));
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "costs and weights must add up to less than 2^63. Maybe use larger units of cost.", e);
        }
    }

    private static void add(Map<Objective, Long> most, Objective objective, long value) {
        most.merge(objective, value, Math::addExact);
    }

    private long most(int[] ofMode, int j) {
        long most = 0;
        for (int m = firstMode[j]; m < firstMode[j + 1]; m++) {
            most = Math.max(most, ofMode[m]);
        }
        return most;
    }

    private long most(long[] ofMode, int j) {
        long most = 0;
        for (int m = firstMode[j]; m < firstMode[j + 1]; m++) {
            most = Math.max(most, ofMode[m]);
        }
        return most;
    }

    private void tightenDeadlines() {
        for (int i = jobs - 1; i >= 0; i--) {
            int j = topological[i];
            if (pinned[j] >= 0) {
                int m = firstMode[j];
                deadline[j] = split[m] ? openings[m].endOf(pinned[j], duration[m]) : pinned[j] + duration[m];
                continue;
            }
            for (int a = after.first()[j]; a < after.first()[j + 1]; a++) {
                int k = after.other()[a];
                int least = Integer.MAX_VALUE;
                for (int m = firstMode[k]; m < firstMode[k + 1]; m++) {
                    least = Math.min(least, duration[m]);
                }
                int latest = pinned[k] >= 0 ? pinned[k] : deadline[k] - least;
                deadline[j] = Math.min(deadline[j], latest - after.lag()[a]);
                tail[j] = Math.max(tail[j], tail[k] + least + after.lag()[a]);
            }
        }
    }
}
