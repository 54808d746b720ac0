package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Every detector against values and times of any size in any order, and snapshots that somebody else has written. */
final class HostileDetectorsTest {
    private static final double[] VALUES = {
        0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        1e150,
        -1e150,
        1e-300,
        1e20
    };

    private static Map<String, Supplier<StreamingDetector>> detectors() {
        Map<String, Supplier<StreamingDetector>> all = new LinkedHashMap<>();
        all.put("point", () -> Detectors.streaming().start("s"));
        all.put("shape", () -> Detectors.shape(12).start("s"));
        all.put("matrix profile", () -> Detectors.shape(12).matrixProfile().start("s"));
        all.put("spectral", () -> Detectors.spectral().window(64).start("s"));
        all.put("forest", () -> Detectors.forest().start("s"));
        all.put("selection", () -> Detectors.selection().after(300).start("s"));
        return all;
    }

    @Test
    void valuesAndTimesOfAnySizeAreJudgedOrLeftOut() {
        detectors().forEach((name, start) -> {
            for (int seed = 0; seed < 6; seed++) {
                Random random = new Random(seed);
                StreamingDetector detector = start.get();
                long second = 0;
                for (int i = 0; i < 500; i++) {
                    second += random.nextInt(20) == 0 ? random.nextInt(100_000) - 1_000 : 60;
                    double value =
                            random.nextInt(3) == 0 ? VALUES[random.nextInt(VALUES.length)] : random.nextGaussian();
                    Instant time = random.nextInt(200) == 0 ? Instant.MIN : Instant.ofEpochSecond(second);
                    time = i == 490 ? Instant.MAX : time;
                    Judgement judgement = detector.accept(time, value);
                    assertThat(judgement.pValue()).as(name).isBetween(0.0, 1.0);
                    if (judgement.state() == Judgement.State.NORMAL || judgement.state() == Judgement.State.ANOMALOUS) {
                        assertThat(judgement.lower()).as(name).isLessThanOrEqualTo(judgement.upper());
                    }
                }
                byte[] snapshot = detector.snapshot();
                assertThat(Detectors.restore(snapshot).snapshot()).as(name).isEqualTo(snapshot);
            }
        });
    }

    /** The check sum is right, the bytes are not: refused, or a detector. */
    @Test
    void snapshotsOfSomebodyElseAreRefusedOrRead() {
        detectors().forEach((name, start) -> {
            Random random = new Random(1);
            StreamingDetector detector = start.get();
            for (int i = 0; i < 600; i++) {
                detector.accept(
                        Instant.EPOCH.plusSeconds(300L * i),
                        5 * Math.sin(i * 2 * Math.PI / 12) + random.nextGaussian());
            }
            byte[] good = detector.snapshot();
            int refused = 0;
            for (int k = 0; k < 400; k++) {
                byte[] forged = good.clone();
                for (int j = 0; j < 3; j++) {
                    int within = random.nextBoolean() ? Math.min(200, good.length - 16) : good.length - 16;
                    forged[16 + random.nextInt(within)] = (byte) random.nextInt(256);
                }
                seal(forged);
                try {
                    Detectors.restore(forged);
                } catch (IllegalArgumentException e) {
                    refused++;
                }
            }
            assertThat(refused).as(name).isPositive();
        });
    }

    private static void seal(byte[] snapshot) {
        CRC32 sum = new CRC32();
        sum.update(snapshot, 16, snapshot.length - 16);
        ByteBuffer.wrap(snapshot).putLong(8, sum.getValue() ^ ((long) snapshot.length << 32));
    }
}
