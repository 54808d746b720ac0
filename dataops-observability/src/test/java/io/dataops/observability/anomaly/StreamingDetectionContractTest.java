package io.dataops.observability.anomaly;

import io.dataops.api.AnomalyScan;
import io.dataops.api.contract.AnomalyScanContract;
import java.time.Duration;

final class StreamingDetectionContractTest extends AnomalyScanContract {
    @Override
    protected AnomalyScan scan() {
        return Detectors.seasonal(Duration.ofDays(1));
    }
}
