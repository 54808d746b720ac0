package io.dataops.scheduling.deployment;

import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing to deploy.
 *
 * <pre>{@code
 * deployments.job("api", job -> job.after("db")
 *         .strategy(Strategy.of("rolling", Duration.ofMinutes(20)).uses("warehouse", 1))
 *         .deadline(sundayMorning));
 * }</pre>
 *
 * @param name what it is called
 * @param strategies the ways to deploy it; empty to take the problem's own
 * @param predecessors what must have been deployed before
 * @param notBefore its earliest start, if it has one
 * @param deadline its latest end, if it has one
 * @param due when it should have ended, if that counts
 * @param pinnedAt its start, if it is fixed: kept even where it breaks a constraint, and reported by the checker
 * @param published its start in the plan that people know, if there is one; moving it is a change
 * @param windows when it is allowed in addition to the windows of the problem; empty for whenever those are
 * @param interruption whether it may pause while no window is open, or during a blackout
 * @param failureFactor factor on the failure probability of its strategies, 0 to 1: how probable it is affected at all
 */
public record DeploymentJob(
        String name,
        List<Strategy> strategies,
        List<Predecessor> predecessors,
        Optional<Instant> notBefore,
        Optional<Instant> deadline,
        Optional<DueTime> due,
        Optional<Instant> pinnedAt,
        Optional<Instant> published,
        List<WeeklyWindow> windows,
        Interruption interruption,
        double failureFactor) {

    /** Copies the lists; refuses a blank name and a factor outside 0 to 1. */
    public DeploymentJob {
        Names.notBlank("job", name);
        strategies = List.copyOf(strategies);
        predecessors = List.copyOf(predecessors);
        windows = List.copyOf(windows);
        if (!(failureFactor >= 0 && failureFactor <= 1)) {
            throw new IllegalArgumentException("failureFactor (" + failureFactor + ") must be between 0 and 1.");
        }
        if (pinnedAt.isPresent() && strategies.size() > 1) {
            throw new IllegalArgumentException("the pinned job (" + Names.shown(name) + ") must have one strategy, not "
                    + strategies.size() + ". Maybe keep the one it was planned with.");
        }
    }

    /** Collects a job. */
    public static final class Builder {
        private final String name;
        private final List<Strategy> strategies = new ArrayList<>();
        private final List<Predecessor> predecessors = new ArrayList<>();
        private final List<WeeklyWindow> windows = new ArrayList<>();
        private Optional<Instant> notBefore = Optional.empty();
        private Optional<Instant> deadline = Optional.empty();
        private Optional<DueTime> due = Optional.empty();
        private Optional<Instant> pinnedAt = Optional.empty();
        private Optional<Instant> published = Optional.empty();
        private Optional<Interruption> interruption = Optional.empty();
        private Optional<Double> failureFactor = Optional.empty();

        Builder(String name) {
            this.name = Names.notBlank("job", name);
        }

        /**
         * Adds a way to deploy it.
         *
         * @param way the strategy
         * @return this
         */
        public Builder strategy(Strategy way) {
            strategies.add(Names.given("strategy of " + name, way));
            return this;
        }

        /**
         * Makes it wait for others.
         *
         * @param jobs their names; they may be added later
         * @return this
         */
        public Builder after(String... jobs) {
            for (String job : Names.allGiven("job that " + name + " waits for", jobs)) {
                predecessors.add(new Predecessor(job, Duration.ZERO, Optional.empty()));
            }
            return this;
        }

        /**
         * Makes it wait for another to have ended for some time.
         *
         * @param job its name
         * @param atLeast the least time between its end and this one's start
         * @return this
         */
        public Builder after(String job, Duration atLeast) {
            predecessors.add(new Predecessor(job, atLeast, Optional.empty()));
            return this;
        }

        /**
         * Makes it follow another closely.
         *
         * @param job its name
         * @param atLeast the least time between its end and this one's start
         * @param atMost the most time between them
         * @return this
         */
        public Builder after(String job, Duration atLeast, Duration atMost) {
            predecessors.add(new Predecessor(job, atLeast, Optional.of(Names.given("atMost", atMost))));
            return this;
        }

        /**
         * Sets its earliest start.
         *
         * @param instant the instant
         * @return this
         */
        public Builder notBefore(Instant instant) {
            notBefore = Once.set("notBefore of " + name, notBefore, instant);
            return this;
        }

        /**
         * Sets its latest end.
         *
         * @param instant the instant
         * @return this
         */
        public Builder deadline(Instant instant) {
            deadline = Once.set("deadline of " + name, deadline, instant);
            return this;
        }

        /**
         * Sets when it should have ended, for {@link Goal#LATENESS}.
         *
         * @param instant the instant; it may end later
         * @param costPerMinute what each minute after it costs, 0 or more
         * @return this
         */
        public Builder due(Instant instant, double costPerMinute) {
            due = Once.set(
                    "due time of " + name,
                    due,
                    new DueTime(Names.given("due time of " + name, instant), costPerMinute));
            return this;
        }

        /**
         * Fixes its start: it is running, or others rely on it.
         *
         * @param instant the start
         * @return this
         */
        public Builder pinAt(Instant instant) {
            pinnedAt = Once.set("pin of " + name, pinnedAt, instant);
            return this;
        }

        /**
         * Sets its start in the plan that people know, for {@link Goal#CHANGES} and {@link Goal#SHIFT}.
         *
         * @param instant the start
         * @return this
         */
        public Builder published(Instant instant) {
            published = Once.set("published start of " + name, published, instant);
            return this;
        }

        /**
         * Adds a window of its own; it may run where a window of its own and the windows of the problem are open.
         *
         * @param window the window
         * @return this
         */
        public Builder window(WeeklyWindow window) {
            windows.add(Names.given("window of " + name, window));
            return this;
        }

        /**
         * Lets it pause while no window is open or a blackout lasts, and go on after that. Once started, it runs whenever it
         * is allowed to, until the time it has run is the duration of its strategy; what it uses is free while it pauses.
         *
         * @return this
         */
        public Builder interruptible() {
            return interruptible(Interruption.RELEASING);
        }

        /**
         * Lets it pause while no window is open or a blackout lasts.
         *
         * @param how what becomes of what it uses meanwhile
         * @return this
         */
        public Builder interruptible(Interruption how) {
            interruption = Once.set("interruption of " + name, interruption, how);
            return this;
        }

        /**
         * Sets how probable it is that it is affected at all.
         *
         * @param factor factor on the failure probability of its strategies, 0 to 1; 1 unless set
         * @return this
         */
        public Builder affectedWithProbability(double factor) {
            failureFactor = Once.set("probability of " + name, failureFactor, factor);
            return this;
        }

        DeploymentJob build() {
            return new DeploymentJob(
                    name,
                    strategies,
                    predecessors,
                    notBefore,
                    deadline,
                    due,
                    pinnedAt,
                    published,
                    windows,
                    interruption.orElse(Interruption.NONE),
                    failureFactor.orElse(1.0));
        }
    }
}
