package io.dataops.observability.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CanaryWatchTest {

    private static double[] autoregressive(Random random, int n, double r, double mean) {
        double[] values = new double[n];
        double last = random.nextGaussian() / Math.sqrt(1 - r * r);
        for (int i = 0; i < n; i++) {
            last = r * last + random.nextGaussian();
            values[i] = mean + last;
        }
        return values;
    }

    private static MetricComparison upTo(double[] baseline, double[] canary, int n) {
        return MetricComparison.higherIsWorse(
                        "latency",
                        Measure.samples(Arrays.copyOf(baseline, n)),
                        Measure.samples(Arrays.copyOf(canary, n)))
                .withMargin(0.02);
    }

    private static Decision run(CanaryWatch watch, double[] baseline, double[] canary, int every) {
        Decision decision = Decision.KEEP_RUNNING;
        for (int n = every; n <= baseline.length && decision == Decision.KEEP_RUNNING; n += every) {
            decision = watch.look(List.of(upTo(baseline, canary, n))).decision();
        }
        return decision;
    }

    @Test
    void peekingAtEqualSidesSeldomFails() {
        Random random = new Random(1);
        int failed = 0;
        for (int i = 0; i < 300; i++) {
            double r = i % 2 == 0 ? 0 : 0.6;
            double[] baseline = autoregressive(random, 600, r, 100);
            double[] canary = autoregressive(random, 600, r, 100);
            failed += run(CanaryWatch.anytime(0.05), baseline, canary, 20) == Decision.FAIL ? 1 : 0;
        }
        // More than 26 in 300 at 5 % have a probability below 0.005.
        assertThat(failed).isLessThanOrEqualTo(26);
    }

    @Test
    void aWorseCanaryFailsAndAnEqualOnePassesInTime() {
        Random random = new Random(2);
        double[] baseline = autoregressive(random, 5000, 0, 100);
        assertThat(run(CanaryWatch.anytime(0.05), baseline, autoregressive(random, 5000, 0, 103), 50))
                .isEqualTo(Decision.FAIL);
        assertThat(run(CanaryWatch.anytime(0.05), baseline, autoregressive(random, 5000, 0, 100), 50))
                .isEqualTo(Decision.PASS);
        assertThat(run(CanaryWatch.groupSequential(10, 0.05), baseline, autoregressive(random, 5000, 0, 103), 500))
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void ratesMayBeLookedAtAfterEachTrial() {
        Random random = new Random(3);
        int failed = 0;
        for (int run = 0; run < 300; run++) {
            CanaryWatch watch = CanaryWatch.anytime(0.05);
            long b = 0;
            long c = 0;
            for (int n = 1; n <= 300; n++) {
                b += random.nextDouble() < 0.1 ? 1 : 0;
                c += random.nextDouble() < 0.1 ? 1 : 0;
                watch.look(List.of(MetricComparison.higherIsWorse("errors", Measure.rate(b, n), Measure.rate(c, n))));
            }
            failed += watch.conclude(List.of(MetricComparison.higherIsWorse(
                                            "errors", Measure.rate(b, 300), Measure.rate(c, 300))))
                                    .decision()
                            == Decision.FAIL
                    ? 1
                    : 0;
        }
        assertThat(failed).isLessThanOrEqualTo(26);
    }

    @Test
    void aDecisionStandsAndOpenOnesEndInconclusive() {
        CanaryWatch watch = CanaryWatch.anytime(0.05);
        MetricComparison bad = MetricComparison.higherIsWorse("errors", Measure.rate(1, 1000), Measure.rate(60, 1000));
        MetricComparison calm =
                MetricComparison.higherIsWorse("errors", Measure.rate(61, 9000), Measure.rate(60, 9000));
        assertThat(watch.look(List.of(bad)).decision()).isEqualTo(Decision.FAIL);
        assertThat(watch.look(List.of(calm)).decision()).isEqualTo(Decision.FAIL);
        MetricComparison thin = MetricComparison.lowerIsWorse("rows", Measure.count(3, 1), Measure.count(2, 1));
        CanaryWatch other = CanaryWatch.anytime(0.05);
        assertThat(other.look(List.of(thin)).decision()).isEqualTo(Decision.KEEP_RUNNING);
        assertThat(other.conclude(List.of(thin)).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(other.look(List.of()).decision()).isEqualTo(Decision.NO_DATA);
        assertThat(other.look(List.of(MetricComparison.higherIsWorse(
                                "errors", Measure.rate(100_000, 1_000_000), Measure.rate(100_000, 1_000_000))))
                        .decision())
                .as("rows vanished half-way")
                .isEqualTo(Decision.NO_DATA);
    }

    @Test
    void moreLooksThanPlannedAreRefused() {
        CanaryWatch watch = CanaryWatch.groupSequential(1, 0.05);
        MetricComparison thin = MetricComparison.lowerIsWorse("rows", Measure.count(3, 1), Measure.count(2, 1));
        assertThat(watch.look(List.of(thin)).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThatThrownBy(() -> watch.look(List.of(thin)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("look 2 of 1 planned ones. Maybe plan more, or use anytime(alpha).");
    }

    @Test
    void guardsAreNamedAmongTheMetrics() {
        MetricComparison errors =
                MetricComparison.higherIsWorse("errors", Measure.rate(10, 900), Measure.rate(30, 900));
        assertThatThrownBy(() -> Canary.comparing(errors).guards("latency"))
                .hasMessage("guard (latency) must be one of the metrics [errors].");
        assertThat(Canary.comparing(errors).guards("errors").judge().decision()).isEqualTo(Decision.FAIL);
    }

    @Test
    void aDesignSaysHowLong() {
        CanaryDesign design = CanaryDesign.forRate(0.02, 0.5).share(0.1);
        assertThat(design.observations()).isBetween(1500L, 1650L);
        assertThat(design.runningAt(500)).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(33));
        assertThat(CanaryDesign.forMean(100, 20, 0.05).observations()).isEqualTo(227);
        assertThat(CanaryDesign.forMean(100, 20, 0.05).power(0.9).observations())
                .isGreaterThan(227);
        assertThatThrownBy(() -> CanaryDesign.forRate(0, 0.5)).hasMessageContaining("rate (0.0)");
        assertThatThrownBy(() -> CanaryDesign.forRate(0.9, 0.5)).hasMessageContaining("changed rate (1.35)");
        assertThatThrownBy(() -> design.share(1)).hasMessageContaining("share (1.0)");
    }
}
