package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.observability.statistics.OnlineFdr;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A process that watches many series starts anew. */
final class ManySeriesFileTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static byte[] written(ManySeries fleet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fleet.write(out);
        return out.toByteArray();
    }

    private static double value(Random random, int s, int i) {
        return random.nextGaussian() + (i > 700 + 3 * s && i < 760 + 3 * s ? 9 : 0);
    }

    /** Written and read every 37 rounds, in the middle of events too; every answer is that of the watch that ran through. */
    @Test
    void whatIsReadGoesOnToTheLastBit() throws IOException {
        ManySeries through = ManySeries.of(Detectors.streaming(), 0.1).limit(30).forgetAfter(Duration.ofHours(9));
        ManySeries parted = ManySeries.of(Detectors.streaming(), 0.1).limit(30).forgetAfter(Duration.ofHours(9));
        Random one = new Random(1);
        Random other = new Random(1);
        int believed = 0;
        for (int i = 0; i < 900; i++) {
            if (i % 37 == 36) {
                byte[] bytes = written(parted);
                parted = ManySeries.read(new ByteArrayInputStream(bytes), Detectors.streaming());
                assertThat(written(parted)).isEqualTo(bytes);
            }
            Instant time = START.plusSeconds(300L * i);
            for (int s = 0; s < 32; s++) {
                Optional<Anomaly> alarm = through.accept("s" + s, time, value(one, s, i));
                assertThat(parted.accept("s" + s, time, value(other, s, i))).isEqualTo(alarm);
                believed += alarm.isPresent() ? 1 : 0;
            }
        }
        assertThat(believed).isGreaterThan(5);
        assertThat(parted.alarms()).isEqualTo(through.alarms());
        assertThat(parted.leftOut()).isEqualTo(2);
        assertThat(parted.size()).isEqualTo(30);
    }

    @Test
    void whatIsTruncatedOrDamagedIsRefused() throws IOException {
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
        for (int i = 0; i < 60; i++) {
            fleet.accept("a", START.plusSeconds(60L * i), i % 7);
            fleet.accept("b", START.plusSeconds(60L * i), i % 5);
        }
        byte[] good = written(fleet);
        for (int length = 0; length < good.length; length += 29) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> ManySeries.read(new ByteArrayInputStream(cut), Detectors.streaming()))
                    .as("%s bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int at = 4; at < good.length; at += 31) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x20;
            assertThatThrownBy(() -> ManySeries.read(new ByteArrayInputStream(damaged), Detectors.streaming()))
                    .as("byte %s", at)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> OnlineFdr.restore(new byte[3])).hasMessageContaining("snapshot (3 bytes)");
        assertThatThrownBy(() -> OnlineFdr.restore(new byte[44])).hasMessageContaining("snapshot (44 bytes)");
    }
}
