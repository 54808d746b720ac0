package io.dataops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import io.dataops.api.Verdict;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.StreamingDetection;
import io.dataops.observability.anomaly.StreamingDetector;
import io.dataops.observability.canary.Canary;
import io.dataops.observability.changepoint.ChangePoints;
import io.dataops.observability.changepoint.ChangeReport;
import io.dataops.observability.changepoint.OnlineChanges;
import io.dataops.observability.decomposition.Decomposition;
import io.dataops.observability.decomposition.OnlineDecomposition;
import io.dataops.observability.decomposition.Periods;
import io.dataops.observability.decomposition.Stl;
import io.dataops.observability.forecast.CapacityForecast;
import io.dataops.observability.forecast.Forecast;
import io.dataops.observability.forecast.Forecasts;
import io.dataops.observability.junit.Replay;
import io.dataops.observability.regression.JmhResults;
import io.dataops.observability.regression.Performance;
import io.dataops.observability.regression.PerformanceVerdict;
import io.dataops.observability.series.Counters;
import io.dataops.observability.series.MetricStore;
import io.dataops.observability.series.Resampling;
import io.dataops.observability.series.Rollup;
import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.ConfidenceSequence;
import io.dataops.observability.statistics.GroupSequential;
import io.dataops.observability.statistics.MannWhitney;
import io.dataops.observability.statistics.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The examples of the package pages, as they stand there. */
final class PackageSnippetsTest {

    @Test
    void anomaly() {
        Instant time = Instant.parse("2026-01-05T00:00:00Z");
        TimeSeries series = TimeSeries.builder("rows").add(time, 1).build();

        StreamingDetection detection = Detectors.seasonal(Duration.ofDays(1)).maxFalseAlarms(1, Duration.ofDays(30));

        SeriesReport report = detection.scan(series); // a whole series

        StreamingDetector detector = detection.start("rows"); // or point by point, with the same result
        Judgement judgement = detector.accept(time, 1_204);
        judgement.anomaly().ifPresent(a -> System.err.println(a.reason()));

        assertThat(report.state()).isEqualTo(SeriesReport.State.WARMING_UP);
        assertThat(judgement.state()).isEqualTo(Judgement.State.WARMING_UP);
    }

    @Test
    void changepoint() {
        double[] values = IntStream.range(0, 100)
                .mapToDouble(i -> i < 60 ? i % 3 : 20 + i % 3)
                .toArray();

        ChangeReport report = ChangePoints.in(values); // level or slope
        report.indices(); // where segments start
        report.explain();

        OnlineChanges online = OnlineChanges.every(100_000); // one false alarm in 100,000 points
        online.accept(12.5).ifPresent(c -> System.err.println(c.explain()));

        assertThat(report.indices()).containsExactly(60);
    }

    @Test
    void forecast() {
        double[] values = IntStream.range(0, 24 * 28)
                .mapToDouble(i -> 10 + i % 24 + i / 24 % 7)
                .toArray();
        TimeSeries.Builder used = TimeSeries.builder("disk used");
        for (int day = 0; day < 60; day++) {
            used.add(Instant.parse("2026-01-05T00:00:00Z").plus(Duration.ofDays(day)), 500 + 5 * day);
        }
        TimeSeries diskUsed = used.build();

        Forecast forecast = Forecasts.automatic().seasons(24, 168).horizon(48).of(values);
        forecast.points(); // with lower() and upper() beside
        forecast.explain(); // which methods, how heavy, tried from how many past points

        CapacityForecast full =
                CapacityForecast.of(diskUsed, 900, Forecasts.automatic().horizon(90));
        full.date(); // and earliest(), latest()

        int[] periods = Periods.of(values); // in points; empty if nothing repeats
        Decomposition parts = Stl.of(24, 168).robust().decompose(values);
        parts.explain(); // trend, strength of each season, deviation left

        OnlineDecomposition online = OnlineDecomposition.of(24); // the same point by point, in constant time
        double left = online.accept(12.5).remainder();

        assertThat(left).isZero();
        assertThat(parts.periods()).containsExactly(24, 168);
        assertThat(forecast.points()).hasSize(48);
        assertThat(full.date()).isPresent();
        assertThat(periods).contains(24);
    }

