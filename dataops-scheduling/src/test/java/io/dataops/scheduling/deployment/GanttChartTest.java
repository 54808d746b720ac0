package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Interval;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Interruption;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GanttChartTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final String ODD = "</script>\" \\ \u202e\n";

    private static Instant hour(long hours) {
        return START.plus(Duration.ofHours(hours));
    }

    private static DeploymentsBuilder deployments() {
        return Deployments.plan()
                .between(START, hour(72))
                .window(WeeklyWindow.daily(LocalTime.of(20, 0), LocalTime.of(4, 0)))
                .blackout("board meeting", hour(21), hour(22))
                .capacity("crew", 3)
                .capacityDuring("crew", hour(44), hour(50), 2)
                .capacityDuring("crew", hour(46), hour(48), 1);
    }

    private static Strategy hours(int hours, int crew) {
        return Strategy.of("rolling", Duration.ofHours(hours)).uses("crew", crew);
    }

    @Test
    void loadsAreWhatTheJobsHoldAtEveryMoment() {
        DeploymentsBuilder builder = deployments()
                .job("db", j -> j.strategy(hours(3, 2)))
                .job("long", j -> j.strategy(hours(14, 1)).interruptible(Interruption.HOLDING))
                .job("web", j -> j.strategy(hours(12, 1)).interruptible(Interruption.RELEASING))
                .job("api", j -> j.strategy(hours(2, 2)).after("db"));
        DeploymentProblem problem = builder.build();
        DeploymentPlan plan = builder.solve(Budget.steps(300).withSeed(3));
        assertThat(PlanChecker.of(problem).violations(plan)).isEmpty();

        GanttChart chart = GanttChart.of(problem, plan);

        for (Instant at = START; at.isBefore(hour(72)); at = at.plus(Duration.ofMinutes(30))) {
            Instant moment = at;
            int held = 0;
            for (ScheduledDeployment d : plan.deployments()) {
                boolean holding = d.asset().equals("long") && !moment.isBefore(d.start()) && moment.isBefore(d.end());
                boolean running = problem.runsOf(d).stream()
                        .anyMatch(r -> !moment.isBefore(r.start()) && moment.isBefore(r.end()));
                held += holding || running ? d.strategy().uses().get("crew") : 0;
            }
            List<GanttChart.Load> loads = chart.loads().get("crew");
            GanttChart.Load now = loads.stream()
                    .filter(l -> !l.from().isAfter(moment))
                    .reduce((a, b) -> b)
                    .orElseThrow();
            assertThat(now.used()).as("%s", moment).isEqualTo(held);
            assertThat(now.used()).isLessThanOrEqualTo(now.capacity());
        }
        assertThat(chart.loads().get("crew"))
                .extracting(GanttChart.Load::capacity)
                .contains(3, 2, 1);
        assertThat(chart.bars()).extracting(GanttChart.Bar::start).isSorted();
        assertThat(chart.bars().stream()
                        .filter(b -> b.job().equals("long"))
                        .findFirst()
                        .orElseThrow()
                        .runs())
                .hasSizeGreaterThan(1);
        assertThat(chart.open()).first().isEqualTo(new Interval(START, hour(4)));
        assertThat(chart.open()).contains(new Interval(hour(20), hour(21)), new Interval(hour(22), hour(28)));
    }

    @Test
    void jsonSaysTheSameAndHostileNamesAreData() throws IOException {
        DeploymentsBuilder builder = deployments()
                .blackout(ODD, hour(30), hour(31))
                .job(ODD, j -> j.strategy(hours(1, 1)).deadline(hour(60)))
                .job("api", j -> j.after(ODD).strategy(hours(1, 1)).pinAt(hour(45)));
        DeploymentPlan plan = builder.solve(Budget.steps(50));
        GanttChart chart = GanttChart.of(builder.build(), plan);

        JsonNode json = new ObjectMapper().readTree(chart.json());

        assertThat(json.path("bars")).hasSize(2);
        assertThat(json.at("/bars/0/job").asText()).isEqualTo(ODD);
        assertThat(json.at("/bars/0/deadline").asText()).isEqualTo(hour(60).toString());
        assertThat(json.at("/bars/1/after/0").asText()).isEqualTo(ODD);
        assertThat(json.at("/bars/1/pinned").asBoolean()).isTrue();
        assertThat(json.at("/bars/1/runs/0/start").asText()).isEqualTo(hour(45).toString());
        assertThat(json.path("blackouts").has(ODD)).isTrue();
        assertThat(json.at("/loads/crew")).hasSameSizeAs(chart.loads().get("crew"));
        assertThat(json.at("/horizon/end").asText()).isEqualTo(hour(72).toString());
        assertThat(chart.json()).isEqualTo(GanttChart.of(builder.build(), plan).json());
    }

    @Test
    void nothingPlannedIsAChartWithoutBars() {
        GanttChart chart =
                GanttChart.of(Deployments.plan().between(START, hour(1)).build(), DeploymentPlan.none());

        assertThat(chart.bars()).isEmpty();
        assertThat(chart.open()).containsExactly(new Interval(START, hour(1)));
        assertThat(chart.json()).startsWith("{\"horizon\":{\"start\":\"2026-03-02T00:00:00Z\"");
    }
}
