package io.dataops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BudgetTest {

    @Test
    void stepsAreSpent() {
        Budget.Meter meter = Budget.steps(3).withSeed(42).start();
        assertThat(meter.isSpent()).isFalse();
        meter.spend(2);
        assertThat(meter.isSpent()).isFalse();
        meter.spend(1);
        assertThat(meter.isSpent()).isTrue();
        assertThat(meter.provenance("search")).isEqualTo(new Provenance("search", 42, 3, Optional.empty()));
        assertThat(meter.provenance("search")).hasToString("search, seed 42, 3 steps");
    }

    @Test
    void timeIsMeasuredByTheTickerAlone() {
        AtomicLong now = new AtomicLong(-5);
        Budget.Meter meter =
                Budget.time(Duration.ofMillis(2)).withTicker(now::get).start();
        assertThat(meter.isSpent()).isFalse();
        now.addAndGet(1_999_999);
        assertThat(meter.isSpent()).isFalse();
        assertThat(meter.timeLeft()).contains(Duration.ofNanos(1));
        now.addAndGet(1);
        assertThat(meter.isSpent()).isTrue();
        assertThat(meter.provenance("search").elapsed()).contains(Duration.ofMillis(2));
        now.addAndGet(1);
        assertThat(meter.timeLeft()).contains(Duration.ZERO);
        assertThat(Budget.steps(3).start().timeLeft()).isEmpty();
    }

    @Test
    void zeroIsSpentAtOnceAndForeverIsNever() {
        assertThat(Budget.steps(0).start().isSpent()).isTrue();
        assertThat(Budget.time(Duration.ZERO).start().isSpent()).isTrue();
        assertThat(Budget.time(Duration.ofSeconds(Long.MAX_VALUE)).start().isSpent())
                .isFalse();
        assertThat(Budget.time(Duration.ofSeconds(Long.MAX_VALUE)).start().timeLeft())
                .hasValueSatisfying(left -> assertThat(left).isGreaterThan(Duration.ofDays(100_000)));
    }

    @Test
    void anInterruptEndsTheSearchAndStaysSet() {
        Budget.Meter meter = Budget.steps(100).start();
        Thread.currentThread().interrupt();
        assertThat(meter.isSpent()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(meter.isSpent()).isFalse();
    }

    @Test
    void refusesNegativeAndUnlimited() {
        assertThatThrownBy(() -> Budget.steps(-1)).hasMessage("steps (-1) must not be negative.");
        assertThatThrownBy(() -> Budget.time(Duration.ofNanos(-1)))
                .hasMessage("time (PT-0.000000001S) must not be negative.");
        assertThatThrownBy(() -> Budget.steps(Long.MAX_VALUE)).hasMessageContaining("a budget needs a limit");
    }
}
