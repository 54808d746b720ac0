package io.dataops.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Anomaly;
import io.dataops.api.AnomalyScan;
import io.dataops.api.SeriesReport;
import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What the loop relies on in an {@link AnomalyScan}. */
public abstract class AnomalyScanContract {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    /** The scan under test, set up for hourly points with a daily season. */
    protected abstract AnomalyScan scan();

    private static TimeSeries hourly(int n, IntToDoubleFunction value) {
        TimeSeries.Builder series = TimeSeries.builder("rows");
        for (int i = 0; i < n; i++) {
            series.add(START.plus(Duration.ofHours(i)), value.applyAsDouble(i));
        }
        return series.build();
    }

    private static IntToDoubleFunction daily(long seed) {
        Random random = new Random(seed);
        return i -> 100 + 30 * Math.sin(2 * Math.PI * (i % 24) / 24.0) + random.nextGaussian();
    }

    @Test
    void aSpikeFarOutsideIsFoundWhereItIs() {
        IntToDoubleFunction calm = daily(1);
        SeriesReport report = scan().scan(hourly(24 * 42, i -> calm.applyAsDouble(i) + (i == 1000 ? 200 : 0)));
        assertThat(report.state()).isEqualTo(SeriesReport.State.WATCHING);
        Instant at = START.plus(Duration.ofHours(1000));
        assertThat(report.anomalies()).extracting(Anomaly::time).contains(at);
        Anomaly spike = report.anomalies().stream()
                .filter(a -> a.time().equals(at))
                .findFirst()
                .orElseThrow();
        assertThat(spike.value()).isGreaterThan(spike.upper());
        assertThat(spike.expected()).isBetween(spike.lower(), spike.upper());
        assertThat(spike.reason()).isNotBlank();
    }

    @Test
    void noLookAhead() {
        IntToDoubleFunction calm = daily(2);
        double[] values = new double[24 * 42];
        for (int i = 0; i < values.length; i++) {
            values[i] = calm.applyAsDouble(i) + (i == 700 || i == 900 ? -150 : 0);
        }
        List<Anomaly> whole = scan().scan(hourly(values.length, i -> values[i])).anomalies();
        for (int cut : new int[] {699, 700, 701, 800, 950}) {
            Instant until = START.plus(Duration.ofHours(cut));
            assertThat(scan().scan(hourly(cut, i -> values[i])).anomalies())
                    .isEqualTo(
                            whole.stream().filter(a -> a.time().isBefore(until)).toList());
        }
    }

    @Test
    void coldStartIsSaidAndNeverSilence() {
        assertThat(scan().scan(hourly(0, i -> 1)).state()).isEqualTo(SeriesReport.State.NO_DATA);
        assertThat(scan().scan(hourly(1, i -> 1)).state()).isEqualTo(SeriesReport.State.WARMING_UP);
        assertThat(scan().scan(hourly(50, i -> Double.NaN)).state()).isEqualTo(SeriesReport.State.NO_DATA);
    }

    @Test
    void missingAndInfiniteValuesAreCountedNotThrown() {
        IntToDoubleFunction calm = daily(3);
        SeriesReport report = scan().scan(hourly(
                24 * 30,
                i -> i % 50 == 7 ? Double.NaN : i % 50 == 9 ? Double.POSITIVE_INFINITY : calm.applyAsDouble(i)));
        assertThat(report.missing()).isPositive();
        assertThat(report.points()).isEqualTo(24 * 30);
    }

    @Test
    void aConstantSeriesIsCalm() {
        SeriesReport report = scan().scan(hourly(24 * 42, i -> 5));
        assertThat(report.anomalies()).isEmpty();
    }

    @Test
    void theSameSeriesGetsTheSameReport() {
        TimeSeries series = hourly(24 * 30, daily(4));
        AnomalyScan scan = scan();
        assertThat(scan.scan(series)).isEqualTo(scan.scan(series));
    }
}
