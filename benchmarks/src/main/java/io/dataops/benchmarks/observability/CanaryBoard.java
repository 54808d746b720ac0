package io.dataops.benchmarks.observability;

import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.canary.Canary;
import io.dataops.observability.canary.CanaryDesign;
import io.dataops.observability.canary.CanaryWatch;
import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.MannWhitney;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/** Errors of both kinds by simulation, named situations beside Mann-Whitney as Kayenta uses it, and the speed of the test. */
public final class CanaryBoard implements Board {
    private static final double ALPHA = 0.05;

    @Override
    public String name() {
        return "canary";
    }

    @Override
    public String question() {
        return "how often is a canary judged wrong: equal sides, peeking, autocorrelation, named situations";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        int runs = options.all() ? 10_000 : 2_000;
        out.printf(Locale.ROOT, "%d simulations each, level %.2f%n", runs, ALPHA);
        double type1 = fixed(runs, 0, 1);
        out.printf(Locale.ROOT, "equal sides, one look:                      %.4f fail%n", type1);
        double ar1 = Math.max(fixed(runs, 0.5, 2), peeking(runs / 4, 0.5, 3));
        out.printf(Locale.ROOT, "equal sides, AR(1) 0.5, the worse of both:  %.4f fail%n", ar1);
        double samples = peeking(runs, 0, 4);
        double rates = peekingAtRates(runs, 5);
        out.printf(Locale.ROOT, "equal sides, samples, a look every 10:      %.4f fail%n", samples);
        out.printf(Locale.ROOT, "equal sides, rates, a look every trial:     %.4f fail%n", rates);
        double grouped = grouped(runs, 6);
        out.printf(Locale.ROOT, "equal sides, ten planned looks:             %.4f fail%n", grouped);
        double power = power(runs, 7);
        out.printf(Locale.ROOT, "power where 0.80 was planned:               %.4f%n", power);
        int[] named = named(out);
        double speedup = speedup(out);
        return new Score()
                .put("type1", type1)
                .put("type1_peeking", Math.max(grouped, Math.max(samples, rates)))
                .put("type1_ar1", ar1)
                .put("power_error", Math.abs(power - 0.8))
                .put("named_right", (long) named[0])
                .put("named_total", (long) named[2])
                .put("kayenta_right", (long) named[1])
                .put("mw_speedup", speedup);
    }

    private static double[] series(Random random, int n, double r) {
        double[] values = new double[n];
        double last = random.nextGaussian();
        for (int i = 0; i < n; i++) {
            last = r * last + Math.sqrt(1 - r * r) * random.nextGaussian();
            values[i] = 100 + 10 * last;
        }
        return values;
    }

    private static List<MetricComparison> latency(double[] baseline, double[] canary, int n) {
        return List.of(MetricComparison.higherIsWorse(
                "latency", Measure.samples(Arrays.copyOf(baseline, n)), Measure.samples(Arrays.copyOf(canary, n))));
    }

    private static double fixed(int runs, double r, long seed) {
        Random random = new Random(seed);
        int failed = 0;
        for (int i = 0; i < runs; i++) {
            MetricComparison metric =
                    latency(series(random, 120, r), series(random, 120, r), 120).get(0);
            failed += Canary.comparing(metric).judge().decision() == Decision.FAIL ? 1 : 0;
        }
        return (double) failed / runs;
    }

    private static double peeking(int runs, double r, long seed) {
        Random random = new Random(seed);
        int failed = 0;
        for (int i = 0; i < runs; i++) {
            double[] baseline = series(random, 400, r);
            double[] canary = series(random, 400, r);
            CanaryWatch watch = CanaryWatch.anytime(ALPHA);
            Decision decision = Decision.KEEP_RUNNING;
            for (int n = 10; n <= 400 && decision == Decision.KEEP_RUNNING; n += 10) {
                decision = watch.look(latency(baseline, canary, n)).decision();
            }
            failed += decision == Decision.FAIL ? 1 : 0;
        }
        return (double) failed / runs;
    }

    private static double peekingAtRates(int runs, long seed) {
        Random random = new Random(seed);
        int failed = 0;
        for (int i = 0; i < runs; i++) {
            CanaryWatch watch = CanaryWatch.anytime(ALPHA);
            Decision decision = Decision.KEEP_RUNNING;
            long b = 0;
            long c = 0;
            for (int n = 1; n <= 300 && decision == Decision.KEEP_RUNNING; n++) {
                b += random.nextDouble() < 0.1 ? 1 : 0;
                c += random.nextDouble() < 0.1 ? 1 : 0;
                decision = watch.look(List.of(
                                MetricComparison.higherIsWorse("errors", Measure.rate(b, n), Measure.rate(c, n))))
                        .decision();
            }
            failed += decision == Decision.FAIL ? 1 : 0;
        }
        return (double) failed / runs;
    }

