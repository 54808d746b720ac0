package io.dataops.observability.jqwik;

import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.ForestDetection;
import io.dataops.observability.anomaly.StreamingDetector;

final class ForestLawsTest extends DetectorLaws {
    @Override
    protected StreamingDetector start() {
        return Detectors.forest().samples(64).maxFalseAlarmsPerPoint(0.02).start("rows");
    }

    @Override
    protected StreamingDetector restore(byte[] snapshot) {
        return ForestDetection.restore(snapshot);
    }
}
