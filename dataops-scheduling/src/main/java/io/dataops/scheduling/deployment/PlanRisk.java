package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Likelihood;
import io.dataops.api.ScheduledDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a plan fares when durations vary: will it fit Saturday 02:00 to 05:00 with 95 %?
 *
 * <p>Plays the plan many times. Jobs keep their strategy; none starts before its planned start, before what it waits for has
 * ended, or before the resources it needs are free, with the capacity of that time; of several that want the same, the one planned
 * first goes first. A job that is late starts where its planned duration fits into its windows, or after the horizon; once it
 * runs, it is not stopped if it overruns its window, unless it may pause. A pinned job waits for nothing but what it waits for in the
 * plan too. The same seed gives the same worlds for any plan, so plans can be compared: each job draws its durations from a source of
 * its own. Times are kept to the millisecond. Takes time in the order of samples times n log n for n jobs, as long as few wait for
 * resources at a time.
 *
 * <pre>{@code
 * PlanRisk risk = PlanRisk.simulate(problem, plan, DurationModel.triangular(0.8, 1, 2), 1_000, 42);
 * risk.endsBy(sundayFive);      // 93.1 % [91.4 %, 94.5 %]
 * risk.end(0.95);               // 2026-03-08T05:07:00Z
 * risk.criticality("db");       // 0.82: in so many worlds a delay of db delays the end
 * }</pre>
 */
public final class PlanRisk {
    private static final double NORMAL_95 = 1.959963984540054;

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
        Map<String, DeploymentJob> byName = new TreeMap<>();
        problem.jobs().forEach(j -> byName.put(j.name(), j));
        List<ScheduledDeployment> planned = plan.deployments();
        List<DeploymentJob> jobs = new ArrayList<>();
        for (ScheduledDeployment d : planned) {
            DeploymentJob job = byName.get(d.asset());
            if (job == null) {
                throw new IllegalArgumentException("job (" + Names.shown(d.asset()) + ") is no job of the problem.");
            }
            jobs.add(job);
        }
        PlanPlay play = new PlanPlay(
                new Compiled(problem),
                jobs,
                planned.stream().map(d -> List.of(d.strategy())).toList(),
                true);
        Instant origin = problem.horizon().start();
        play.plan(
                planned.stream()
                        .mapToLong(d -> PlayedJob.millis(origin, d.start()))
                        .toArray(),
                new int[jobs.size()]);
        DurationTable table =
                new DurationTable(model, jobs.stream().map(DeploymentJob::name).toList(), samples, seed);
        List<Instant> ends = new ArrayList<>();
        int[] critical = new int[jobs.size()];
        int inWindows = 0;
        for (int s = 0; s < samples; s++) {
            ends.add(origin.plusMillis(play.play(table.world(s))));
            inWindows += play.staysInWindows() ? 1 : 0;
            play.markCritical(critical);
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
     * Returns when everything has ended by a measure, with how well that is known.
     *
     * <p>The interval of a quantile holds for any distribution: it lies between two of the ends in order. That of a tail takes its
     * mean for normal, with the spread of the ends beyond the quantile.
     *
     * @param measure the measure
     * @return the estimate with its 95 % confidence interval
     */
    public EndEstimate end(RiskMeasure measure) {
        int n = ends.size();
        int at = measure.index(n);
        if (!measure.tail()) {
            double half = NORMAL_95 * Math.sqrt(n * measure.quantile() * (1 - measure.quantile()));
            int low = (int) Math.floor(n * measure.quantile() - half) - 1;
            int high = (int) Math.ceil(n * measure.quantile() + half);
            return new EndEstimate(
                    ends.get(at),
                    ends.get(Math.max(0, Math.min(low, at))),
                    ends.get(Math.min(n - 1, Math.max(high, at))));
        }
        Instant first = ends.get(at);
        double sum = 0;
        double squares = 0;
        for (Instant end : ends.subList(at, n)) {
            double beyond = Duration.between(first, end).toMillis();
            sum += beyond;
            squares += beyond * beyond;
        }
        double mean = sum / (n - at);
        double spread = Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
        double half = NORMAL_95 * spread * Math.sqrt(n) / (n - at);
        return new EndEstimate(
                first.plusMillis(Math.round(mean)),
                first.plusMillis(Math.round(mean - half)),
                first.plusMillis(Math.round(mean + half)));
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
}
