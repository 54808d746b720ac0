package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Anomaly;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class StreamingDetectionProperties {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final StreamingDetection DAILY = Detectors.seasonal(Duration.ofDays(1));

    /** A series with a season, irregular steps, gaps, missing values, outliers and shifts. */
    private static TimeSeries messy(long seed, int n, double scale, double offset) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("messy");
        Instant time = START;
        double shift = 0;
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(200);
            time = time.plusSeconds(kind == 0 ? 200_000 : kind == 1 ? -30 : 1800 + random.nextInt(3600));
            shift += kind == 2 ? 40 * random.nextGaussian() : 0;
            double value = 50 * Math.sin(time.getEpochSecond() / 86400.0 * 2 * Math.PI) + shift + random.nextGaussian();
            double seen =
                    kind == 3 ? Double.NaN : kind == 4 ? Double.POSITIVE_INFINITY : kind == 5 ? value * 30 : value;
            series.add(time, scale * seen + offset);
        }
        return series.build();
    }

    @Property(tries = 40)
    void streamingEqualsBatch(@ForAll long seed, @ForAll @IntRange(max = 700) int n) {
        TimeSeries series = messy(seed, n, 1, 0);
        StreamingDetector detector = DAILY.start("messy");
        List<Anomaly> streamed = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            detector.accept(series.time(i), series.value(i)).anomaly().ifPresent(streamed::add);
        }
        SeriesReport report = DAILY.scan(series);
        assertThat(streamed).isEqualTo(report.anomalies());
        assertThat(report.missing() + report.judged()).isLessThanOrEqualTo(n);
    }

    @Property(tries = 40)
    void alarmsDoNotDependOnTheUnit(@ForAll long seed) {
        List<Instant> plain = times(DAILY.scan(messy(seed, 600, 1, 0)));
        assertThat(times(DAILY.scan(messy(seed, 600, 1024, 0)))).isEqualTo(plain);
    }

    @Property(tries = 40)
    void everyAlarmOfASinglePointLiesOutsideItsBand(@ForAll long seed) {
        TimeSeries series = messy(seed, 600, 1, 0);
        StreamingDetector detector = DAILY.start("messy");
        for (int i = 0; i < series.size(); i++) {
            Judgement judgement = detector.accept(series.time(i), series.value(i));
            judgement.anomaly().ifPresent(a -> {
                View view = judgement.view().orElseThrow();
                if (view == View.SPIKE || view == View.SEASON) {
                    assertThat(a.value() < a.lower() || a.value() > a.upper()).isTrue();
                }
                assertThat(a.expected()).isBetween(a.lower(), a.upper());
                assertThat(a.pValue()).isBetween(0.0, 1.0);
            });
        }
    }

    @Property(tries = 30)
    void restoringAnywhereChangesNothing(
            @ForAll long seed, @ForAll @IntRange(max = 600) int cut, @ForAll boolean given) {
        TimeSeries series = messy(seed, 600, 1, 0);
        StreamingDetector whole = (given ? DAILY : Detectors.streaming()).start("messy");
        StreamingDetector parted = (given ? DAILY : Detectors.streaming()).start("messy");
        for (int i = 0; i < series.size(); i++) {
            if (i == cut || i % 97 == 0) {
                byte[] snapshot = parted.snapshot();
                parted = Detectors.restore(snapshot);
                assertThat(parted.snapshot()).isEqualTo(snapshot);
            }
            assertThat(parted.accept(series.time(i), series.value(i)))
                    .isEqualTo(whole.accept(series.time(i), series.value(i)));
        }
        assertThat(parted.snapshot()).isEqualTo(whole.snapshot()).hasSizeLessThan(32 * 1024);
    }

    private static List<Instant> times(SeriesReport report) {
        return report.anomalies().stream().map(Anomaly::time).toList();
    }
}
