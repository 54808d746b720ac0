package io.dataops.testing.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Impact;
import io.dataops.api.TestCase;
import io.dataops.api.TestPlan;
import io.dataops.api.TestSelector;
import io.dataops.api.TestSuite;
import java.time.Duration;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestSelectionTest {
    private final Impact impact = TestSelectionProperties.impact(new Random(3), 4);

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(TestSelector.class).stream().map(ServiceLoader.Provider::type))
                .contains(TestSelection.class);
    }

    @Test
    void refusesANegativeLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestSelection.within(Duration.ofMinutes(-1)))
                .withMessage("limit (PT-1M) must not be negative.");
    }

    @Test
    void aTestThatFailedOftenIsWorthMoreThanOneThatNeverDid() {
        TestSuite suite = TestSuite.of(
                new TestCase("never", Duration.ofSeconds(10), Set.of("a0"), 98, 0),
                new TestCase("often", Duration.ofSeconds(10), Set.of("a0"), 98, 48));
        TestPlan plan = TestSelection.within(Duration.ofSeconds(10)).select(impact, suite);
        assertThat(plan.selected()).extracting(t -> t.test().id()).containsExactly("often");
        double probability = impact.of("a0").orElseThrow().likelihood().value();
        assertThat(plan.value()).isCloseTo(probability * 0.49, within(1e-12));
        assertThat(plan.leftOut()).extracting(TestCase::id).containsExactly("never");
        assertThat(plan.unguarded()).containsExactlyInAnyOrder("a1", "a2", "a3");
        assertThat(plan.explain()).contains("notices a fault with probability 0.49");
    }

    @Test
    void anEmptySuiteAndAHugeLimitAreFine() {
        TestPlan none = TestSelection.within(Duration.ZERO).select(impact, TestSuite.of());
        assertThat(none.selected()).isEmpty();
        assertThat(none.unguarded()).hasSize(4);
        TestPlan all = TestSelection.within(Duration.ofSeconds(Long.MAX_VALUE))
                .select(impact, TestSuite.of(TestCase.of("a", Duration.ofDays(400_000), "a0", "a1")));
        assertThat(all.selected()).hasSize(1);
    }

    @Test
    void fourThousandTestsTakeNoLongerThanSeconds() {
        Random random = new Random(1);
        Impact big = TestSelectionProperties.impact(random, 2_000);
        TestSuite suite = TestSelectionProperties.suite(random, 4_000, 2_000);
        TestPlan plan = TestSelection.within(Duration.ofMinutes(30)).select(big, suite);
        assertThat(plan.value()).isGreaterThan(0.9 * plan.upperBound());
        assertThat(plan).isEqualTo(TestSelection.within(Duration.ofMinutes(30)).select(big, suite));
    }
}
