package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which constraints of a problem a plan breaks. Shares no code with what makes plans: windows are judged by the local
 * time of instants, capacity by the jobs that run at each start. Takes time quadratic in the number of jobs.
 *
 * <pre>{@code
 * PlanChecker.of(problem).violations(plan); // []
 * PlanChecker.of(problem).violations(bad);  // [WINDOW: api runs at 2026-03-07T12:00:00Z, when no window is open]
 * }</pre>
 */
public final class PlanChecker {
    private final DeploymentProblem problem;
    private final OpenSteps steps;
    private final Map<String, DeploymentJob> jobs = new LinkedHashMap<>();

    private PlanChecker(DeploymentProblem problem) {
        this.problem = problem;
        this.steps = new OpenSteps(problem);
        problem.jobs().forEach(job -> jobs.put(job.name(), job));
    }

    /**
     * Returns a checker.
     *
     * @param problem what plans are held against
     * @return the checker
     */
    public static PlanChecker of(DeploymentProblem problem) {
        return new PlanChecker(problem);
    }

    /**
     * Checks a plan.
     *
     * @param plan the plan; one that is not feasible has nothing to check
     * @return what it breaks, job by job in the order of the problem; empty if nothing
     */
    public List<PlanViolation> violations(DeploymentPlan plan) {
        List<PlanViolation> found = new ArrayList<>();
        if (!plan.isFeasible()) {
            return found;
        }
        Map<String, ScheduledDeployment> planned = new LinkedHashMap<>();
        for (ScheduledDeployment d : plan.deployments()) {
            if (planned.put(d.asset(), d) != null) {
                found.add(new PlanViolation(PlanViolation.Kind.COVERAGE, d.asset(), d.asset() + " is planned twice"));
            }
        }
        Map<String, ScheduledDeployment> byName = Map.copyOf(planned);
        for (DeploymentJob job : problem.jobs()) {
            ScheduledDeployment d = planned.remove(job.name());
            if (d == null) {
                found.add(new PlanViolation(PlanViolation.Kind.COVERAGE, job.name(), job.name() + " is not planned"));
            } else {
                new JobCheck(job, d, plan, byName, found).run();
            }
        }
        planned.keySet()
                .forEach(name -> found.add(
                        new PlanViolation(PlanViolation.Kind.COVERAGE, name, name + " is no job of the problem")));
        problem.budgets().forEach((budget, units) -> {
            long used = plan.deployments().stream()
                    .mapToLong(d -> d.strategy().uses().getOrDefault(budget, 0))
                    .sum();
            if (used > units) {
                found.add(new PlanViolation(
                        PlanViolation.Kind.BUDGET,
                        "",
                        "the jobs use up " + used + " of " + budget + ", of which there are " + units));
            }
        });
        new ObjectiveCheck(problem, plan).run(found);
        return found;
    }

    /** The checks of one job. */
    private final class JobCheck {
        private final DeploymentJob job;
        private final ScheduledDeployment d;
        private final DeploymentPlan plan;
        private final Map<String, ScheduledDeployment> byName;
        private final List<PlanViolation> found;

        JobCheck(
                DeploymentJob job,
                ScheduledDeployment d,
                DeploymentPlan plan,
                Map<String, ScheduledDeployment> byName,
                List<PlanViolation> found) {
            this.job = job;
            this.byName = byName;
            this.d = d;
            this.plan = plan;
            this.found = found;
        }

        void run() {
            strategy();
            dependencies();
            together();
            apart();
            capacity();
            job.pinnedAt().ifPresentOrElse(this::pin, this::free);
        }

        private void add(PlanViolation.Kind kind, String message) {
            found.add(new PlanViolation(kind, job.name(), job.name() + " " + message));
        }

        private void strategy() {
            if (!problem.strategiesOf(job).contains(d.strategy())) {
                add(
                        PlanViolation.Kind.STRATEGY,
                        "has no strategy " + d.strategy().name());
            }
            if (job.interruption() != Interruption.NONE) {
                work();
            } else if (!d.start().plus(d.strategy().duration()).equals(d.end())) {
                add(
                        PlanViolation.Kind.STRATEGY,
                        "runs from " + d.start() + " to " + d.end() + ", which is not "
                                + d.strategy().duration());
            }
        }

