package io.dataops.observability.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.TimeSeries;
import io.dataops.observability.anomaly.Detectors;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ReplayExtension.class)
final class ReplayTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static TimeSeries outageAt(int at) {
        Random random = new Random(1);
        TimeSeries.Builder series = TimeSeries.builder("latency");
        for (int i = 0; i < 1_000; i++) {
            series.add(START.plusSeconds(300L * i), 100 + random.nextGaussian() + (i >= at && i < at + 20 ? 900 : 0));
        }
        return series.build();
    }

    @Test
    void anOutagePagesSoonAndSilenceIsSilence(Replay replay) {
        TimeSeries recorded = outageAt(800);
        Instant outage = recorded.time(800);
        replay.of(recorded)
                .through(Detectors.streaming())
                .firedWithin(outage, Duration.ofMinutes(30))
                .quietBetween(START, START.plus(Duration.ofHours(10)))
                .firedAtMost(3);
        replay.of(recorded).through("too slow", (clock, value) -> value > 5_000).neverFired();
        assertThat(replay.clock().instant()).isEqualTo(recorded.time(999));
    }

    @Test
    void anyScanCanBeReplayed(Replay replay) {
        TimeSeries recorded = outageAt(900);
        Instant outage = recorded.time(900);
        replay.of(recorded).through(Detectors.shape(24)).firedWithin(outage, Duration.ofHours(2));
        replay.of(recorded).through(Detectors.select(outageAt(2_000))).firedWithin(outage, Duration.ofMinutes(30));
        replay.of(recorded).through(Detectors.spectral().window(64)).firedWithin(outage, Duration.ofMinutes(5));
        assertThat(replay.clock().instant()).isEqualTo(recorded.time(999));
    }

    @Test
    void aRuleThatStaysTrueFiresOnceAndReadsTheVirtualClock(Replay replay) {
        TimeSeries recorded = outageAt(500);
        Fired fired = replay.of(recorded)
                .through(
                        "slow", (clock, value) -> value > 500 && clock.instant().isAfter(START));
        assertThat(fired.fired(1).times()).containsExactly(recorded.time(500));
    }

    @Test
    void whatDoesNotHoldIsSaidWithWhatFired(Replay replay) {
        TimeSeries recorded = outageAt(500);
        Fired fired = replay.of(recorded).through("slow", (clock, value) -> value > 500);
        assertThatThrownBy(fired::neverFired)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("slow should fire 0 times, but fired 1 times")
                .hasMessageContaining(recorded.time(500).toString());
        assertThatThrownBy(() -> fired.firedWithin(START, Duration.ofMinutes(5)))
                .hasMessageContaining("should fire between");
        assertThatThrownBy(() -> fired.quietBetween(START, recorded.time(999))).hasMessageContaining("should be quiet");
    }
}
