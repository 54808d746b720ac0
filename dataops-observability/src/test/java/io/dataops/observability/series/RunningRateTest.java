package io.dataops.observability.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RunningRateTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private final RunningRate rate = new RunningRate(Duration.ofMinutes(1));

    @Test
    void aMissedReadingChangesNoRate() {
        assertThat(rate.read(NOON, 1_000, 10)).isFalse();
        assertThat(rate.rate()).isNaN();
        assertThat(rate.read(NOON.plusSeconds(60), 1_050, 15)).isTrue();
        assertThat(rate.rate()).isEqualTo(50);
        assertThat(rate.mean()).isCloseTo(0.1, within(1e-12));
        assertThat(rate.read(NOON.plusSeconds(120), Double.NaN, 15)).isFalse();
        assertThat(rate.read(NOON.plusSeconds(120), 1_100, -1)).isFalse();
        assertThat(rate.read(NOON.plusSeconds(180), 1_150, 15)).isTrue();
        assertThat(rate.rate()).isEqualTo(50);
        assertThat(rate.mean()).isZero();
    }

    @Test
    void aReadingRightAfterAnotherWaitsAndAShorterScheduleIsLearnt() {
        rate.read(NOON, 0);
        rate.read(NOON.plusSeconds(60), 60);
        assertThat(rate.read(NOON.plusSeconds(61), 60)).isFalse();
        assertThat(rate.read(NOON.plusSeconds(60), 60)).isFalse();
        assertThat(rate.read(NOON.plusSeconds(120), 120)).isTrue();
        assertThat(rate.rate()).isEqualTo(60);
        int told = 0;
        for (int second = 130; second <= 720; second += 10) {
            told += rate.read(NOON.plusSeconds(second), second) ? 1 : 0;
            assertThat(rate.rate()).isCloseTo(60, within(1e-9));
        }
        assertThat(told).as("of 60 readings ten seconds apart").isGreaterThan(55);
    }

    @Test
    void aResetCountsWhatCameSince() {
        rate.read(NOON, 1_000);
        assertThat(rate.read(NOON.plusSeconds(60), 20)).isTrue();
        assertThat(rate.rate()).isEqualTo(20);
        assertThat(rate.read(NOON.plusSeconds(120), 20)).isTrue();
        assertThat(rate.rate()).isZero();
        assertThat(rate.mean()).as("nothing was counted").isNaN();
    }

    @Test
    void extremeTimesAndUnits() {
        rate.read(Instant.MIN, 0);
        assertThat(rate.read(Instant.MAX, 1)).isTrue();
        assertThat(rate.rate()).isBetween(0.0, 1e-9);
        assertThatThrownBy(() -> new RunningRate(Duration.ofSeconds(-1)))
                .hasMessage("per (PT-1S) must be more than zero.");
    }
}
