/**
 * When, in which order and with which strategy to deploy, and why not if it does not fit.
 *
 * <p>Start with {@link io.dataops.scheduling.deployment.Deployments}:
 *
 * <pre>{@code
 * DeploymentPlan plan = Deployments.plan()
 *         .between(Instant.parse("2026-03-07T00:00:00Z"), Instant.parse("2026-03-09T00:00:00Z"))
 *         .window(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(4, 0)))
 *         .capacity("warehouse", 1)
 *         .job("db", job -> job.strategy(
 *                 Strategy.of("blue-green", Duration.ofMinutes(30)).uses("warehouse", 1)))
 *         .job("api", job -> job.after("db").strategy(Strategy.of("rolling", Duration.ofMinutes(20))))
 *         .solve(Budget.steps(1_000));
 * plan.of("api").orElseThrow().waitsFor(); // "waits for db until 2026-03-07T22:30:00Z"
 * }</pre>
 */
package io.dataops.scheduling.deployment;
