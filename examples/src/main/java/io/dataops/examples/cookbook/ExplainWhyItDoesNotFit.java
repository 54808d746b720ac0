package io.dataops.examples.cookbook;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.PlanConflict;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.deployment.Deployments;
import java.io.PrintStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** Why does this release not fit, and what is the least that would make it fit? */
public final class ExplainWhyItDoesNotFit {
    private ExplainWhyItDoesNotFit() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Instant friday = Instant.parse("2026-03-06T12:00:00Z");
        Strategy rebuild = Strategy.of("rebuild", Duration.ofMinutes(90)).uses("warehouse", 1);
        DeploymentPlan plan = Deployments.plan()
                .between(friday, friday.plus(Duration.ofDays(3)))
                .granularity(Duration.ofMinutes(5))
                .window(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(0, 30)))
                .capacity("warehouse", 1)
                .strategy(rebuild)
                .job("orders", job -> job)
                .job("revenue", job -> job.after("orders"))
                .job("unrelated", job -> job.strategy(Strategy.of("refresh", Duration.ofMinutes(5))))
                .solve(Budget.steps(2_000));
        PlanConflict conflict = plan.conflict().orElseThrow();
        out.println("These cannot hold together:");
        conflict.constraints().forEach(c -> out.println("  " + c));
        out.println("each of them is needed for that: " + conflict.minimal());
        out.println("would fit: " + conflict.relaxation());
    }
}