    @Test
    void junit() {
        Replay replay = new Replay();
        Instant outage = Instant.parse("2026-01-08T00:00:00Z");
        TimeSeries.Builder points = TimeSeries.builder("latency");
        for (int i = 0; i < 1_000; i++) {
            Instant at = Instant.parse("2026-01-05T00:00:00Z").plusSeconds(300L * i);
            points.add(at, at.equals(outage) ? 4_000 : 100 + i * 7 % 5);
        }
        TimeSeries recorded = points.build();

        replay.of(recorded)
                .through(Detectors.streaming())
                .firedWithin(outage, Duration.ofMinutes(30))
                .firedAtMost(2);
        replay.of(recorded).through("too slow", (clock, value) -> value > 5_000).neverFired();
    }

    @Test
    void series() {
        TimeSeries requests = TimeSeries.builder("requests")
                .add(Instant.parse("2026-01-05T00:00:00Z"), 100)
                .add(Instant.parse("2026-01-05T00:01:00Z"), 160)
                .add(Instant.parse("2026-01-05T00:02:00Z"), 30)
                .build();

        TimeSeries perSecond = Counters.rates(requests, Duration.ofMinutes(10));
        TimeSeries hourly = Resampling.every(Duration.ofHours(1)).resample(perSecond, Rollup::mean);
        TimeSeries daily = Resampling.days(ZoneId.of("Europe/Paris")).resample(hourly, Rollup::max);

        MetricStore store = MetricStore.create().memory(16 << 20);
        store.add(perSecond);
        double slow = store.hours("requests").get(0).quantile(0.99); // within 1 %

        assertThat(slow).isCloseTo(0.5, Offset.offset(0.005));
        assertThat(daily.values()).containsExactly(0.75);
    }

    @Test
    void canary() {
        Measure baseline = Measure.samples(
                IntStream.range(0, 500).mapToDouble(i -> 100 + i % 7).toArray());
        Measure canary = Measure.samples(
                IntStream.range(0, 500).mapToDouble(i -> 101 + i % 7).toArray());

        Verdict verdict = Canary.comparing(
                        MetricComparison.higherIsWorse("errors", Measure.rate(12, 90_000), Measure.rate(11, 10_000)),
                        MetricComparison.higherIsWorse("latency ms", baseline, canary)
                                .withMargin(0.1))
                .judge();
        verdict.decision(); // FAIL
        verdict.explain(); // one line a metric: effect, interval, p-value

        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.metrics().get(1).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void statistics() {
        double[] baseline = {1, 2, 3, 4, 5};
        double[] canary = {4, 5, 6, 7, 8};

        TestResult slower = MannWhitney.test(canary, baseline, Alternative.GREATER);
        ConfidenceInterval shift = MannWhitney.shift(canary, baseline, 0.95); // Hodges-Lehmann

        ConfidenceInterval always = ConfidenceSequence.proportion(3, 250, 0.95); // valid at every look

        double[] limits = GroupSequential.obrienFleming(5, 0.05).boundaries(); // five looks, one error level

        assertThat(slower.pValue()).isLessThan(0.05);
        assertThat(shift.estimate()).isEqualTo(3);
        assertThat(always.contains(0.012)).isTrue();
        assertThat(limits).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void regression() throws IOException {
        double[] before = {10, 11, 10, 11, 10, 11, 10, 11};
        double[] after = {20, 21, 20, 21, 20, 21, 20, 21};
        double[] nightlyMedians = {10, 10.1, 9.9, 10, 20, 20.1, 19.9, 20};
        Path result = Files.createTempFile("jmh", ".json");
        Files.writeString(result, "[]", StandardCharsets.UTF_8);

        PerformanceVerdict verdict =
                Performance.comparing(before, after).margin(0.05).judge();
        verdict.decision(); // FAIL only if the interval of the ratio lies beyond the margin

        List<Performance.Step> steps = Performance.steps(nightlyMedians); // where a slow drift happened after all
        Map<String, double[]> runs = JmhResults.read(result);

        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(steps).hasSize(1);
        assertThat(runs).isEmpty();
        Files.delete(result);
    }
}