    private static double grouped(int runs, long seed) {
        Random random = new Random(seed);
        int failed = 0;
        for (int i = 0; i < runs; i++) {
            double[] baseline = series(random, 400, 0);
            double[] canary = series(random, 400, 0);
            CanaryWatch watch = CanaryWatch.groupSequential(10, ALPHA);
            Decision decision = Decision.KEEP_RUNNING;
            for (int n = 40; n <= 400 && decision == Decision.KEEP_RUNNING; n += 40) {
                decision = watch.look(latency(baseline, canary, n)).decision();
            }
            failed += decision == Decision.FAIL ? 1 : 0;
        }
        return (double) failed / runs;
    }

    /** A canary worse by 8 %, with as much data as the design asks for; a margin of 1 % keeps it from passing. */
    private static double power(int runs, long seed) {
        Random random = new Random(seed);
        int n = (int) CanaryDesign.forMean(100, 20, 0.08).observations();
        int failed = 0;
        for (int i = 0; i < runs; i++) {
            double[] baseline =
                    random.doubles(n).map(u -> 100 + 20 * random.nextGaussian()).toArray();
            double[] canary =
                    random.doubles(n).map(u -> 108 + 20 * random.nextGaussian()).toArray();
            failed += Canary.comparing(latency(baseline, canary, n).get(0).withMargin(0.01))
                                    .judge()
                                    .decision()
                            == Decision.FAIL
                    ? 1
                    : 0;
        }
        return (double) failed / runs;
    }

    private static int[] named(PrintStream out) {
        int ours = 0;
        int theirs = 0;
        List<Situation> situations = Situations.all();
        out.printf(Locale.ROOT, "%n%-52s %-24s %-14s %s%n", "situation", "right", "dataops", "Kayenta's Mann-Whitney");
        for (Situation s : situations) {
            Decision decision = Canary.comparing(s.metric()).judge().decision();
            Decision kayenta = kayenta(s.metric());
            ours += s.right().contains(decision) ? 1 : 0;
            theirs += s.right().contains(kayenta) ? 1 : 0;
            out.printf(
                    Locale.ROOT,
                    "%-52s %-24s %-14s %s%n",
                    s.name(),
                    s.right().stream().sorted().toList(),
                    (s.right().contains(decision) ? "" : "WRONG ") + decision,
                    (s.right().contains(kayenta) ? "" : "wrong ") + kayenta);
        }
        return new int[] {ours, theirs, situations.size()};
    }

    /** NetflixACAJudge: fail when the 98 % interval of the shift lies beyond a quarter of the estimate; nothing else fails. */
    private static Decision kayenta(MetricComparison metric) {
        double[] b = values(metric.baseline());
        double[] c = values(metric.canary());
        if (b.length == 0 || c.length == 0) {
            return Decision.PASS;
        }
        ConfidenceInterval shift = MannWhitney.shift(c, b, 0.98);
        double tolerance = 0.25 * Math.abs(shift.estimate());
        boolean worse = metric.worse() == MetricComparison.Direction.HIGHER
                ? shift.lower() > tolerance
                : shift.upper() < -tolerance;
        return worse && Double.isFinite(shift.estimate()) ? Decision.FAIL : Decision.PASS;
    }

    /** Ten values a side as a metric store would give them, where the metric is a rate or a count. */
    private static double[] values(Measure measure) {
        if (measure instanceof Measure.Samples s) {
            return s.values();
        }
        double level = measure instanceof Measure.Rate r
                ? (double) r.events() / Math.max(1, r.trials())
                : ((Measure.Count) measure).events() / ((Measure.Count) measure).exposure();
        double[] tenths = new double[10];
        Arrays.fill(tenths, level);
        return tenths;
    }

    private static double speedup(PrintStream out) {
        Random random = new Random(9);
        double[] x = random.doubles(1000).toArray();
        double[] y = random.doubles(1000).toArray();
        MannWhitneyUTest theirs = new MannWhitneyUTest();
        double best = Double.MAX_VALUE;
        double bestTheirs = Double.MAX_VALUE;
        double check = 0;
        for (int round = 0; round < 30; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                check += MannWhitney.test(x, y, Alternative.TWO_SIDED).pValue();
            }
            long middle = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                check -= theirs.mannWhitneyUTest(x, y);
            }
            best = Math.min(best, middle - start);
            bestTheirs = Math.min(bestTheirs, System.nanoTime() - middle);
        }
        out.printf(
                Locale.ROOT,
                "%nMann-Whitney 1,000 x 1,000: %.0f us, commons-math3 %.0f us (difference of p-values %.1e)%n",
                best / 2e4,
                bestTheirs / 2e4,
                check / 600);
        return bestTheirs / best;
    }
}
