package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects a {@link Project}; every setting is checked at once. Not safe for use by several threads.
 *
 * <pre>{@code
 * ProjectBuilder b = Project.builder(100);
 * int crew = b.resource(3);
 * int dig = b.job();
 * b.mode(dig, 4, 0, Map.of(crew, 2));   // four slots with two of the crew
 * Project project = b.build();
 * }</pre>
 */
public final class ProjectBuilder {
    static final int MAX_SLOTS = 1_000_000;

    /** A precedence arc. */
    record Arc(int earlier, int later, int lag) {}

    /** A mode with its calendar, if it has one. */
    record Mode(
            int duration,
            long cost,
            Map<Integer, Integer> demand,
            Map<Integer, Integer> consumption,
            Optional<BitSet> open) {}

    /** What is known of one job. */
    static final class Job {
        final List<Mode> modes = new ArrayList<>();
        final List<Long> risks = new ArrayList<>();
        int release;
        int deadline = Integer.MAX_VALUE;
        int pinned = -1;
        long impactWeight;
        int due = Integer.MAX_VALUE;
        long lateWeight;
        int published = -1;
        Interruption interruption = Interruption.NONE;
        /** Whether a shorter mode can be worse, since another job must start soon after its end. */
        boolean lengthMatters;

        boolean together;
    }

    final int horizon;
    final List<Integer> capacity = new ArrayList<>();
    final List<int[]> capacityAt = new ArrayList<>();
    final List<Integer> stock = new ArrayList<>();
    final List<Job> jobs = new ArrayList<>();
    final List<Arc> arcs = new ArrayList<>();
    final List<Project.MaxLag> maxLags = new ArrayList<>();
    /** Jobs that start at the same time. */
    final List<int[]> together = new ArrayList<>();
    /** Jobs of which no two overlap. */
    final List<int[]> apart = new ArrayList<>();

    List<Objective> objectives = List.of(Objective.MAKESPAN);
    final Map<Objective, Long> weights = new EnumMap<>(Objective.class);
    long[] impact = {};
    UndoCosts undoCosts = UndoCosts.none();

    ProjectBuilder(int horizon) {
        if (horizon < 0 || horizon > MAX_SLOTS) {
            throw new IllegalArgumentException(
                    "horizon (" + horizon + ") must be between 0 and " + MAX_SLOTS + " slots. Maybe use longer slots.");
        }
        this.horizon = horizon;
    }

    /**
     * Adds a resource that is free again when a job ends.
     *
     * @param units how many units there are in every slot, 0 or more
     * @return its number
     */
    public int resource(int units) {
        capacity.add(notNegative("units", units));
        capacityAt.add(new int[0]);
        return capacity.size() - 1;
    }

    /**
     * Adds a resource whose capacity varies.
     *
     * @param units {@code [slots]} units in each slot of the horizon, each 0 or more; the largest holds after it
     * @return its number
     */
    public int resource(int[] units) {
        if (units.length != horizon) {
            throw new IllegalArgumentException(
                    "units must have one entry a slot (" + horizon + "), not " + units.length + ".");
        }
        int most = 0;
        for (int u : units) {
            most = Math.max(most, notNegative("units", u));
        }
        capacity.add(most);
        capacityAt.add(units.clone());
        return capacity.size() - 1;
    }

    /**
     * Adds a resource that is used up.
     *
     * @param units how many units there are in all, 0 or more
     * @return its number, counted apart from renewable ones
     */
    public int stock(int units) {
        stock.add(notNegative("units", units));
        return stock.size() - 1;
    }

    /**
     * Adds a job, which needs at least one mode.
     *
     * @return its number
     */
    public int job() {
        jobs.add(new Job());
        return jobs.size() - 1;
    }

    /**
     * Adds a way to do a job that may run at any time and uses up nothing.
     *
     * @param job the job's number
     * @param duration in slots, 0 or more
     * @param cost its mode cost, 0 or more
     * @param demand units of each resource that it holds
     * @return this
     */
    public ProjectBuilder mode(int job, int duration, long cost, Map<Integer, Integer> demand) {
        return mode(job, duration, cost, demand, Map.of(), Optional.empty());
    }

