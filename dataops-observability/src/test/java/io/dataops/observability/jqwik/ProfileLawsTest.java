package io.dataops.observability.jqwik;

import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.StreamingDetector;

final class ProfileLawsTest extends DetectorLaws {
    @Override
    protected StreamingDetector start() {
        return Detectors.shape(12).matrixProfile().maxFalseAlarmsPerPeriod(0.5).start("rows");
    }
}
