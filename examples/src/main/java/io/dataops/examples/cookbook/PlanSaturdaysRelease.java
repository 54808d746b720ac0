package io.dataops.examples.cookbook;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.deployment.Deployments;
import java.io.PrintStream;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** When, in which order and with which strategy do we deploy on Saturday night? */
public final class PlanSaturdaysRelease {
    private PlanSaturdaysRelease() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Instant friday = Instant.parse("2026-03-27T12:00:00Z");
        Strategy swap = Strategy.of("blue-green", Duration.ofMinutes(40))
                .uses("warehouse", 2)
                .risk(0.02, 10);
        Strategy rolling = Strategy.of("rolling", Duration.ofMinutes(25))
                .uses("warehouse", 1)
                .risk(0.05, 80);
        DeploymentPlan plan = Deployments.plan()
                .between(friday, friday.plus(Duration.ofDays(4)))
                .zone(ZoneId.of("Europe/Berlin"))
                .granularity(Duration.ofMinutes(5))
                .window(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(4, 0)))
                .capacity("warehouse", 2)
                .job("orders", job -> job.strategy(swap).strategy(rolling))
                .job("payments", job -> job.strategy(swap).strategy(rolling))
                .job("revenue", job -> job.after("orders").after("payments").strategy(rolling))
                .job("dashboard", job -> job.after("revenue").strategy(Strategy.of("refresh", Duration.ofMinutes(5))))
                .solve(Budget.steps(2_000).withSeed(42));
        out.println(plan.explain());
    }
}