    /**
     * Adds a way to do a job.
     *
     * @param job the job's number
     * @param duration in slots, 0 or more
     * @param cost its mode cost, 0 or more
     * @param demand units of each resource that it holds
     * @param consumption units of each stock that it uses up
     * @param open the slots in which it may run, of which it needs an unbroken run unless the job may pause; empty for all
     * @return this
     */
    public ProjectBuilder mode(
            int job,
            int duration,
            long cost,
            Map<Integer, Integer> demand,
            Map<Integer, Integer> consumption,
            Optional<BitSet> open) {
        notNegative("duration", duration);
        if (duration > MAX_SLOTS || cost < 0) {
            throw new IllegalArgumentException("duration (" + duration + ") must be at most " + MAX_SLOTS
                    + " and cost (" + cost + ") not negative.");
        }
        demand.forEach((r, units) -> {
            inRange("resource", r, capacity.size());
            notNegative("demand", units);
        });
        consumption.forEach((r, units) -> {
            inRange("stock", r, stock.size());
            notNegative("consumption", units);
        });
        jobAt(job).risks.add(0L);
        jobAt(job)
                .modes
                .add(new Mode(
                        duration, cost, Map.copyOf(demand), Map.copyOf(consumption), open.map(o -> o.get(0, horizon))));
        return this;
    }

    /**
     * Sets the risk of the mode that was added last to a job.
     *
     * @param job the job, which has a mode
     * @param risk what it adds to {@link Objective#MODE_RISK}, 0 or more; 0 unless set
     * @return this
     */
    public ProjectBuilder risk(int job, long risk) {
        List<Long> risks = jobAt(job).risks;
        if (risks.isEmpty() || risk < 0) {
            throw new IllegalArgumentException(
                    "risk (" + risk + ") must not be negative, and job (" + job + ") must have a mode.");
        }
        risks.set(risks.size() - 1, risk);
        return this;
    }

    /**
     * Makes one job wait for another.
     *
     * @param earlier the job that ends first
     * @param later the job that starts after it
     * @param lag least number of slots between end and start, 0 or more
     * @return this
     */
    public ProjectBuilder after(int earlier, int later, int lag) {
        jobAt(earlier);
        jobAt(later);
        arcs.add(new Arc(earlier, later, notNegative("lag", lag)));
        return this;
    }

    /**
     * Keeps a job close behind another.
     *
     * @param earlier the job that ends first
     * @param later the job that starts
     * @param lag the most slots between end and start, 0 or more
     * @return this
     */
    public ProjectBuilder within(int earlier, int later, int lag) {
        jobAt(earlier);
        jobAt(later);
        jobAt(earlier).lengthMatters = true;
        maxLags.add(new Project.MaxLag(earlier, later, notNegative("lag", lag)));
        return this;
    }

    /**
     * Makes jobs start at the same time, whenever each of them ends.
     *
     * @param set at least two jobs, none of which was named so before
     * @return this
     */
    public ProjectBuilder together(int... set) {
        for (int job : distinct(set)) {
            if (jobAt(job).together) {
                throw new IllegalArgumentException("job (" + job + ") already starts together with others.");
            }
        }
        for (int job : set) {
            jobAt(job).together = true;
        }
        together.add(set.clone());
        return this;
    }

    /**
     * Keeps jobs from overlapping, in whatever order they run; a pause of one does not let in another.
     *
     * @param set at least two jobs
     * @return this
     */
    public ProjectBuilder apart(int... set) {
        apart.add(distinct(set).clone());
        return this;
    }

    private int[] distinct(int... set) {
        if (set.length < 2 || Arrays.stream(set).distinct().count() < set.length) {
            throw new IllegalArgumentException(
                    "jobs " + Arrays.toString(set) + " must be different ones, at least two.");
        }
        for (int job : set) {
            jobAt(job);
        }
        return set;
    }

    /**
     * Lets a job pause while the calendar of its mode is closed.
     *
     * @param job the job
     * @param how what becomes of what it holds meanwhile; {@link Interruption#NONE} unless set
     * @return this
     */
    public ProjectBuilder interruptible(int job, Interruption how) {
        jobAt(job).interruption = how;
        return this;
    }