        /** What a job has run between its pauses; of one that began before the horizon, that is not known. */
        private void work() {
            List<Interval> runs = steps.runs(job, d);
            Duration ran = runs.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
            boolean whole = job.pinnedAt().isEmpty()
                    || !d.start().isBefore(problem.horizon().start());
            if (whole && !ran.equals(d.strategy().duration())) {
                add(
                        PlanViolation.Kind.STRATEGY,
                        "runs for " + ran + " from " + d.start() + " to " + d.end() + ", pauses left out, which is not "
                                + d.strategy().duration());
            }
            boolean tight = runs.isEmpty() || runs.get(runs.size() - 1).end().equals(d.end());
            boolean begins = runs.isEmpty()
                    || job.pinnedAt().isPresent()
                    || runs.get(0).start().equals(d.start());
            if (!tight || !begins) {
                add(
                        PlanViolation.Kind.WINDOW,
                        (begins ? "ends at " + d.end() : "starts at " + d.start()) + " in a pause");
            }
        }

        private void together() {
            for (String other : others(problem.together())) {
                ScheduledDeployment o = byName.get(other);
                if (o != null && !o.start().equals(d.start())) {
                    add(
                            PlanViolation.Kind.TOGETHER,
                            "starts at " + d.start() + ", not together with " + other + " at " + o.start());
                }
            }
        }

        private void apart() {
            for (String other : others(problem.apart())) {
                ScheduledDeployment o = byName.get(other);
                if (o == null || !d.end().isAfter(d.start()) || !o.end().isAfter(o.start())) {
                    continue;
                }
                if (o.start().isBefore(d.end()) && d.start().isBefore(o.end())) {
                    add(
                            PlanViolation.Kind.APART,
                            "runs from " + d.start() + " to " + d.end() + " and overlaps " + other + " from "
                                    + o.start() + " to " + o.end());
                }
            }
        }

        private List<String> others(List<List<String>> sets) {
            return sets.stream()
                    .filter(set -> set.contains(job.name()))
                    .flatMap(List::stream)
                    .filter(name -> !name.equals(job.name()))
                    .toList();
        }

        private void pin(Instant start) {
            if (!d.start().equals(start)) {
                add(PlanViolation.Kind.PIN, "starts at " + d.start() + " instead of " + start);
            }
        }

        private void free() {
            Duration from = Duration.between(problem.horizon().start(), d.start());
            if (!problem.granularity()
                    .multipliedBy(from.dividedBy(problem.granularity()))
                    .equals(from)) {
                add(PlanViolation.Kind.GRID, "starts at " + d.start() + ", off the grid of " + problem.granularity());
            }
            if (d.start().isBefore(problem.horizon().start())
                    || d.end().isAfter(problem.horizon().end())) {
                add(PlanViolation.Kind.HORIZON, "runs from " + d.start() + " to " + d.end() + ", outside the horizon");
            }
            job.notBefore()
                    .filter(t -> d.start().isBefore(t))
                    .ifPresent(t -> add(PlanViolation.Kind.DEADLINE, "starts at " + d.start() + ", before " + t));
            job.deadline()
                    .filter(t -> d.end().isAfter(t))
                    .ifPresent(t -> add(PlanViolation.Kind.DEADLINE, "ends at " + d.end() + ", after " + t));
            if (job.interruption() != Interruption.NONE
                    && !d.strategy().duration().isZero()) {
                return;
            }
            problem.blackouts().forEach((name, blackout) -> {
                if (d.start().isBefore(blackout.end()) && blackout.start().isBefore(d.end())) {
                    add(PlanViolation.Kind.BLACKOUT, "runs at " + d.start() + " in the blackout " + name);
                }
            });
            window("", problem.windows());
            window("of its own ", job.windows());
            problem.resourceWindows().forEach((resource, windows) -> {
                if (d.strategy().uses().getOrDefault(resource, 0) > 0) {
                    window("of " + resource + " ", windows);
                }
            });
        }

        private void window(String whose, List<WeeklyWindow> windows) {
            if (windows.isEmpty()) {
                return;
            }
            List<Instant> points = new ArrayList<>(breakpoints(windows));
            for (int i = 0; i + 1 < points.size(); i++) {
                Instant middle = points.get(i)
                        .plus(Duration.between(points.get(i), points.get(i + 1)).dividedBy(2));
                if (windows.stream().noneMatch(w -> OpenSteps.isOpen(w, middle, problem.zone()))) {
                    add(
                            PlanViolation.Kind.WINDOW,
                            "runs at " + points.get(i) + ", when no window " + whose + "is open");
                    return;
                }
            }
            if (d.start().equals(d.end())
                    && windows.stream()
                            .noneMatch(w -> OpenSteps.isOpen(w, d.start(), problem.zone())
                                    || OpenSteps.isOpen(w, d.start().minusNanos(1), problem.zone()))) {
                add(PlanViolation.Kind.WINDOW, "is at " + d.start() + ", when no window " + whose + "is open");
            }
        }

