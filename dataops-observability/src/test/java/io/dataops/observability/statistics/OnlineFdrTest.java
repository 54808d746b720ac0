package io.dataops.observability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that overlap in time. */
final class OnlineFdrTest {

    @Test
    void aTestThatEndsAtOnceIsLikeAnyOther() {
        OnlineFdr one = OnlineFdr.adaptive(0.1);
        OnlineFdr other = OnlineFdr.adaptive(0.1);
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            double p = random.nextInt(5) == 0 ? 1e-6 * random.nextDouble() : random.nextDouble();
            double level = other.nextLevel();
            assertThat(other.begin()).isEqualTo(level);
            assertThat(other.end(level, p)).isEqualTo(one.test(p));
        }
    }

    /** Twenty tests are open at any time; one in ten has something to find. */
    @Test
    void overlappingTestsKeepTheRateToo() {
        double share = 0;
        int found = 0;
        for (int run = 0; run < 100; run++) {
            Random random = new Random(run);
            OnlineFdr tests = OnlineFdr.adaptive(0.1);
            Deque<double[]> open = new ArrayDeque<>();
            int right = 0;
            int wrong = 0;
            for (int i = 0; i < 1_000; i++) {
                boolean real = random.nextInt(10) == 0;
                double p = real ? 1e-5 * random.nextDouble() : random.nextDouble();
                open.add(new double[] {tests.begin(), p, real ? 1 : 0});
                if (open.size() > 20) {
                    double[] ended = open.remove();
                    boolean finding = tests.end(ended[0], ended[1]);
                    right += finding && ended[2] == 1 ? 1 : 0;
                    wrong += finding && ended[2] == 0 ? 1 : 0;
                }
            }
            share += right + wrong == 0 ? 0 : (double) wrong / (right + wrong) / 100;
            found += right;
        }
        assertThat(share).isLessThanOrEqualTo(0.1);
        assertThat(found).as("of about 9,800").isGreaterThan(8_000);
    }

    @Test
    void whatIsOpenCountsAsPaidFor() {
        OnlineFdr tests = new OnlineFdr(0.05);
        double first = tests.begin();
        assertThat(tests.begin()).isLessThan(first);
        assertThatThrownBy(() -> tests.end(first, 2)).hasMessageContaining("pValue (2.0)");
        tests.end(first, 0.5);
        tests.end(first, 0.5);
        assertThatThrownBy(() -> tests.end(first, 0.5)).hasMessageContaining("No test was begun");
    }
}
