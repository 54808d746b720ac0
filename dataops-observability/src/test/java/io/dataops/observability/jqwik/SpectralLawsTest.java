package io.dataops.observability.jqwik;

import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.SpectralDetection;
import io.dataops.observability.anomaly.StreamingDetector;

final class SpectralLawsTest extends DetectorLaws {
    @Override
    protected StreamingDetector start() {
        return Detectors.spectral().window(64).maxFalseAlarmsPerPoint(0.02).start("rows");
    }

    @Override
    protected StreamingDetector restore(byte[] snapshot) {
        return SpectralDetection.restore(snapshot);
    }
}
