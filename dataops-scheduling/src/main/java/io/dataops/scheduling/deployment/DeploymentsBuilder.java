package io.dataops.scheduling.deployment;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Interval;
import io.dataops.api.ProgressListener;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Solver;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Collects a {@link DeploymentProblem}; every setting is checked at once. Not safe for use by several threads. */
public final class DeploymentsBuilder {
    private Optional<Interval> horizon = Optional.empty();
    private Optional<ZoneId> zone = Optional.empty();
    private Optional<Duration> granularity = Optional.empty();
    private final Map<String, Integer> capacities = new TreeMap<>();
    private final Map<String, Integer> budgets = new TreeMap<>();
    private final List<CapacityChange> capacityChanges = new ArrayList<>();
    private final List<WeeklyWindow> windows = new ArrayList<>();
    private final Map<String, List<WeeklyWindow>> resourceWindows = new TreeMap<>();
    private final Map<String, Interval> blackouts = new TreeMap<>();
    private final List<Strategy> strategies = new ArrayList<>();
    private final Map<String, DeploymentJob.Builder> jobs = new LinkedHashMap<>();
    private final List<List<String>> together = new ArrayList<>();
    private final List<List<String>> apart = new ArrayList<>();
    private RollbackRules rollback = RollbackRules.none();
    private Optional<ImpactCurve> impact = Optional.empty();
    private Optional<List<Goal>> goals = Optional.empty();
    private Optional<Map<Goal, Double>> weights = Optional.empty();
    private Optional<Solver> solver = Optional.empty();
    private Optional<Integer> threads = Optional.empty();
    private Optional<ProgressListener> listener = Optional.empty();

    DeploymentsBuilder() {}

    /**
     * Sets the horizon.
     *
     * @param start nothing starts before it
     * @param end nothing ends after it
     * @return this
     */
    public DeploymentsBuilder between(Instant start, Instant end) {
        horizon = Once.set("horizon", horizon, interval("of the horizon", start, end));
        return this;
    }

    /**
     * Sets the zone in which windows are read.
     *
     * @param newZone the zone; UTC unless set
     * @return this
     */
    public DeploymentsBuilder zone(ZoneId newZone) {
        zone = Once.set("zone", zone, newZone);
        return this;
    }

    /**
     * Sets the grid on which deployments start.
     *
     * @param step more than zero; one minute unless set
     * @return this
     */
    public DeploymentsBuilder granularity(Duration step) {
        if (Names.given("granularity", step).isNegative() || step.isZero()) {
            throw new IllegalArgumentException("granularity (" + step + ") must be more than zero.");
        }
        granularity = Once.set("granularity", granularity, step);
        return this;
    }

    /**
     * Adds a resource.
     *
     * @param resource its name
     * @param units how many units there are, 0 or more
     * @return this
     */
    public DeploymentsBuilder capacity(String resource, int units) {
        Names.notBlank("resource", resource);
        if (units < 0) {
            throw new IllegalArgumentException(
                    "capacity (" + units + ") of " + Names.shown(resource) + " must not be negative.");
        }
        Once.set("capacity of " + resource, Optional.ofNullable(capacities.put(resource, units)), units);
        return this;
    }

    /**
     * Adds a budget, such as minutes of an error budget: what strategies {@linkplain Strategy#uses use} of it is not given back.
     *
     * <pre>{@code
     * deployments.budget("error minutes", 30)
     *         .strategy(Strategy.of("big bang", Duration.ofMinutes(10)).uses("error minutes", 8))
     *         .strategy(Strategy.of("canary", Duration.ofMinutes(45)).uses("error minutes", 1));
     * }</pre>
     *
     * @param name its name, which is no resource's
     * @param units how many units there are in all, 0 or more
     * @return this
     */
    public DeploymentsBuilder budget(String name, int units) {
        Names.notBlank("budget", name);
        if (units < 0) {
            throw new IllegalArgumentException(
                    "budget (" + units + ") of " + Names.shown(name) + " must not be negative.");
        }
        Once.set("budget " + name, Optional.ofNullable(budgets.put(name, units)), units);
        return this;
    }

    /**
     * Changes the capacity of a resource for a while.
     *
     * @param resource its name
     * @param start from when
     * @param end until when
     * @param units how many units there are then, 0 or more
     * @return this
     */
    public DeploymentsBuilder capacityDuring(String resource, Instant start, Instant end, int units) {
        capacityChanges.add(
                new CapacityChange(resource, interval("of the change of capacity of " + resource, start, end), units));
        return this;
    }

    /**
     * Adds a window in which deployments are allowed; several windows are united.
     *
     * @param window the window
     * @return this
     */
    public DeploymentsBuilder window(WeeklyWindow window) {
        windows.add(Names.given("window", window));
        return this;
    }