        /** Instants within the job between which no window opens or closes. */
        private Set<Instant> breakpoints(List<WeeklyWindow> windows) {
            Set<Instant> points = new TreeSet<>(List.of(d.start(), d.end()));
            ZoneId zone = problem.zone();
            LocalDate last = LocalDate.ofInstant(d.end(), zone).plusDays(1);
            for (LocalDate day = LocalDate.ofInstant(d.start(), zone).minusDays(1);
                    !day.isAfter(last);
                    day = day.plusDays(1)) {
                for (WeeklyWindow w : windows) {
                    for (LocalTime edge : List.of(w.from(), w.to())) {
                        for (ZoneOffset offset : offsets(day.atTime(edge))) {
                            within(day.atTime(edge).toInstant(offset), points);
                        }
                    }
                }
            }
            ZoneOffsetTransition next = zone.getRules().nextTransition(d.start());
            while (next != null && next.getInstant().isBefore(d.end())) {
                within(next.getInstant(), points);
                next = zone.getRules().nextTransition(next.getInstant());
            }
            return points;
        }

        private List<ZoneOffset> offsets(LocalDateTime local) {
            return problem.zone().getRules().getValidOffsets(local);
        }

        private void within(Instant instant, Set<Instant> points) {
            if (instant.isAfter(d.start()) && instant.isBefore(d.end())) {
                points.add(instant);
            }
        }

        private void dependencies() {
            for (Predecessor p : job.predecessors()) {
                plan.of(p.job()).ifPresent(before -> {
                    if (d.start().isBefore(before.end().plus(p.atLeast()))) {
                        add(
                                PlanViolation.Kind.DEPENDENCY,
                                "starts at " + d.start() + ", before " + p.job() + " ended at " + before.end()
                                        + (p.atLeast().isZero() ? "" : " and " + p.atLeast() + " passed"));
                    }
                    p.atMost()
                            .filter(most -> d.start().isAfter(before.end().plus(most)))
                            .ifPresent(most -> add(
                                    PlanViolation.Kind.DEPENDENCY,
                                    "starts at " + d.start() + ", more than " + most + " after " + p.job()
                                            + " ended at " + before.end()));
                });
            }
        }

        /** Usage can only rise where a job starts or capacity changes, so those instants are enough. */
        private void capacity() {
            for (Map.Entry<String, Integer> use : d.strategy().uses().entrySet()) {
                String resource = use.getKey();
                if (problem.budgets().containsKey(resource)) {
                    continue;
                }
                TreeSet<Instant> instants = new TreeSet<>(List.of(d.start()));
                problem.capacityChanges().forEach(c -> {
                    within(c.during().start(), instants);
                    within(c.during().end(), instants);
                });
                if (job.interruption() != Interruption.NONE) {
                    steps.runs(job, d).forEach(run -> instants.add(run.start()));
                }
                for (Instant at : instants) {
                    long held = held(resource, at);
                    int units = units(resource, at);
                    if (use.getValue() > 0 && held > units) {
                        add(
                                PlanViolation.Kind.CAPACITY,
                                "makes it " + held + " of " + resource + " at " + at + ", of which there are " + units);
                    }
                }
            }
        }

        private long held(String resource, Instant at) {
            long held = 0;
            for (ScheduledDeployment other : plan.deployments()) {
                Strategy way = other.strategy();
                if (!other.start().isAfter(at) && other.end().isAfter(at) && !isReleased(other, at)) {
                    held += way.uses().getOrDefault(resource, 0);
                }
            }
            return held;
        }

        private boolean isReleased(ScheduledDeployment other, Instant at) {
            DeploymentJob owner = jobs.get(other.asset());
            return owner != null
                    && owner.interruption() == Interruption.RELEASING
                    && steps.runs(owner, other).stream()
                            .noneMatch(run -> !at.isBefore(run.start()) && at.isBefore(run.end()));
        }

        private int units(String resource, Instant at) {
            return problem.capacityChanges().stream()
                    .filter(c -> c.resource().equals(resource))
                    .filter(c -> !at.isBefore(c.during().start())
                            && at.isBefore(c.during().end()))
                    .mapToInt(CapacityChange::units)
                    .min()
                    .orElse(problem.capacities().getOrDefault(resource, 0));
        }
    }
}
