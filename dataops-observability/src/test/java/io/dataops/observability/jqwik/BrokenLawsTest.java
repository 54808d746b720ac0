package io.dataops.observability.jqwik;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Anomaly;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.StreamingDetector;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The laws can fail. */
final class BrokenLawsTest {

    /** Alarms beyond a fixed limit, forgets everything in its snapshot and counts missing values. */
    private static final class Fixed implements StreamingDetector {
        private int seen;

        @Override
        public Judgement accept(Instant time, double value) {
            seen++;
            boolean off = Math.abs(value) > 100 || seen % 400 == 0;
            Optional<Anomaly> alarm =
                    off ? Optional.of(new Anomaly("s", time, value, 0, -100, 100, 0.5, "beyond")) : Optional.empty();
            return new Judgement(Judgement.State.NORMAL, 0, -100, 100, 1, Optional.empty(), alarm);
        }

        @Override
        public byte[] snapshot() {
            return new byte[0];
        }
    }

    private static final class Laws extends DetectorLaws {
        @Override
        protected StreamingDetector start() {
            return new Fixed();
        }

        @Override
        protected StreamingDetector restore(byte[] snapshot) {
            return snapshot.length == 0 ? new Fixed() : Detectors.restore(snapshot);
        }
    }

    @Test
    void aDetectorWithAFixedLimitBreaksThem() {
        Laws laws = new Laws();
        assertThatThrownBy(() -> laws.scaleEquivariance(1)).hasMessageContaining("depend on the unit (seed 1)");
        assertThatThrownBy(() -> laws.shiftEquivariance(1)).hasMessageContaining("depend on zero");
        assertThatThrownBy(() -> laws.restartEquivalence(1, 100)).hasMessageContaining("restart after 100 points");
        assertThatThrownBy(() -> laws.missingValuesChangeNothing(1)).hasMessageContaining("missing values");
    }
}
