package io.dataops.scheduling.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.api.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustPlanningTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final DurationModel MODEL = DurationModel.perJob(
            Map.of("a", DurationModel.observed(0.5, 1, 4), "c", DurationModel.observed(1, 3)),
            DurationModel.triangular(0.9, 1, 1.5));

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static DeploymentProblem random(Random random) {
        DeploymentsBuilder b = Deployments.plan().between(START, at(600)).capacity("crew", 2);
        String names = "abcde";
        for (int j = 0; j < names.length(); j++) {
            int number = j;
            b.job(names.substring(j, j + 1), job -> {
                for (int way = random.nextInt(2); way >= 0; way--) {
                    job.strategy(Strategy.of("way " + way, Duration.ofMinutes(10 + 10 * random.nextInt(4)))
                            .uses("crew", 1 + random.nextInt(2)));
                }
                for (int k = 0; k < number; k++) {
                    if (random.nextInt(5) == 0) {
                        job.after(names.substring(k, k + 1));
                    }
                }
                return job;
            });
        }
        return b.build();
    }

    /** The best measure over all orders and strategies, each order scheduled minute by minute as early as it can be. */
    private static Instant enumerated(DeploymentProblem problem, RiskMeasure measure, int samples, long seed) {
        List<Instant> best = new ArrayList<>();
        choose(problem, new ArrayList<>(), best, measure, samples, seed);
        return best.stream().min(Instant::compareTo).orElseThrow();
    }

    private static void choose(
            DeploymentProblem problem,
            List<ScheduledDeployment> placed,
            List<Instant> values,
            RiskMeasure measure,
            int samples,
            long seed) {
        if (placed.size() == problem.jobs().size()) {
            values.add(PlanRisk.simulate(problem, plan(placed), MODEL, samples, seed)
                    .end(measure)
                    .value());
            return;
        }
        Map<String, Instant> ends = new HashMap<>();
        placed.forEach(d -> ends.put(d.asset(), d.end()));
        for (DeploymentJob job : problem.jobs()) {
            boolean ready = job.predecessors().stream().allMatch(p -> ends.containsKey(p.job()));
            if (!ready || ends.containsKey(job.name())) {
                continue;
            }
            for (Strategy way : problem.strategiesOf(job)) {
                Instant start = START;
                for (Predecessor p : job.predecessors()) {
                    start = ends.get(p.job()).isAfter(start) ? ends.get(p.job()) : start;
                }
                while (!fits(placed, way, start)) {
                    start = start.plus(Duration.ofMinutes(10));
                }
                List<ScheduledDeployment> more = new ArrayList<>(placed);
                more.add(new ScheduledDeployment(job.name(), way, start, start.plus(way.duration()), 0, ""));
                choose(problem, more, values, measure, samples, seed);
            }
        }
    }

    private static boolean fits(List<ScheduledDeployment> placed, Strategy way, Instant start) {
        for (Instant t = start; t.isBefore(start.plus(way.duration())); t = t.plus(Duration.ofMinutes(10))) {
            int held = way.uses().get("crew");
            for (ScheduledDeployment d : placed) {
                boolean runs = !t.isBefore(d.start()) && t.isBefore(d.end());
                held += runs ? d.strategy().uses().get("crew") : 0;
            }
            if (held > 2) {
                return false;
            }
        }
        return true;
    }

    private static DeploymentPlan plan(List<ScheduledDeployment> all) {
        return new DeploymentPlan(
                DeploymentPlan.Status.FEASIBLE,
                all,
                List.of(),
                Optional.empty(),
                DeploymentPlan.none().provenance());
    }

    @Test
    void findsTheBestOfAllOrdersAndStrategies() {
        Random random = new Random(11);
        int better = 0;
        for (int round = 0; round < 12; round++) {
            DeploymentProblem problem = random(random);
            for (RiskMeasure measure : List.of(RiskMeasure.quantile(0.8), RiskMeasure.cvar(0.7))) {
                RobustPlan robust = RobustPlanning.of(problem, MODEL)
                        .samples(20)
                        .minimize(measure, Budget.steps(3_000).withSeed(round), 0);
                RobustPlan.Value value = robust.value().orElseThrow();
                assertThat(value.searched())
                        .as("round %d, %s", round, measure)
                        .isEqualTo(enumerated(problem, measure, 20, round));
                better += value.searched()
                                .isBefore(robust.certainValue().orElseThrow().searched())
                        ? 1
                        : 0;
                assertThat(PlanChecker.of(problem).violations(robust.plan())).isEmpty();
            }
        }
        assertThat(better).isGreaterThan(5);
    }

    @Test
    void whatIsGoodInTheWorldsOfTheSearchAloneIsSeldomTheAnswer() {
        Random random = new Random(12);
        int worse = 0;
        int worseWithoutSecondLook = 0;
        for (int round = 0; round < 40; round++) {
            DeploymentProblem problem = random(random);
            RobustPlanning planning = RobustPlanning.of(problem, MODEL).samples(6);
            Budget budget = Budget.steps(300).withSeed(round);
            worse += isWorse(planning.minimize(RiskMeasure.quantile(0.8), budget)) ? 1 : 0;
            worseWithoutSecondLook += isWorse(planning.minimize(RiskMeasure.quantile(0.8), budget, 0)) ? 1 : 0;
            assertThat(isWorse(planning.minimize(RiskMeasure.quantile(0.8), budget, 4_000)))
                    .as("round %d, many worlds for the second look", round)
                    .isFalse();
        }
        assertThat(worse).isLessThan(worseWithoutSecondLook);
    }

    /** By more than the judgement itself is uncertain. */
    private static boolean isWorse(RobustPlan robust) {
        return robust.value()
                .orElseThrow()
                .fresh()
                .lower()
                .isAfter(robust.certainValue().orElseThrow().fresh().upper());
    }

    private static DeploymentProblem nights() {
        DeploymentsBuilder b = Deployments.plan()
                .between(START, START.plus(Duration.ofDays(10)))
                .capacity("crew", 2)
                .window(WeeklyWindow.daily(LocalTime.of(1, 0), LocalTime.of(5, 0)));
        Random random = new Random(3);
        for (int j = 0; j < 25; j++) {
            int number = j;
            b.job("job " + j, job -> {
                job.strategy(Strategy.of("rolling", Duration.ofMinutes(15 + 15 * random.nextInt(5)))
                        .uses("crew", 1 + random.nextInt(2)));
                return number > 3 && random.nextBoolean() ? job.after("job " + random.nextInt(number)) : job;
            });
        }
        return b.build();
    }

    @Test
    void isNeverWorseInTheWorldsOfTheSearchAndTheSameForAnyNumberOfThreads() {
        RobustPlanning planning = RobustPlanning.of(nights(), MODEL).samples(50);
        RiskMeasure measure = RiskMeasure.quantile(0.95);
        RobustPlan one = planning.minimize(measure, Budget.steps(400).withSeed(7));
        assertThat(planning.threads(3).minimize(measure, Budget.steps(400).withSeed(7)))
                .isEqualTo(one);
        RobustPlan.Value value = planning.minimize(measure, Budget.steps(400).withSeed(7), 0)
                .value()
                .orElseThrow();
        RobustPlan.Value certain = one.certainValue().orElseThrow();
        assertThat(value.searched()).as("before the second look").isBefore(certain.searched());
        assertThat(one.freshWorlds()).isEqualTo(500);
        assertThat(one.explain()).contains("95 % quantile of the end in 500 fresh worlds");
        assertThat(value.fresh().lower()).isBeforeOrEqualTo(value.fresh().upper());
        assertThat(PlanChecker.of(nights()).violations(one.plan())).isEmpty();
    }

    @Test
    void anAnswerIsOwedForNoBudgetAndForNoPlan() {
        RobustPlan zero = RobustPlanning.of(nights(), MODEL).minimize(RiskMeasure.cvar(0.9), Budget.steps(0));
        assertThat(zero.plan().deployments()).isEqualTo(zero.certain().deployments());
        assertThat(zero.value()).isEqualTo(zero.certainValue()).isPresent();
        DeploymentProblem tooLong = Deployments.plan()
                .between(START, at(60))
                .job("a", j -> j.strategy(Strategy.of("x", Duration.ofMinutes(90))))
                .build();
        RobustPlan none = RobustPlanning.of(tooLong, MODEL).minimize(RiskMeasure.cvar(0.9), Budget.steps(10));
        assertThat(none.plan().status()).isEqualTo(DeploymentPlan.Status.INFEASIBLE);
        assertThat(none.value()).isEmpty();
        assertThat(none.explain()).startsWith("does not fit");
        DeploymentProblem empty = Deployments.plan().between(START, at(60)).build();
        assertThat(RobustPlanning.of(empty, MODEL)
                        .minimize(RiskMeasure.cvar(0.9), Budget.steps(10))
                        .value())
                .isEmpty();
    }

    @Test
    void intervalsHoldTheTrueQuantileAsOftenAsTheySay() {
        DeploymentProblem one = Deployments.plan()
                .between(START, at(600))
                .job("a", j -> j.strategy(Strategy.of("x", Duration.ofMinutes(100))))
                .build();
        DeploymentPlan plan = plan(List.of(
                new ScheduledDeployment("a", one.strategiesOf(one.jobs().get(0)).get(0), at(0), at(100), 0, "")));
        int quantiles = 0;
        int tails = 0;
        for (int seed = 0; seed < 400; seed++) {
            PlanRisk risk = PlanRisk.simulate(one, plan, random -> 1 + random.nextDouble(), 400, seed * 7919L);
            quantiles += holds(risk.end(RiskMeasure.quantile(0.9)), 190) ? 1 : 0;
            tails += holds(risk.end(RiskMeasure.cvar(0.9)), 195) ? 1 : 0;
        }
        assertThat(quantiles).isBetween(370, 399);
        assertThat(tails).isBetween(366, 398);
    }

    private static boolean holds(EndEstimate e, int minute) {
        return !e.lower().isAfter(at(minute)) && !e.upper().isBefore(at(minute));
    }

    @Test
    void badInputIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RiskMeasure.quantile(95));
        assertThatIllegalArgumentException().isThrownBy(() -> RiskMeasure.cvar(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> RiskMeasure.cvar(0));
        RobustPlanning planning = RobustPlanning.of(nights(), MODEL);
        assertThatIllegalArgumentException().isThrownBy(() -> planning.samples(1));
        assertThatIllegalArgumentException().isThrownBy(() -> planning.threads(0));
    }
}
