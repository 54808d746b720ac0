package io.dataops.observability.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ModelMonitorTest {

    @Test
    void calibrationAndGroups() {
        Random random = new Random(1);
        int n = 6000;
        double[] scores = new double[n];
        boolean[] outcomes = new boolean[n];
        String[] region = new String[n];
        for (int i = 0; i < n; i++) {
            double truth = random.nextDouble();
            region[i] = "r" + i % 3;
            outcomes[i] = random.nextDouble() < truth;
            scores[i] = i % 3 == 2 ? truth * truth : truth;
        }

        ModelMonitor monitor = ModelMonitor.of(scores, outcomes);
        CalibrationReport calibration = monitor.calibration(10); // Brier, log loss, reliability by bin with intervals
        GroupReport groups = monitor.byGroup(region, 0.5, 0.05); // selection, true and false positive rates by group
        groups.unequal(); // what differs from the others, after Holm's correction

        assertThat(groups.unequal()).extracting(GroupReport.Group::group).contains("r2");
        assertThat(groups.groups()).hasSize(9);
        assertThat(calibration.bins()).hasSize(10);
        assertThat(calibration.brier()).isBetween(0.15, 0.2);
    }

    @Test
    void figuresByHand() {
        CalibrationReport report = ModelMonitor.of(new double[] {0.9, 0.2, 1}, new boolean[] {true, false, false})
                .calibration(2);
        assertThat(report.brier()).isCloseTo((0.01 + 0.04 + 1) / 3, within(1e-12));
        assertThat(report.logLoss()).isCloseTo((-Math.log(0.9) - Math.log(0.8) - Math.log(1e-15)) / 3, within(1e-9));
        assertThat(report.bins()).extracting(CalibrationReport.Bin::n).containsExactly(1L, 2L);
        assertThat(report.expectedError()).isCloseTo((0.2 + 2 * 0.45) / 3, within(1e-12));
    }

    @Test
    void equalGroupsAreSeldomCalledUnequal() {
        Random random = new Random(2);
        int called = 0;
        for (int run = 0; run < 200; run++) {
            double[] scores = random.doubles(300).toArray();
            boolean[] outcomes = new boolean[300];
            String[] groups = new String[300];
            for (int i = 0; i < 300; i++) {
                outcomes[i] = random.nextBoolean();
                groups[i] = "g" + random.nextInt(3);
            }
            called += ModelMonitor.of(scores, outcomes)
                            .byGroup(groups, 0.5, 0.05)
                            .unequal()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(called).isLessThanOrEqualTo(19);
    }

    @Test
    void groupsOfOneAndBadInput() {
        ModelMonitor two = ModelMonitor.of(new double[] {0.1, 0.9}, new boolean[] {true, false});
        assertThat(two.byGroup(new String[] {"a", "b"}, 0.5, 0.05).unequal()).isEmpty();
        assertThat(two.byGroup(new String[] {"a", "a"}, 0.5, 0.05).unequal()).isEmpty();
        assertThatThrownBy(() -> ModelMonitor.of(new double[] {1.2}, new boolean[] {true}))
                .hasMessage("score (1.2) must be between 0 and 1.");
        assertThatThrownBy(() -> ModelMonitor.of(new double[0], new boolean[0])).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> two.calibration(0)).hasMessageContaining("bins (0)");
        assertThatThrownBy(() -> two.byGroup(new String[1], 0.5, 0.05)).hasMessageContaining("groups (1)");
        assertThatThrownBy(() -> two.byGroup(new String[] {"a", "b"}, 0.5, 1)).hasMessageContaining("alpha (1.0)");
    }
}
