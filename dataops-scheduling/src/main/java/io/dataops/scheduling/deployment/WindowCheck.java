package io.dataops.scheduling.deployment;

import io.dataops.api.ScheduledDeployment;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that one job of a plan runs inside windows and outside blackouts; one that may pause is judged by its steps instead. */
final class WindowCheck {
    private final DeploymentProblem problem;
    private final DeploymentJob job;
    private final ScheduledDeployment d;
    private final List<PlanViolation> found;

    WindowCheck(DeploymentProblem problem, DeploymentJob job, ScheduledDeployment d, List<PlanViolation> found) {
        this.problem = problem;
        this.job = job;
        this.d = d;
        this.found = found;
    }

    void run() {
        boolean pauses = job.interruption() != Interruption.NONE
                && !d.strategy().duration().isZero();
        if (job.pinnedAt().isPresent() || pauses) {
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

    private void add(PlanViolation.Kind kind, String message) {
        found.add(new PlanViolation(kind, job.name(), job.name() + " " + message));
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
                add(PlanViolation.Kind.WINDOW, "runs at " + points.get(i) + ", when no window " + whose + "is open");
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
}
