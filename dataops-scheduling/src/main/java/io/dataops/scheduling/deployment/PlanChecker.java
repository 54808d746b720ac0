package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
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

    private PlanChecker(DeploymentProblem problem) {
        this.problem = problem;
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
        for (DeploymentJob job : problem.jobs()) {
            ScheduledDeployment d = planned.remove(job.name());
            if (d == null) {
                found.add(new PlanViolation(PlanViolation.Kind.COVERAGE, job.name(), job.name() + " is not planned"));
            } else {
                new JobCheck(job, d, plan, found).run();
            }
        }
        planned.keySet()
                .forEach(name -> found.add(
                        new PlanViolation(PlanViolation.Kind.COVERAGE, name, name + " is no job of the problem")));
        new ObjectiveCheck(problem, plan).run(found);
        return found;
    }

    /** The checks of one job. */
    private final class JobCheck {
        private final DeploymentJob job;
        private final ScheduledDeployment d;
        private final DeploymentPlan plan;
        private final List<PlanViolation> found;

        JobCheck(DeploymentJob job, ScheduledDeployment d, DeploymentPlan plan, List<PlanViolation> found) {
            this.job = job;
            this.d = d;
            this.plan = plan;
            this.found = found;
        }

        void run() {
            strategy();
            dependencies();
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
            if (!d.start().plus(d.strategy().duration()).equals(d.end())) {
                add(
                        PlanViolation.Kind.STRATEGY,
                        "runs from " + d.start() + " to " + d.end() + ", which is not "
                                + d.strategy().duration());
            }
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
                if (windows.stream().noneMatch(w -> isOpen(w, middle, problem.zone()))) {
                    add(
                            PlanViolation.Kind.WINDOW,
                            "runs at " + points.get(i) + ", when no window " + whose + "is open");
                    return;
                }
            }
            if (d.start().equals(d.end())
                    && windows.stream()
                            .noneMatch(w -> isOpen(w, d.start(), problem.zone())
                                    || isOpen(w, d.start().minusNanos(1), problem.zone()))) {
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
                TreeSet<Instant> instants = new TreeSet<>(List.of(d.start()));
                problem.capacityChanges().forEach(c -> {
                    within(c.during().start(), instants);
                    within(c.during().end(), instants);
                });
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
                if (!other.start().isAfter(at) && other.end().isAfter(at)) {
                    held += way.uses().getOrDefault(resource, 0);
                }
            }
            return held;
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

    /** Says whether a window is open by the local time of an instant. */
    private static boolean isOpen(WeeklyWindow window, Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        LocalTime time = local.toLocalTime();
        boolean overnight = !window.to().isAfter(window.from());
        boolean startedToday = window.days().contains(local.getDayOfWeek()) && !time.isBefore(window.from());
        if (!overnight) {
            return startedToday && time.isBefore(window.to());
        }
        boolean startedYesterday = window.days().contains(local.getDayOfWeek().minus(1)) && time.isBefore(window.to());
        return startedToday || startedYesterday;
    }
}
