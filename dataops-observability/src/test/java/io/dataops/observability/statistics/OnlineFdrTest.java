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
            OnlineFdr.Begun begun = other.begin(1);
            assertThat(begun.level()).isEqualTo(level);
            assertThat(other.end(begun, p)).isEqualTo(one.test(p));
        }
    }

    private record Open(OnlineFdr.Begun begun, double p, boolean real) {}

    /** Twenty tests are open at any time; one in ten has something to find; of half of them it is known before where they end. */
    @Test
    void overlappingTestsKeepTheRateToo() {
        double share = 0;
        int found = 0;
        for (int run = 0; run < 100; run++) {
            Random random = new Random(run);
            OnlineFdr tests = OnlineFdr.adaptive(0.1);
            Deque<Open> open = new ArrayDeque<>();
            int right = 0;
            int wrong = 0;
            for (int i = 0; i < 1_000; i++) {
                boolean real = random.nextInt(10) == 0;
                double p = real ? 1e-5 * random.nextDouble() : random.nextDouble();
                open.add(new Open(tests.begin(i % 2 == 0 ? 1 : p), p, real));
                if (open.size() > 20) {
                    Open ended = open.remove();
                    boolean finding = tests.end(ended.begun(), ended.p());
                    right += finding && ended.real() ? 1 : 0;
                    wrong += finding && !ended.real() ? 1 : 0;
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
        OnlineFdr.Begun first = tests.begin(0.1);
        assertThat(tests.begin(1).level()).isLessThan(first.level());
        OnlineFdr addis = OnlineFdr.adaptive(0.05);
        OnlineFdr.Begun candidate = addis.begin(0.2);
        assertThat(candidate.counted()).isFalse();
        assertThat(addis.begin(0.3).level()).isEqualTo(candidate.level());
        assertThat(addis.begin(1).level()).isLessThan(candidate.level());
        assertThatThrownBy(() -> tests.end(first, 2)).hasMessageContaining("pValue (2.0)");
        tests.end(first, 0.5);
        tests.end(first, 0.5);
        assertThatThrownBy(() -> tests.end(first, 0.5)).hasMessageContaining("No test was begun");
    }
}
