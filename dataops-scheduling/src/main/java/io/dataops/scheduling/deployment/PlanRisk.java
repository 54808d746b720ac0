package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.Likelihood;
import io.dataops.api.ScheduledDeployment;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How a plan fares when durations vary: will it fit Saturday 02:00 to 05:00 with 95 %?
 *
 * <p>Plays the plan many times. Jobs keep their strategy and order; none starts before its planned start, before what it waits
 * for has ended, or before the resources it needs are free. A job that overruns its window is not stopped, unless it may pause;
 * one that starts together with others is not started before what any of those planned later waits for. The same seed
 * gives the same worlds for any plan, so plans can be compared. Takes time proportional to samples times jobs squared.
 *
 * <pre>{@code
 * PlanRisk risk = PlanRisk.simulate(problem, plan, DurationModel.triangular(0.8, 1, 2), 1_000, 42);
 * risk.endsBy(sundayFive);      // 93.1 % [91.4 %, 94.5 %]
 * risk.end(0.95);               // 2026-03-08T05:07:00Z
 * risk.criticality("db");       // 0.82: in so many worlds a delay of db delays the end
 * }</pre>
 */
public final class PlanRisk {
    private final List<Instant> ends;
    private final int inWindows;
    private final Map<String, Double> criticality;

    private PlanRisk(List<Instant> ends, int inWindows, Map<String, Double> criticality) {
        this.ends = ends;
        this.inWindows = inWindows;
        this.criticality = criticality;
    }

    /**
     * Plays a plan.
     *
     * @param problem the problem
     * @param plan its plan, feasible and with at least one job
     * @param model how durations vary, each job on its own
     * @param samples how many worlds, 1 to 1,000,000
     * @param seed the seed of all chance
     * @return what came of it
     */
    public static PlanRisk simulate(
            DeploymentProblem problem, DeploymentPlan plan, DurationModel model, int samples, long seed) {
        if (samples < 1 || samples > 1_000_000) {
            throw new IllegalArgumentException("samples (" + samples + ") must be between 1 and 1000000.");
        }
        if (plan.deployments().isEmpty()) {
            throw new IllegalArgumentException("the plan is " + plan.status() + " and has no deployments to play.");
        }
        World world = new World(problem, plan);
        SplittableRandom random = new SplittableRandom(seed);
        List<Instant> ends = new ArrayList<>();
        int[] critical = new int[plan.deployments().size()];
        int inWindows = 0;
        for (int s = 0; s < samples; s++) {
            ends.add(world.play(model, random.split()));
            inWindows += world.staysInWindows() ? 1 : 0;
            world.markCritical(critical);
        }
        ends.sort(null);
        Map<String, Double> shares = new TreeMap<>();
        for (int i = 0; i < critical.length; i++) {
            shares.put(plan.deployments().get(i).asset(), critical[i] / (double) samples);
        }
        return new PlanRisk(ends, inWindows, shares);
    }

    /**
     * Returns how probable it is that everything has ended by an instant.
     *
     * @param instant the instant
     * @return the share of worlds, with its 95 % interval (Wilson)
     */
    public Likelihood endsBy(Instant instant) {
        return Likelihood.counted(ends.stream().filter(e -> !e.isAfter(instant)).count(), ends.size());
    }

    /**
     * Returns how probable it is that no job overruns a window or runs into a blackout.
     *
     * @return the share of worlds, with its 95 % interval (Wilson)
     */
    public Likelihood staysInWindows() {
        return Likelihood.counted(inWindows, ends.size());
    }

