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
import io.dataops.observability.anomaly.SeasonalDetection;
import io.dataops.observability.anomaly.StreamingDetector;
import io.dataops.observability.canary.Canary;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The examples of the package pages, as they stand there. */
final class PackageSnippetsTest {

    @Test
    void anomaly() {
        Instant time = Instant.parse("2026-01-05T00:00:00Z");
        TimeSeries series = TimeSeries.builder("rows").add(time, 1).build();

        SeasonalDetection detection = Detectors.seasonal(Duration.ofDays(1)).maxFalseAlarms(1, Duration.ofDays(30));

        SeriesReport report = detection.scan(series); // a whole series

        StreamingDetector detector = detection.start("rows"); // or point by point, with the same result
        Judgement judgement = detector.accept(time, 1_204);
        judgement.anomaly().ifPresent(a -> System.err.println(a.reason()));

        assertThat(report.state()).isEqualTo(SeriesReport.State.WARMING_UP);
        assertThat(judgement.state()).isEqualTo(Judgement.State.WARMING_UP);
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
}