    /**
     * Adds a window in which a resource may be used; several windows of a resource are united.
     *
     * @param resource its name
     * @param window the window
     * @return this
     */
    public DeploymentsBuilder windowOf(String resource, WeeklyWindow window) {
        resourceWindows
                .computeIfAbsent(Names.notBlank("resource", resource), r -> new ArrayList<>())
                .add(Names.given("window of " + resource, window));
        return this;
    }

    /**
     * Adds a stretch in which nothing may run, whatever the windows allow.
     *
     * @param name what people call it, for the explanation
     * @param start its start
     * @param end its end
     * @return this
     */
    public DeploymentsBuilder blackout(String name, Instant start, Instant end) {
        Names.notBlank("name of a blackout", name);
        Interval stretch = interval("of the blackout " + name, start, end);
        Once.set("blackout " + name, Optional.ofNullable(blackouts.put(name, stretch)), stretch);
        return this;
    }

    /**
     * Adds a way to deploy any job that has none of its own.
     *
     * @param way the strategy
     * @return this
     */
    public DeploymentsBuilder strategy(Strategy way) {
        strategies.add(Names.given("strategy", way));
        return this;
    }

    /**
     * Adds a job.
     *
     * @param name its name
     * @param settings what is known of it
     * @return this
     */
    public DeploymentsBuilder job(String name, UnaryOperator<DeploymentJob.Builder> settings) {
        DeploymentJob.Builder job =
                Names.given("settings", settings).apply(new DeploymentJob.Builder(Names.notBlank("job", name)));
        Names.given("what the settings of job (" + name + ") return", job);
        if (jobs.putIfAbsent(name, job) != null) {
            throw new IllegalArgumentException("job (" + Names.shown(name) + ") was already added.");
        }
        return this;
    }

    /**
     * Makes jobs start at the same time, whenever each of them ends: one decision lets all of them go. For jobs that follow
     * each other without a gap, see {@link DeploymentJob.Builder#after(String, Duration, Duration)} with lags of zero.
     *
     * @param names at least two jobs, none of them in another such set; they may be added later
     * @return this
     */
    public DeploymentsBuilder together(String... names) {
        together.add(Names.allGiven("job that starts together with others", names));
        return this;
    }

    /**
     * Keeps jobs from overlapping, in whatever order they run; one may start when another ends, not while it pauses. A job that
     * takes no time overlaps none, as it holds no resource.
     *
     * @param names at least two jobs; they may be added later
     * @return this
     */
    public DeploymentsBuilder apart(String... names) {
        apart.add(Names.allGiven("job that is kept apart from others", names));
        return this;
    }

    /**
     * Takes horizon, zone, granularity, capacities, budgets, windows, blackouts and strategies from rules.
     *
     * @param rules the rules; strategies for assets that are no job are left out
     * @return this
     */
    public DeploymentsBuilder rules(DeploymentRules rules) {
        between(rules.horizon().start(), rules.horizon().end());
        zone(rules.zone());
        granularity(rules.granularity());
        rules.capacities().forEach(this::capacity);
        rules.budgets().forEach(this::budget);
        rules.windows().forEach(this::window);
        rules.blackouts().forEach((name, stretch) -> blackout(name, stretch.start(), stretch.end()));
        rules.defaultStrategies().forEach(this::strategy);
        rules.strategies().forEach((asset, ways) -> {
            DeploymentJob.Builder job = jobs.get(asset);
            if (job != null) {
                ways.forEach(job::strategy);
            }
        });
        return this;
    }

    /**
     * Sets what a minute of a deployment costs the business.
     *
     * @param curve the curve; nothing at any time unless set
     * @return this
     */
    public DeploymentsBuilder impact(ImpactCurve curve) {
        impact = Once.set("impact", impact, curve);
        return this;
    }

    /**
     * Makes undoing dearer or cheaper from an instant on, for {@link Goal#ROLLBACK_COST}.
     *
     * @param instant from when on
     * @param factor how many times the cost of its strategy undoing a job costs that fails then, 0 or more; 1 unless set
     * @return this
     */
    public DeploymentsBuilder undoingCosts(Instant instant, double factor) {
        if (rollback.factors().containsKey(instant)) {
            throw new IllegalStateException("the factor of undoing from " + instant + " was already set to "
                    + rollback.factors().get(instant) + ".");
        }
        rollback = rollback.from(instant, factor);
        return this;
    }

