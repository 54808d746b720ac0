package io.dataops.benchmarks.observability;

import static io.dataops.api.Decision.FAIL;
import static io.dataops.api.Decision.INCONCLUSIVE;
import static io.dataops.api.Decision.NO_DATA;
import static io.dataops.api.Decision.PASS;

import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** Named canary situations with the verdict that follows from how they were made, not from how any judge decides them. */
final class Situations {
    private static final double NAN = Double.NaN;

    private final List<Situation> all = new ArrayList<>();
    private final Random random = new Random(20_260_301);

    static List<Situation> all() {
        Situations s = new Situations();
        s.reported();
        s.shifts();
        s.shapes();
        s.rates();
        s.counts();
        s.dependence();
        s.absence();
        return s.all;
    }

    private void add(String name, MetricComparison metric, Decision... right) {
        all.add(new Situation(name, metric, Set.of(right)));
    }

    private static MetricComparison latency(double[] baseline, double[] canary) {
        return MetricComparison.higherIsWorse("m", Measure.samples(baseline), Measure.samples(canary));
    }

    private static double[] make(int n, IntToDoubleFunction value) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = value.applyAsDouble(i);
        }
        return values;
    }

    private double[] normal(int n, double mean, double deviation) {
        return make(n, i -> mean + deviation * random.nextGaussian());
    }

    private double[] heavy(int n, double scale) {
        return make(n, i -> scale * Math.exp(0.8 * random.nextGaussian()));
    }

    private double[] autoregressive(int n, double r, double mean, double deviation) {
        double[] last = {random.nextGaussian()};
        return make(n, i -> {
            last[0] = r * last[0] + Math.sqrt(1 - r * r) * random.nextGaussian();
            return mean + deviation * last[0];
        });
    }

    private void reported() {
        double[] ones = make(10, i -> 1);
        for (int bad : new int[] {5, 6, 7, 8, 10}) {
            add(bad + " of 10 values at 100 against ten at 1", latency(ones, make(10, i -> i < bad ? 100 : 1)), FAIL);
        }
        add("1 of 10 values at 100 against ten at 1", latency(ones, make(10, i -> i < 1 ? 100 : 1)), INCONCLUSIVE);
        add(
                "spread 1 to 106 against 10 to 17",
                latency(
                        new double[] {10, 12, 14, 11, 17, 13, 15, 16, 12, 14},
                        new double[] {1, 106, 5, 90, 60, 2, 45, 8, 100, 30}),
                FAIL);
        add(
                "sparse errors 0,1,2,1,0,0 against zeros",
                MetricComparison.higherIsWorse("m", Measure.count(0, 6), Measure.count(4, 6)),
                INCONCLUSIVE);
        add(
                "baseline without data while the canary has errors",
                MetricComparison.higherIsWorse("m", Measure.samples(), Measure.samples(3, 4, 2, 5)),
                NO_DATA);
    }

    private void shifts() {
        add("equal, 2000 a side", latency(normal(2000, 100, 5), normal(2000, 100, 5)), PASS);
        add("equal, 5 a side", latency(normal(5, 100, 20), normal(5, 100, 20)), INCONCLUSIVE);
        add("half a percent worse, harmless", latency(normal(3000, 100, 5), normal(3000, 100.5, 5)), PASS);
        add("2 % worse, harmless", latency(normal(3000, 100, 5), normal(3000, 102, 5)), PASS);
        add("8 % worse", latency(normal(1000, 100, 10), normal(1000, 108, 10)), FAIL);
        add("20 % worse, 50 a side", latency(normal(50, 100, 10), normal(50, 120, 10)), FAIL);
        add("20 % better", latency(normal(200, 100, 10), normal(200, 80, 10)), PASS);
        add("10 against 10000, equal", latency(normal(10_000, 100, 20), normal(10, 100, 20)), INCONCLUSIVE);
        add("10 against 10000, doubled", latency(normal(10_000, 100, 20), normal(10, 200, 20)), FAIL);
        add("throughput 10 % down", lower(normal(500, 1000, 50), normal(500, 900, 50)), FAIL);
        add("throughput 10 % up", lower(normal(500, 1000, 50), normal(500, 1100, 50)), PASS);
        add("negative values, worse by a half", latency(normal(300, -100, 5), normal(300, -50, 5)), FAIL);
    }

    private static MetricComparison lower(double[] baseline, double[] canary) {
        return MetricComparison.lowerIsWorse("m", Measure.samples(baseline), Measure.samples(canary));
    }

    private void shapes() {
        add("twice as wide", latency(normal(500, 100, 10), normal(500, 100, 20)), FAIL);
        add(
                "every tenth request times out",
                latency(normal(500, 100, 10), make(500, i -> i % 10 == 3 ? 5000 : 100 + 10 * random.nextGaussian())),
                FAIL);
        add("heavy tails, equal", latency(heavy(6000, 100), heavy(6000, 100)), PASS, INCONCLUSIVE);
        add("heavy tails, 30 % worse", latency(heavy(1500, 100), heavy(1500, 130)), FAIL);
        double[] outlier = normal(2000, 100, 5);
        outlier[77] = 1e6;
        add("equal but for one outlier", latency(normal(2000, 100, 5), outlier), PASS);
        add(
                "slow ramp to twice",
                latency(normal(300, 100, 5), make(300, i -> 100 + i / 3.0 + 5 * random.nextGaussian())),
                FAIL);
        add("mostly zero, equal", latency(zeros(400, 0.9), zeros(400, 0.9)), INCONCLUSIVE, PASS);
        add("mostly zero, thrice as often not", latency(zeros(800, 0.95), zeros(800, 0.8)), FAIL);
        add("whole numbers with ties, equal", latency(whole(3000, 50), whole(3000, 50)), PASS);
        add("whole numbers with ties, worse", latency(whole(300, 50), whole(300, 60)), FAIL);
    }

    private double[] zeros(int n, double share) {
        return make(n, i -> random.nextDouble() < share ? 0 : 10 * random.nextDouble());
    }

    private double[] whole(int n, double mean) {
        return make(n, i -> Math.round(mean + 3 * random.nextGaussian()));
    }

    private static MetricComparison rate(long x1, long n1, long x2, long n2) {
        return MetricComparison.higherIsWorse("m", Measure.rate(x1, n1), Measure.rate(x2, n2));
    }

    private void rates() {
        add("errors 0.1 % to 3 %", rate(10, 10_000, 300, 10_000), FAIL);
        add("errors equal, 20 a side", rate(1, 20, 1, 20), INCONCLUSIVE);
        add("errors equal, a million a side", rate(100_000, 1_000_000, 100_100, 1_000_000), PASS);
        add("no errors on either side", rate(0, 500, 0, 500), INCONCLUSIVE);
        add("errors 1 of 10 against 0 of 10000", rate(0, 10_000, 1, 10), FAIL);
        add("all requests fail", rate(3, 1000, 40, 40), FAIL);
        add(
                "conversions 10 % down",
                MetricComparison.lowerIsWorse("m", Measure.rate(5000, 50_000), Measure.rate(4500, 50_000)), FAIL);
    }

    private void counts() {
        add(
                "restarts doubled",
                MetricComparison.higherIsWorse("m", Measure.count(60, 100), Measure.count(120, 100)),
                FAIL);
        add(
                "restarts equal, few",
                MetricComparison.higherIsWorse("m", Measure.count(3, 10), Measure.count(3, 10)),
                INCONCLUSIVE);
        add(
                "restarts equal, many",
                MetricComparison.higherIsWorse("m", Measure.count(40_000, 10), Measure.count(40_000, 10)),
                PASS);
        add(
                "ten times the exposure, same rate",
                MetricComparison.higherIsWorse("m", Measure.count(90_000, 100), Measure.count(9_000, 10)),
                PASS);
    }

    private void dependence() {
        for (int i = 0; i < 3; i++) {
            add(
                    "autocorrelated and equal, " + (i + 1),
                    latency(autoregressive(300, 0.9, 100, 10), autoregressive(300, 0.9, 100, 10)),
                    INCONCLUSIVE,
                    PASS);
        }
        add(
                "autocorrelated, 30 % worse",
                latency(autoregressive(600, 0.8, 100, 10), autoregressive(600, 0.8, 130, 10)), FAIL);
        IntToDoubleFunction day = i -> 100 + 40 * Math.sin(2 * Math.PI * i / 288);
        add(
                "daily season in both, equal",
                latency(
                        make(576, i -> day.applyAsDouble(i) + random.nextGaussian()),
                        make(576, i -> day.applyAsDouble(i) + random.nextGaussian())),
                INCONCLUSIVE,
                PASS);
    }

    private void absence() {
        add("canary without data", latency(normal(50, 1, 1), new double[0]), NO_DATA);
        add("both without data", latency(new double[0], new double[0]), NO_DATA);
        add("canary of NaN alone", latency(normal(50, 1, 1), new double[] {NAN, NAN}), NO_DATA);
        add("one value a side", latency(new double[] {1}, new double[] {9}), INCONCLUSIVE);
        add("both constant and equal", latency(make(60, i -> 7), make(60, i -> 7)), PASS);
        add("constant, a half worse", latency(make(60, i -> 2), make(60, i -> 3)), FAIL);
    }
}
