package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SnapshotTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static StreamingDetector fed(int n) {
        StreamingDetector detector = Detectors.seasonal(Duration.ofDays(7))
                .zone(ZoneId.of("Europe/Paris"))
                .holidays(List.of(LocalDate.of(2026, 5, 1)))
                .maxFalseAlarms(2, Duration.ofDays(30))
                .maxFalseAlarmsPerPoint(0.01)
                .start("rows");
        Random random = new Random(1);
        for (int i = 0; i < n; i++) {
            detector.accept(START.plusSeconds(3600L * i), random.nextGaussian());
        }
        return detector;
    }

    @Test
    void settingsComeBackWithTheState() {
        byte[] snapshot = fed(500).snapshot();
        assertThat(Detectors.restore(snapshot).snapshot()).isEqualTo(snapshot);
    }

    @Test
    void aBudgetAPointIsChecked() {
        assertThatThrownBy(() -> Detectors.streaming().maxFalseAlarmsPerPoint(0))
                .hasMessageContaining("share (0.0)");
        assertThatThrownBy(() -> Detectors.streaming().maxFalseAlarmsPerPoint(0.1))
                .hasMessageContaining("share (0.1)");
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] snapshot = fed(100).snapshot();
        snapshot[7] = 9;
        assertThatThrownBy(() -> Detectors.restore(snapshot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 9")
                .hasMessageContaining("version 2");
    }

    @Test
    void everyTruncationAndDamageIsRefused() {
        byte[] snapshot = fed(60).snapshot();
        for (int length = 0; length < snapshot.length; length += 7) {
            byte[] cut = Arrays.copyOf(snapshot, length);
            assertThatThrownBy(() -> Detectors.restore(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("snapshot (" + length + " bytes)");
        }
        for (int at = 16; at < snapshot.length; at += 13) {
            byte[] damaged = snapshot.clone();
            damaged[at] ^= 0x10;
            assertThatThrownBy(() -> Detectors.restore(damaged))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged");
        }
    }
}
