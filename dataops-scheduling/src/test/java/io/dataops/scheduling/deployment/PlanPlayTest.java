package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import io.dataops.scheduling.project.Solver;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanPlayTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static DeploymentProblem random(Random random) {
        DeploymentsBuilder b = Deployments.plan()
                .between(START, at(400))
                .capacity("crew", 2)
                .capacity("lock", 1)
                .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(2, 0)))
                .window(WeeklyWindow.daily(LocalTime.of(3, 0), LocalTime.of(6, 40)));
        if (random.nextBoolean()) {
            int from = random.nextInt(150);
            b.capacityDuring("crew", at(from), at(from + 5 + random.nextInt(60)), random.nextInt(4));
        }
        if (random.nextBoolean()) {
            int from = random.nextInt(150);
            b.blackout("freeze", at(from), at(from + 5 + random.nextInt(40)));
        }
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
        Collections.shuffle(names, random);
        int n = 2 + random.nextInt(6);
        for (int j = 0; j < n; j++) {
            int number = j;
            b.job(names.get(j), job -> {
                job.strategy(Strategy.of("way", Duration.ofMinutes(5 * random.nextInt(7)))
                        .uses("crew", random.nextInt(3))
                        .uses("lock", random.nextInt(2)));
                for (int k = 0; k < number; k++) {
                    if (random.nextInt(4) == 0) {
                        job.after(names.get(k), Duration.ofMinutes(5 * random.nextInt(3)));
                    }
                }
                return job;
            });
        }
        if (random.nextInt(3) == 0) {
            b.apart(names.get(0), names.get(1));
        }
        return b.build();
    }

    private static DeploymentPlan solved(DeploymentProblem problem) {
        return new PlanSearch(Solver.HYBRID, 1).solve(problem, Budget.steps(60));
    }

    private static PlanPlay play(DeploymentProblem problem, DeploymentPlan plan) {
        return play(problem, plan, true);
    }

    private static PlanPlay play(DeploymentProblem problem, DeploymentPlan plan, boolean traced) {
        Map<String, DeploymentJob> jobs = new HashMap<>();
        problem.jobs().forEach(job -> jobs.put(job.name(), job));
        PlanPlay play = new PlanPlay(
                new Compiled(problem),
                plan.deployments().stream().map(d -> jobs.get(d.asset())).toList(),
                plan.deployments().stream().map(d -> List.of(d.strategy())).toList(),
                traced);
        play.plan(
                plan.deployments().stream()
                        .mapToLong(d -> Duration.between(START, d.start()).toMillis())
                        .toArray(),
                new int[plan.deployments().size()]);
        return play;
    }

    /** Lags, windows, blackouts, capacities that change, jobs of no length, and jobs that are apart. */
    @Test
    void endsAsInASimulationMinuteByMinute() {
        Random random = new Random(5);
        int played = 0;
        for (int round = 0; round < 400; round++) {
            DeploymentProblem problem = random(random);
            DeploymentPlan plan = solved(problem);
            if (!plan.isFeasible()) {
                continue;
            }
            PlanPlay play = play(problem, plan);
            PlanPlay untraced = play(problem, plan, false);
            for (int world = 0; world < 4; world++) {
                Map<String, Integer> factors = new HashMap<>();
                double[] ofJobs = new double[plan.deployments().size()];
                for (int i = 0; i < ofJobs.length; i++) {
                    int factor = world == 0 ? 1 : random.nextInt(4);
                    ofJobs[i] = factor;
                    factors.put(plan.deployments().get(i).asset(), factor);
                }
                Instant expected = Collections.max(
                        PlanPlayOracle.play(problem, plan, factors).values());
                assertThat(START.plusMillis(play.play(ofJobs)))
                        .as("round %d, factors %s, %s", round, factors, plan.explain())
                        .isEqualTo(expected);
                assertThat(START.plusMillis(untraced.play(ofJobs)))
                        .as("not traced")
                        .isEqualTo(expected);
                played++;
            }
        }
        assertThat(played).isGreaterThan(800);
    }

    @Test
    void certainDurationsEndAsPlannedWhateverTheProblem() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            DeploymentProblem problem = random(random);
            DeploymentPlan plan = solved(problem);
            if (plan.isFeasible()) {
                Instant end = plan.deployments().stream()
                        .map(ScheduledDeployment::end)
                        .max(Instant::compareTo)
                        .orElseThrow();
                assertThat(PlanRisk.simulate(problem, plan, DurationModel.observed(1), 1, round)
                                .end(1))
                        .isEqualTo(end);
            }
        }
    }

    private static DeploymentPlan plan(DeploymentProblem problem, Map<String, Integer> startMinutes) {
        List<ScheduledDeployment> all = new ArrayList<>();
        for (DeploymentJob job : problem.jobs()) {
            Strategy way = problem.strategiesOf(job).get(0);
            Instant start = at(startMinutes.get(job.name()));
            all.add(new ScheduledDeployment(job.name(), way, start, start.plus(way.duration()), 0, ""));
        }
        all.sort(Comparator.comparing(ScheduledDeployment::start).thenComparing(ScheduledDeployment::asset));
        DeploymentPlan none = DeploymentPlan.none();
        return new DeploymentPlan(DeploymentPlan.Status.FEASIBLE, all, List.of(), Optional.empty(), none.provenance());
    }

    /** Two jobs whose order may be turned: in each world both plans end at the same time, the sum of the same durations. */
    @Test
    void plansAreComparedInTheSameWorlds() {
        DeploymentProblem problem = Deployments.plan()
                .between(START, at(1000))
                .capacity("crew", 1)
                .job(
                        "a",
                        j -> j.strategy(Strategy.of("x", Duration.ofMinutes(60)).uses("crew", 1)))
                .job(
                        "b",
                        j -> j.strategy(Strategy.of("x", Duration.ofMinutes(60)).uses("crew", 1)))
                .build();
        DurationModel longer = DurationModel.triangular(1, 1.5, 3);
        PlanRisk one = PlanRisk.simulate(problem, plan(problem, Map.of("a", 0, "b", 60)), longer, 50, 9);
        PlanRisk other = PlanRisk.simulate(problem, plan(problem, Map.of("a", 60, "b", 0)), longer, 50, 9);
        for (int i = 1; i <= 50; i++) {
            assertThat(one.end(i / 50.0)).isEqualTo(other.end(i / 50.0));
        }
    }

    @Test
    void aJobHasTheSameDurationsInAnotherProblem() {
        DurationModel model = DurationModel.triangular(0.5, 1, 3);
        DurationTable alone = new DurationTable(model, List.of("api"), 20, 3);
        DurationTable among = new DurationTable(model, List.of("db", "api"), 30, 3);
        for (int s = 0; s < 20; s++) {
            assertThat(alone.world(s)[0]).isEqualTo(among.world(s)[1]).isNotEqualTo(among.world(s)[0]);
        }
    }

    @Test
    void aLateJobWaitsForTheCapacityOfThatTime() {
        DeploymentProblem problem = Deployments.plan()
                .between(START, at(1000))
                .capacity("crew", 2)
                .capacityDuring("crew", at(70), at(200), 0)
                .job(
                        "a",
                        j -> j.strategy(Strategy.of("x", Duration.ofMinutes(30)).uses("crew", 1)))
                .job(
                        "b",
                        j -> j.after("a")
                                .strategy(
                                        Strategy.of("x", Duration.ofMinutes(40)).uses("crew", 1)))
                .build();
        DeploymentPlan plan = plan(problem, Map.of("a", 0, "b", 30));
        assertThat(PlanRisk.simulate(problem, plan, DurationModel.observed(1), 1, 1)
                        .end(1))
                .isEqualTo(at(70));
        assertThat(PlanRisk.simulate(problem, plan, DurationModel.observed(1.5), 1, 1)
                        .end(1))
                .isEqualTo(at(260));
    }

    @Test
    void aLateJobWaitsForItsNextWindow() {
        DeploymentProblem problem = Deployments.plan()
                .between(START, at(3000))
                .window(WeeklyWindow.daily(LocalTime.of(0, 0), LocalTime.of(2, 0)))
                .job("a", j -> j.strategy(Strategy.of("x", Duration.ofMinutes(60))))
                .job("b", j -> j.after("a").strategy(Strategy.of("x", Duration.ofMinutes(60))))
                .build();
        DeploymentPlan plan = plan(problem, Map.of("a", 0, "b", 60));
        PlanRisk risk = PlanRisk.simulate(problem, plan, DurationModel.observed(1.25), 1, 1);
        assertThat(risk.end(1)).isEqualTo(at(24 * 60 + 75));
        assertThat(risk.criticality("b")).isEqualTo(1);
        assertThat(risk.criticality("a")).isZero();
    }

    /** "early" has no length and sorts after its successor, which starts with it. */
    @Test
    void aPredecessorOfNoLengthHoldsItsSuccessorBack() {
        DeploymentProblem problem = Deployments.plan()
                .between(START, at(1000))
                .job("first", j -> j.strategy(Strategy.of("x", Duration.ofMinutes(60))))
                .job("zero", j -> j.after("first").strategy(Strategy.of("x", Duration.ZERO)))
                .job("a", j -> j.after("zero").strategy(Strategy.of("x", Duration.ofMinutes(10))))
                .build();
        DeploymentPlan plan = solved(problem);
        assertThat(plan.deployments().get(1).asset()).isEqualTo("a");
        assertThat(PlanRisk.simulate(problem, plan, DurationModel.observed(2), 1, 1)
                        .end(1))
                .isEqualTo(at(140));
    }

    @Test
    void aPinThatBreaksItsDependencyStaysWhereItIs() {
        DeploymentProblem problem = Deployments.plan()
                .between(START, at(1000))
                .capacity("crew", 1)
                .job(
                        "a",
                        j -> j.strategy(Strategy.of("x", Duration.ofMinutes(60)).uses("crew", 1)))
                .job(
                        "b",
                        j -> j.after("a")
                                .strategy(
                                        Strategy.of("x", Duration.ofMinutes(60)).uses("crew", 1))
                                .pinAt(at(0)))
                .build();
        DeploymentPlan plan = plan(problem, Map.of("a", 60, "b", 0));
        assertThat(PlanRisk.simulate(problem, plan, DurationModel.observed(2), 1, 1)
                        .end(1))
                .isEqualTo(at(240));
    }

    @Test
    void jobsMayDiffer() {
        DeploymentProblem problem = Deployments.plan()
                .between(START, at(1000))
                .job("a", j -> j.strategy(Strategy.of("x", Duration.ofMinutes(60))))
                .job("b", j -> j.after("a").strategy(Strategy.of("x", Duration.ofMinutes(60))))
                .build();
        DeploymentPlan plan = plan(problem, Map.of("a", 0, "b", 60));
        DurationModel model = DurationModel.perJob(Map.of("a", DurationModel.observed(3)), DurationModel.observed(2));
        assertThat(PlanRisk.simulate(problem, plan, model, 3, 1).end(1)).isEqualTo(at(300));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanRisk.simulate(problem, plan, random -> Double.NaN, 3, 1))
                .withMessageContaining("factor (NaN) of the durations of a");
    }
}
