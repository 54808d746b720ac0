package io.dataops.examples.cookbook;

import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.api.Verdict;
import io.dataops.observability.canary.CanaryWatch;
import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;

/** May we look at the canary every five minutes, and stop as soon as it is clear, without fooling ourselves? */
public final class JudgeCanaryWhileItRuns {
    private JudgeCanaryWhileItRuns() {}

    /**
     * Runs the recipe.
     *
     * @param args none
     */
    public static void main(String[] args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        SplittableRandom requests = new SplittableRandom(42);
        CanaryWatch watch = CanaryWatch.anytime(0.05);
        long[] failed = new long[2];
        for (int minute = 5; minute <= 120; minute += 5) {
            for (int i = 0; i < 2_000; i++) {
                failed[0] += requests.nextDouble() < 0.010 ? 1 : 0;
                failed[1] += requests.nextDouble() < 0.016 ? 1 : 0;
            }
            long total = 400L * minute;
            MetricComparison errors = MetricComparison.higherIsWorse(
                    "failed requests", Measure.rate(failed[0], total), Measure.rate(failed[1], total));
            Verdict verdict = watch.look(List.of(errors.withMargin(0.1)));
            out.println("minute " + minute + ": " + verdict.explain().replace("\n", ", "));
            if (verdict.decision() != Decision.KEEP_RUNNING) {
                break;
            }
        }
    }
}