    /**
     * Says that if one of these jobs fails, those of them that have started by then are undone with it.
     *
     * @param names at least two jobs, none of them in another such set; they may be added later
     * @return this
     */
    public DeploymentsBuilder undoTogether(String... names) {
        rollback = rollback.undoTogether(names);
        return this;
    }

    /**
     * Sets what is kept small.
     *
     * @param inOrder the most important first; makespan and then rollback cost unless set
     * @return this
     */
    public DeploymentsBuilder minimize(Goal... inOrder) {
        goals = Once.set("goals", goals, Names.allGiven("goal", inOrder));
        return this;
    }

    /**
     * Sets a sum that is kept small before the goals of {@link #minimize}, which then decide among equal sums.
     *
     * <pre>{@code
     * deployments.minimizeSum(Map.of(Goal.IMPACT, 1.0, Goal.MAKESPAN, 0.5)); // a minute of makespan costs 0.5
     * }</pre>
     *
     * @param factors what one unit of each goal costs, more than 0, kept to about six digits
     * @return this
     */
    public DeploymentsBuilder minimizeSum(Map<Goal, Double> factors) {
        if (Names.given("weights", factors).isEmpty()) {
            throw new IllegalArgumentException("weights must not be empty.");
        }
        weights = Once.set("weights", weights, new TreeMap<>(factors));
        return this;
    }

    /**
     * Chooses what searches.
     *
     * @param name the solver; our own hybrid search unless set
     * @return this
     */
    public DeploymentsBuilder solver(Solver name) {
        solver = Once.set("solver", solver, name);
        return this;
    }

    /**
     * Sets how many threads search; under a step budget the plan is the same for any number.
     *
     * @param count 1 to 64; 1 unless set
     * @return this
     */
    public DeploymentsBuilder threads(int count) {
        if (count < 1 || count > 64) {
            throw new IllegalArgumentException("threads (" + count + ") must be between 1 and 64.");
        }
        threads = Once.set("threads", threads, count);
        return this;
    }

    /**
     * Tells of the search for a plan.
     *
     * @param newListener hears of the schedules made, the best value of the first goal and its bound; silent unless set
     * @return this
     */
    public DeploymentsBuilder progress(ProgressListener newListener) {
        listener = Once.set("progress", listener, newListener);
        return this;
    }

    /**
     * Checks the settings against each other.
     *
     * @return the problem
     * @throws CyclicDependencyException if jobs wait for each other in a circle
     */
    public DeploymentProblem build() {
        Interval span = horizon.orElseThrow(
                () -> new IllegalStateException("the horizon is missing. Maybe call between(start, end)."));
        return new DeploymentProblem(
                span,
                zone.orElse(ZoneOffset.UTC),
                granularity.orElse(Duration.ofMinutes(1)),
                capacities,
                budgets,
                capacityChanges,
                windows,
                resourceWindows,
                blackouts,
                strategies,
                impact.orElse(ImpactCurve.flat(0)),
                rollback,
                goals(),
                weights.orElse(Map.of()),
                together,
                apart,
                jobs.values().stream().map(DeploymentJob.Builder::build).toList());
    }

    /**
     * Builds the problem and searches for plans between the shortest and the one that is best by another goal.
     *
     * @param goal what is held against the makespan; the goals that were set do not count
     * @param points how many plans at most, 2 to 100
     * @param budget how long to search in all; each plan gets the same part of the steps or of the time
     * @return plans of which none is better than another in both
     */
    public PlanFront front(Goal goal, int points, Budget budget) {
        return new FrontSearch(
                        new PlanSearch(
                                solver.orElse(Solver.HYBRID),
                                threads.orElse(1),
                                listener.orElse(ProgressListener.silent())),
                        build(),
                        goal)
                .find(points, budget);
    }

    private static Interval interval(String of, Instant start, Instant end) {
        return new Interval(Names.given("start " + of, start), Names.given("end " + of, end));
    }

    /** Those that were set, and those of the sum. */
    private List<Goal> goals() {
        if (weights.isEmpty()) {
            return goals.orElse(List.of(Goal.MAKESPAN, Goal.ROLLBACK_COST));
        }
        List<Goal> all = new ArrayList<>(goals.orElse(List.of()));
        weights.get().keySet().stream().filter(g -> !all.contains(g)).forEach(all::add);
        return all;
    }

    /**
     * Builds the problem and searches for a plan.
     *
     * @param budget how long to search; a step is a schedule; an answer is owed even for a budget of zero
     * @return the plan; one that does not fit is a plan with a conflict, not an exception
     */
    public DeploymentPlan solve(Budget budget) {
        return new PlanSearch(
                        solver.orElse(Solver.HYBRID), threads.orElse(1), listener.orElse(ProgressListener.silent()))
                .solve(build(), budget);
    }
}
