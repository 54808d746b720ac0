package io.dataops.benchmarks.scheduling;

import io.dataops.api.Budget;
import io.dataops.benchmarks.Score;
import io.dataops.scheduling.deployment.DeploymentProblem;
import io.dataops.scheduling.deployment.DurationModel;
import io.dataops.scheduling.deployment.Goal;
import io.dataops.scheduling.deployment.PlanChecker;
import io.dataops.scheduling.deployment.RiskMeasure;
import io.dataops.scheduling.deployment.RobustPlan;
import io.dataops.scheduling.deployment.RobustPlanning;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much earlier a plan for the 95 % quantile ends than the shortest plan on paper, in worlds that neither has seen. */
final class RobustRun {
    private static final long FIRST_SEED = 60_000;

    private RobustRun() {}

    /** Returns the number of plans that are not allowed. */
    static long run(int count, double seconds, Score score, PrintStream out) {
        double ratio = 0;
        double hours = 0;
        long invalid = 0;
        for (int i = 0; i < count; i++) {
            DeploymentProblem problem =
                    shortest(DeploymentShape.of(200, FIRST_SEED + i).problem());
            RobustPlan robust = RobustPlanning.of(problem, DurationModel.triangular(0.8, 1, 2))
                    .threads(2)
                    .minimize(
                            RiskMeasure.quantile(0.95),
                            Budget.time(Duration.ofNanos((long) (seconds * 1e9)))
                                    .withSeed(1));
            invalid += PlanChecker.of(problem).violations(robust.plan()).isEmpty() ? 0 : 1;
            double ours = hours(robust.value().orElseThrow().fresh().value());
            double certain = hours(robust.certainValue().orElseThrow().fresh().value());
            ratio += ours / certain;
            hours += certain - ours;
            out.printf(
                    Locale.ROOT,
                    "200 jobs, 95 %% quantile of the end: %.1f h, the shortest plan on paper %.1f h, %s%n",
                    ours,
                    certain,
                    robust.plan().provenance());
        }
        out.printf(Locale.ROOT, "a plan for the quantile ends %.1f h earlier on average%n", hours / count);
        score.put("robust_p95_ratio", ratio / count);
        return invalid;
    }

    private static double hours(Instant end) {
        return Duration.between(DeploymentShape.START, end).toMillis() / 3_600_000.0;
    }

    private static DeploymentProblem shortest(DeploymentProblem p) {
        return new DeploymentProblem(
                p.horizon(),
                p.zone(),
                p.granularity(),
                p.capacities(),
                p.budgets(),
                p.capacityChanges(),
                p.windows(),
                p.resourceWindows(),
                p.blackouts(),
                p.strategies(),
                p.impact(),
                p.rollback(),
                List.of(Goal.MAKESPAN, Goal.ROLLBACK_COST),
                Map.of(),
                p.together(),
                p.apart(),
                p.jobs());
    }
}
