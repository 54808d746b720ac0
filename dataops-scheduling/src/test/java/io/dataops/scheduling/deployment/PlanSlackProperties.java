package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Interruption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against every step of the grid, each judged by the checker of plans. */
final class PlanSlackProperties {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration STEP = Duration.ofHours(1);
    private static final int HOURS = 40;

    private static Instant hour(int hours) {
        return START.plus(Duration.ofHours(hours));
    }

    private static DeploymentsBuilder random(Random random) {
        DeploymentsBuilder builder = Deployments.plan()
                .between(START, hour(HOURS))
                .granularity(STEP)
                .capacity("crew", 2)
                .capacityDuring("crew", hour(6), hour(9), 1);
        if (random.nextBoolean()) {
            builder.window(WeeklyWindow.daily(LocalTime.of(1, 0), LocalTime.of(19, 0)));
        }
        builder.blackout("meeting", hour(4), hour(5));
        for (int i = 0; i < 5; i++) {
            int at = i;
            builder.job("j" + i, job -> {
                int length = random.nextInt(4);
                job.strategy(Strategy.of("way", Duration.ofHours(length)).uses("crew", 1 + random.nextInt(2)));
                if (at > 0 && random.nextInt(3) > 0) {
                    job.after("j" + random.nextInt(at), Duration.ofHours(random.nextInt(2)));
                }
                if (random.nextInt(5) == 0) {
                    job.notBefore(hour(random.nextInt(6)));
                }
                if (random.nextInt(5) == 0) {
                    job.deadline(hour(25 + random.nextInt(10)));
                }
                if (length > 1 && random.nextInt(4) == 0) {
                    job.interruptible(random.nextBoolean() ? Interruption.RELEASING : Interruption.HOLDING);
                }
                return job;
            });
        }
        if (random.nextInt(3) == 0) {
            builder.apart("j0", "j4");
        }
        return builder;
    }

    private static DeploymentPlan moved(DeploymentProblem problem, DeploymentPlan plan, String name, Instant start) {
        DeploymentJob job = problem.jobs().stream()
                .filter(j -> j.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<ScheduledDeployment> all = new ArrayList<>();
        for (ScheduledDeployment d : plan.deployments()) {
            Instant end = new Compiled(problem).end(job, d.strategy(), start);
            all.add(
                    d.asset().equals(name)
                            ? new ScheduledDeployment(
                                    name, d.strategy(), start, end, d.expectedRollbackCost(), d.waitsFor())
                            : d);
        }
        return new DeploymentPlan(plan.status(), all, plan.objectives(), plan.conflict(), plan.provenance());
    }

    private static boolean isKept(DeploymentProblem problem, DeploymentPlan plan) {
        return PlanChecker.of(problem).violations(plan).stream()
                .allMatch(v -> v.kind() == PlanViolation.Kind.OBJECTIVE);
    }

    private static Instant end(DeploymentPlan plan) {
        return plan.deployments().stream()
                .map(ScheduledDeployment::end)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    @Property(tries = 60)
    void aJobMayStartAsMuchLaterAsTheCheckerLetsIt(@ForAll long seed) {
        DeploymentsBuilder builder = random(new Random(seed));
        DeploymentProblem problem = builder.build();
        DeploymentPlan plan = builder.solve(Budget.steps(60).withSeed(seed));
        if (!plan.isFeasible()) {
            return;
        }
        PlanSlack slack = PlanSlack.of(problem, plan);
        for (ScheduledDeployment d : plan.deployments()) {
            Instant latest = d.start();
            for (int h = 0; h <= HOURS; h++) {
                DeploymentPlan other = moved(problem, plan, d.asset(), hour(h));
                if (hour(h).isAfter(latest)
                        && isKept(problem, other)
                        && !end(other).isAfter(end(plan))) {
                    latest = hour(h);
                }
            }
            assertThat(slack.later(d.asset()))
                    .as("%s of %s", d.asset(), PlanTable.text(plan, problem.zone()))
                    .isEqualTo(Duration.between(d.start(), latest));
        }
    }

    @Property(tries = 40)
    void aConstraintIsNamedIfWithoutItAloneTheJobCouldStartEarlier(@ForAll long seed) {
        DeploymentsBuilder builder = random(new Random(seed));
        DeploymentProblem problem = builder.build();
        DeploymentPlan plan = builder.solve(Budget.steps(60).withSeed(seed));
        boolean pauses = problem.jobs().stream().anyMatch(j -> j.interruption() != Interruption.NONE);
        if (!plan.isFeasible() || pauses) {
            return;
        }
        List<PlanConstraint> all = PlanConstraint.all(problem);
        for (ScheduledDeployment d : plan.deployments()) {
            List<PlanSlack.Earlier> found = PlanSlack.of(problem, plan).earlier(d.asset());
            for (PlanConstraint constraint : all) {
                DeploymentProblem without = Relaxed.only(
                        problem, all.stream().filter(c -> !c.equals(constraint)).toList());
                Optional<Instant> earliest = Optional.empty();
                for (int h = 0; hour(h).isBefore(d.start()) && earliest.isEmpty(); h++) {
                    DeploymentPlan other = moved(without, plan, d.asset(), hour(h));
                    earliest = isKept(without, other) ? Optional.of(hour(h)) : earliest;
                }
                if (!isKept(problem, moved(problem, plan, d.asset(), earliest.orElse(d.start())))) {
                    assertThat(found)
                            .as("%s without %s", d.asset(), constraint)
                            .contains(new PlanSlack.Earlier(constraint, earliest.orElseThrow()));
                }
            }
        }
    }

    @Example
    void itIsSaidInPlainWords() {
        DeploymentsBuilder builder = Deployments.plan()
                .between(START, hour(12))
                .capacity("crew", 1)
                .job(
                        "db",
                        j -> j.strategy(Strategy.of("way", Duration.ofHours(2)).uses("crew", 1)))
                .job("api", j -> j.after("db").strategy(Strategy.of("way", Duration.ofHours(1))))
                .job(
                        "web",
                        j -> j.strategy(Strategy.of("way", Duration.ofHours(4)).uses("crew", 1))
                                .notBefore(hour(2)));
        DeploymentPlan plan = builder.solve(Budget.steps(100));
        PlanSlack slack = PlanSlack.of(builder.build(), plan);

        assertThat(slack.explain("api"))
                .isEqualTo("api: may start PT3H later; would start at 2026-03-02T00:00:00Z without api waits for db");
        assertThat(slack.later("web")).isZero();
        assertThat(slack.earlier("web")).isEmpty();
        assertThatThrownBy(() -> slack.later("nobody")).hasMessage("job (nobody) is not planned.");
        assertThatThrownBy(() -> PlanSlack.of(
                        builder.build(),
                        new DeploymentPlan(
                                DeploymentPlan.Status.UNKNOWN,
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                plan.provenance())))
                .hasMessage("plan (UNKNOWN) must be feasible to have slack.");
    }
}