    /**
     * Returns when everything has ended in a share of the worlds.
     *
     * @param quantile the share, more than 0 and at most 1
     * @return the instant
     */
    public Instant end(double quantile) {
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile (" + quantile + ") must be more than 0 and at most 1.");
        }
        return ends.get((int) Math.ceil(quantile * ends.size()) - 1);
    }

    /**
     * Returns the mean end of the worlds at and after a quantile (conditional value at risk).
     *
     * @param quantile the share of better worlds, more than 0 and at most 1
     * @return the instant, to the second
     */
    public Instant meanEndBeyond(double quantile) {
        Instant first = end(quantile);
        int from = (int) Math.ceil(quantile * ends.size()) - 1;
        long seconds = 0;
        for (Instant e : ends.subList(from, ends.size())) {
            seconds = Math.addExact(seconds, Duration.between(first, e).toSeconds());
        }
        return first.plusSeconds(seconds / (ends.size() - from));
    }

    /**
     * Returns how often a delay of a job would have delayed the end.
     *
     * @param job the job
     * @return the share of worlds, 0 to 1
     */
    public double criticality(String job) {
        Double share = criticality.get(job);
        if (share == null) {
            throw new IllegalArgumentException("job (" + Names.shown(job) + ") is not planned.");
        }
        return share;
    }

    /** One play after the other, in the buffers of the first. */
    private static final class World {
        private final DeploymentProblem problem;
        private final List<ScheduledDeployment> plan;
        private final List<List<Integer>> before = new ArrayList<>();
        private final List<List<Duration>> lags = new ArrayList<>();
        private final List<List<Interval>> allowed = new ArrayList<>();
        private final List<DeploymentJob> jobs = new ArrayList<>();
        private final List<List<Interval>> runs = new ArrayList<>();
        private final List<List<Integer>> partners = new ArrayList<>();
        private final List<List<Integer>> foes = new ArrayList<>();
        private final Instant[] start;
        private final Instant[] end;
        private final int[] cause;

        World(DeploymentProblem problem, DeploymentPlan plan) {
            this.problem = problem;
            this.plan = plan.deployments();
            Map<String, Integer> index = new TreeMap<>();
            for (int i = 0; i < this.plan.size(); i++) {
                index.put(this.plan.get(i).asset(), i);
            }
            Compiled compiled = new Compiled(problem);
            Map<String, DeploymentJob> byName = new TreeMap<>();
            problem.jobs().forEach(j -> byName.put(j.name(), j));
            for (ScheduledDeployment d : this.plan) {
                DeploymentJob job = byName.get(d.asset());
                if (job == null) {
                    throw new IllegalArgumentException(
                            "job (" + Names.shown(d.asset()) + ") is no job of the problem.");
                }
                before.add(job.predecessors().stream()
                        .map(p -> index.getOrDefault(p.job(), -1))
                        .toList());
                lags.add(job.predecessors().stream().map(Predecessor::atLeast).toList());
                allowed.add(compiled.allowed(job, d.strategy()));
                jobs.add(job);
                runs.add(Runs.open(problem, job, d.strategy(), compiled.allowed(job, d.strategy())));
                partners.add(others(problem.together(), d.asset(), index));
                foes.add(others(problem.apart(), d.asset(), index));
            }
            this.start = new Instant[this.plan.size()];
            this.end = new Instant[this.plan.size()];
            this.cause = new int[this.plan.size()];
        }

        Instant play(DurationModel model, SplittableRandom random) {
            Instant last = problem.horizon().start();
            for (int i = 0; i < plan.size(); i++) {
                ScheduledDeployment d = plan.get(i);
                start[i] = d.start();
                cause[i] = -1;
                waitForOthers(i, i);
                for (int partner : partners.get(i)) {
                    waitForOthers(i, partner);
                }
                waitForResources(i);
                double seconds = d.strategy().duration().toMillis() / 1e3 * model.factor(random);
                Duration work = Duration.ofSeconds(Math.round(Math.min(seconds, 1e12)));
                end[i] = Runs.end(runs.get(i), start[i], work);
                last = WallClock.max(last, end[i]);
            }
            return last;
        }

        /** Starts no earlier than what a job, itself or one that starts with it, waits for; nor than one that started. */
        private void waitForOthers(int i, int job) {
            for (int k = 0; k < before.get(job).size(); k++) {
                int b = before.get(job).get(k);
                if (b >= 0 && b < i && !end[b].plus(lags.get(job).get(k)).isBefore(start[i])) {
                    start[i] = end[b].plus(lags.get(job).get(k));
                    cause[i] = b;
                }
            }
            if (job < i && start[job].isAfter(start[i])) {
                start[i] = start[job];
                cause[i] = cause[job];
            }
        }

        private static List<Integer> others(List<List<String>> sets, String job, Map<String, Integer> index) {
            return sets.stream()
                    .filter(set -> set.contains(job))
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(job) && index.containsKey(other))
                    .map(other -> index.getOrDefault(other, -1))
                    .toList();
        }

        /** Starts later, at the end of a job that holds what is missing, until everything is there. */
        private void waitForResources(int i) {
            for (int holder = blocking(i); holder >= 0; holder = blocking(i)) {
                start[i] = end[holder];
                cause[i] = holder;
            }
        }

        /** The job that ends first of those that hold a resource of which too little is left; -1 if there is enough. */
        private int blocking(int i) {
            for (int k : foes.get(i)) {
                if (k < i && !start[k].isAfter(start[i]) && end[k].isAfter(start[i])) {
                    return k;
                }
            }
            for (Map.Entry<String, Integer> use : plan.get(i).strategy().uses().entrySet()) {
                long held = use.getValue();
                int first = -1;
                for (int k = 0; k < i; k++) {
                    int units = plan.get(k).strategy().uses().getOrDefault(use.getKey(), 0);
                    if (units > 0 && !start[k].isAfter(start[i]) && end[k].isAfter(start[i]) && holds(k, start[i])) {
                        held += units;
                        first = first < 0 || end[k].isBefore(end[first]) ? k : first;
                    }
                }
                if (held > problem.capacities().getOrDefault(use.getKey(), 0) && first >= 0 && use.getValue() > 0) {
                    return first;
                }
            }
            return -1;
        }

        private boolean holds(int k, Instant at) {
            return jobs.get(k).interruption() != Interruption.RELEASING
                    || runs.get(k).stream().anyMatch(run -> !at.isBefore(run.start()) && at.isBefore(run.end()));
        }

        boolean staysInWindows() {
            for (int i = 0; i < start.length; i++) {
                boolean inside = jobs.get(i).interruption() != Interruption.NONE
                        && !end[i].isAfter(problem.horizon().end());
                for (Interval open : allowed.get(i)) {
                    inside |= !start[i].isBefore(open.start()) && !end[i].isAfter(open.end());
                }
                if (!inside) {
                    return false;
                }
            }
            return true;
        }

        void markCritical(int[] critical) {
            int last = 0;
            for (int i = 1; i < end.length; i++) {
                last = end[i].isAfter(end[last]) ? i : last;
            }
            boolean[] seen = new boolean[end.length];
            for (int i = last; i >= 0 && !seen[i]; i = cause[i]) {
                seen[i] = true;
                critical[i]++;
            }
        }
    }
}
