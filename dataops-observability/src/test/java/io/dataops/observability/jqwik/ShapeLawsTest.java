package io.dataops.observability.jqwik;

import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.StreamingDetector;

final class ShapeLawsTest extends DetectorLaws {
    @Override
    protected StreamingDetector start() {
        return Detectors.shape(12).maxFalseAlarmsPerPeriod(0.5).start("rows");
    }
}
