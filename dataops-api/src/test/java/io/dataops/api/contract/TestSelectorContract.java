package io.dataops.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.Layer;
import io.dataops.api.Likelihood;
import io.dataops.api.PlannedTest;
import io.dataops.api.Provenance;
import io.dataops.api.TestCase;
import io.dataops.api.TestPlan;
import io.dataops.api.TestSelector;
import io.dataops.api.TestSuite;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the loop relies on in a {@link TestSelector}. */
public abstract class TestSelectorContract {
    private static final Impact IMPACT = new Impact(
            ChangeSet.of(Change.logicChanged("a")),
            List.of(
                    asset("a", Likelihood.exactly(1), "a"),
                    asset("b", Likelihood.between(0.4, 0.5, 0.6), "a", "b"),
                    asset("c", Likelihood.exactly(0.1), "a", "c")),
            Set.of(),
            asset -> Set.of("a", "b", "c", "z").contains(asset),
            false,
            Provenance.of("by hand"));

    private static final TestSuite SUITE = TestSuite.of(
            TestCase.of("fast-a", Duration.ofMinutes(1), "a"),
            TestCase.of("slow-a", Duration.ofMinutes(30), "a"),
            TestCase.of("b", Duration.ofMinutes(2), "b"),
            TestCase.of("elsewhere", Duration.ofSeconds(1), "z"));

    /** The selector under test. */
    protected abstract TestSelector selector();

    private static AffectedAsset asset(String id, Likelihood likelihood, String... path) {
        return new AffectedAsset(id, Layer.CODE, likelihood, List.of(path), Set.of());
    }

    @Test
    void staysWithinTheLimit() {
        for (int minutes = 0; minutes <= 40; minutes++) {
            TestPlan plan = selector().select(IMPACT, SUITE, Duration.ofMinutes(minutes));
            assertThat(plan.total()).isLessThanOrEqualTo(Duration.ofMinutes(minutes));
            assertThat(plan.upperBound()).isGreaterThanOrEqualTo(plan.value());
        }
    }

    @Test
    void prefersWhatGuardsTheMostForItsTime() {
        TestPlan plan = selector().select(IMPACT, SUITE, Duration.ofMinutes(1));
        assertThat(plan.selected()).extracting(t -> t.test().id()).containsExactly("fast-a");
    }

    @Test
    void leavesOutWhatTouchesNothingAffected() {
        TestPlan plan = selector().select(IMPACT, SUITE, Duration.ofHours(10));
        assertThat(plan.selected())
                .extracting(t -> t.test().id())
                .doesNotContain("elsewhere")
                .contains("fast-a", "b");
        assertThat(plan.leftOut()).extracting(TestCase::id).doesNotContain("elsewhere");
    }

    @Test
    void namesWhatNoTestExercises() {
        TestPlan plan = selector().select(IMPACT, SUITE, Duration.ofHours(10));
        assertThat(plan.unguarded()).containsExactly("c");
    }

    @Test
    void nothingToTestIsAPlanWithoutTests() {
        Impact nothing =
                new Impact(ChangeSet.none(), List.of(), Set.of(), asset -> false, false, Provenance.of("by hand"));
        assertThat(selector().select(nothing, SUITE, Duration.ofHours(1)).selected())
                .isEmpty();
        assertThat(selector()
                        .select(IMPACT, TestSuite.of(), Duration.ofHours(1))
                        .selected())
                .isEmpty();
    }

    @Test
    void theOrderOfTheSuiteDoesNotDecide() {
        TestSuite reversed = TestSuite.of(
                SUITE.tests().get(3),
                SUITE.tests().get(2),
                SUITE.tests().get(1),
                SUITE.tests().get(0));
        assertThat(selector().select(IMPACT, reversed, Duration.ofMinutes(3)).selected())
                .extracting(PlannedTest::test)
                .isEqualTo(selector().select(IMPACT, SUITE, Duration.ofMinutes(3)).selected().stream()
                        .map(PlannedTest::test)
                        .toList());
    }
}
