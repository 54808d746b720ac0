package io.dataops.benchmarks.scheduling;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.benchmarks.Score;
import io.dataops.scheduling.deployment.PlanChecker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The deployment shape: time to a first plan, and the objective beside CP-SAT's on the same model in the same time. */
final class ShapeRun {
    private ShapeRun() {}

    /** Returns how many plans broke a constraint. */
    static int run(int jobs, int cases, double seconds, Score score, PrintStream out) {
        int invalid = 0;
        int found = 0;
        double ratio = 0;
        double[] firstMillis = new double[cases];
        DeploymentShape.of(jobs, 0).builder().solve(Budget.steps(0)); // so that classes are loaded
        for (int i = 0; i < cases; i++) {
            DeploymentShape shape = DeploymentShape.of(jobs, 1 + i);
            long from = System.nanoTime();
            DeploymentPlan first = shape.builder().solve(Budget.steps(0).withSeed(1));
            firstMillis[i] = (System.nanoTime() - from) / 1e6;
            DeploymentPlan ours = DeploymentShape.of(jobs, 1 + i)
                    .builder()
                    .threads(2)
                    .solve(Budget.time(Duration.ofNanos((long) (seconds * 1e9))).withSeed(1));
            DeploymentPlan theirs = CpSatShapePeer.solve(shape, first, seconds);
            PlanChecker checker = PlanChecker.of(shape.problem());
            for (DeploymentPlan plan : new DeploymentPlan[] {first, ours, theirs}) {
                invalid += checker.violations(plan).isEmpty() ? 0 : 1;
            }
            invalid += first.isFeasible() && ours.isFeasible() ? 0 : 1;
            double a = shape.objective(ours);
            double b = theirs.isFeasible() ? shape.objective(theirs) : Double.NaN;
            found += theirs.isFeasible() ? 1 : 0;
            ratio += theirs.isFeasible() ? a / b : 0;
            out.printf(
                    Locale.ROOT,
                    "%d jobs, seed %d: first plan %.1f in %.0f ms, then %.1f (at least %.1f), CP-SAT %.1f%n",
                    jobs,
                    1 + i,
                    shape.objective(first),
                    firstMillis[i],
                    a,
                    ours.isFeasible() ? ours.objectives().get(0).lowerBound() : Double.NaN,
                    b);
        }
        Arrays.sort(firstMillis);
        score.put("shape" + jobs + "_first_ms", firstMillis[cases - 1]);
        score.put("shape" + jobs + "_cpsat_found", (long) found);
        score.put("shape" + jobs + "_to_cpsat", found == 0 ? Double.NaN : ratio / found);
        return invalid;
    }
}
