package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Project;
import io.dataops.scheduling.project.ProjectBuilder;
import io.dataops.scheduling.project.ProjectScheduler;
import io.dataops.scheduling.project.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of each package-info. */
class PackageSnippetsTest {
    @Test
    void deployment() {
        DeploymentPlan plan = Deployments.plan()
                .between(Instant.parse("2026-03-07T00:00:00Z"), Instant.parse("2026-03-09T00:00:00Z"))
                .window(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(4, 0)))
                .capacity("warehouse", 1)
                .job(
                        "db",
                        job -> job.strategy(Strategy.of("blue-green", Duration.ofMinutes(30))
                                .uses("warehouse", 1)))
                .job("api", job -> job.after("db").strategy(Strategy.of("rolling", Duration.ofMinutes(20))))
                .solve(Budget.steps(1_000));
        assertThat(plan.of("api").orElseThrow().waitsFor()).isEqualTo("waits for db until 2026-03-07T22:30:00Z");
    }

    @Test
    void project() {
        ProjectBuilder b = Project.builder(100);
        int crew = b.resource(3);
        int dig = b.job();
        b.mode(dig, 4, 0, Map.of(crew, 2));
        int pour = b.job();
        b.mode(pour, 2, 0, Map.of(crew, 3));
        b.after(dig, pour, 0);
        Schedule best =
                ProjectScheduler.standard().solve(b.build(), Budget.steps(100)).best();
        assertThat(best.makespan()).isEqualTo(6);
    }
}
