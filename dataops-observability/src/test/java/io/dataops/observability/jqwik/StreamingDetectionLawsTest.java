package io.dataops.observability.jqwik;

import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.StreamingDetector;

final class StreamingDetectionLawsTest extends DetectorLaws {
    @Override
    protected StreamingDetector start() {
        return Detectors.streaming().start("series");
    }
}
