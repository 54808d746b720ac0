package io.dataops.scheduling.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OptaPlannerSearchTest {
    @Test
    void whatWasSpentBeforeIsTakenFromTheTime() {
        AtomicLong nanos = new AtomicLong(5);
        Budget budget = Budget.time(Duration.ofSeconds(2)).withTicker(nanos::get);
        Budget.Meter meter = budget.start();
        nanos.addAndGet(Duration.ofMillis(1_900).toNanos());
        assertThat(meter.timeLeft()).contains(Duration.ofMillis(100));
        assertThat(Budget.steps(3).start().timeLeft()).isEmpty();
    }
}