    /**
     * Sets the slots between which a job must run.
     *
     * @param job the job
     * @param release the first slot in which it may start
     * @param deadline the slot by which it must end
     * @return this
     */
    public ProjectBuilder between(int job, int release, int deadline) {
        jobAt(job).release = notNegative("release", release);
        jobAt(job).deadline = deadline;
        return this;
    }

    /**
     * Fixes the start of a job, whatever capacity says.
     *
     * @param job the job, which must have a single mode
     * @param slot its start
     * @return this
     */
    public ProjectBuilder pin(int job, int slot) {
        jobAt(job).pinned = notNegative("slot", slot);
        return this;
    }

    /**
     * Sets what is kept small; the makespan unless set.
     *
     * @param inOrder the most important first, at least one
     * @return this
     */
    public ProjectBuilder minimize(Objective... inOrder) {
        if (inOrder.length == 0) {
            throw new IllegalArgumentException("objectives must not be empty.");
        }
        objectives = List.of(inOrder);
        return this;
    }

    /**
     * Sets what {@link Objective#WEIGHTED_SUM} adds up.
     *
     * @param factors the factor of each objective, 0 or more; those that are not named count nothing
     * @return this
     */
    public ProjectBuilder weights(Map<Objective, Long> factors) {
        factors.forEach((objective, factor) -> {
            if (objective == Objective.WEIGHTED_SUM || factor < 0) {
                throw new IllegalArgumentException(
                        "weight (" + factor + ") of " + objective + " must be 0 or more, of another objective.");
            }
        });
        weights.clear();
        factors.forEach((objective, factor) -> {
            if (factor > 0) {
                weights.put(objective, factor);
            }
        });
        return this;
    }

    /**
     * Sets the impact of running in each slot.
     *
     * @param costOfSlot {@code [slots]} cost of each slot of the horizon, 0 or more
     * @return this
     */
    public ProjectBuilder impact(long[] costOfSlot) {
        impact = costOfSlot.clone();
        return this;
    }

    /**
     * Sets how the costs of modes depend on the point of the schedule; not at all unless set.
     *
     * @param costs with a row for each job, in the order in which they were added, if there are sets
     * @return this
     */
    public ProjectBuilder undo(UndoCosts costs) {
        boolean[] seen = new boolean[jobs.size()];
        for (List<Integer> set : costs.sets()) {
            for (int job : distinct(set.stream().mapToInt(j -> j).toArray())) {
                if (seen[job]) {
                    throw new IllegalArgumentException("job (" + job + ") is in two sets that are undone together.");
                }
                seen[job] = true;
            }
        }
        for (int j = 0; j < jobs.size() && !costs.sets().isEmpty(); j++) {
            int modes = jobs.get(j).modes.size();
            if (costs.chances().size() != jobs.size()
                    || costs.costs().size() != jobs.size()
                    || costs.chances().get(j).size() != modes
                    || costs.costs().get(j).size() != modes) {
                throw new IllegalArgumentException(
                        "chances and costs must have a row for each job, with an entry for each of its modes.");
            }
        }
        undoCosts = costs;
        return this;
    }

    /**
     * Sets how a job counts in the objectives of impact, lateness and changes.
     *
     * @param job the job
     * @param impactWeight factor of the impact of its slots, 0 or more
     * @param due the slot by which it should end
     * @param lateWeight factor of the slots that it ends after it, 0 or more
     * @param published the start in the plan that is published; -1 for none
     * @return this
     */
    public ProjectBuilder weigh(int job, long impactWeight, int due, long lateWeight, int published) {
        Job j = jobAt(job);
        j.impactWeight = impactWeight;
        j.due = due;
        j.lateWeight = lateWeight;
        j.published = published;
        return this;
    }

    /**
     * Checks the settings against each other.
     *
     * @return the project
     * @throws CyclicProjectException if jobs wait for each other in a circle
     */
    public Project build() {
        return new Project(new ProjectCompiler(this));
    }

    private Job jobAt(int job) {
        return jobs.get(inRange("job", job, jobs.size()));
    }

    private static int inRange(String what, int value, int size) {
        if (value < 0 || value >= size) {
            throw new IllegalArgumentException(what + " (" + value + ") must be one of the " + size + " added before.");
        }
        return value;
    }

    private static int notNegative(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " (" + value + ") must not be negative.");
        }
        return value;
    }
}
