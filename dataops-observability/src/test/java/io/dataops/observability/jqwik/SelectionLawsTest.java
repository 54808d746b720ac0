package io.dataops.observability.jqwik;

import io.dataops.api.Budget;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.StreamingDetector;

/** The series of the laws have two days of a season before the choice; the choice falls on points, shapes or both. */
final class SelectionLawsTest extends DetectorLaws {
    @Override
    protected StreamingDetector start() {
        return Detectors.selection()
                .after(350)
                .maxFalseAlarmsPerPoint(0.01)
                .budget(Budget.steps(10_000))
                .start("rows");
    }
}
