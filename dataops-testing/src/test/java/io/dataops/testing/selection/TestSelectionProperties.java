package io.dataops.testing.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.dataops.api.TestSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TestSelectionProperties {

    static Impact impact(Random random, int assets) {
        List<AffectedAsset> affected = new ArrayList<>();
        for (int a = 0; a < assets; a++) {
            affected.add(new AffectedAsset(
                    "a" + a, Layer.CODE, Likelihood.exactly(random.nextInt(101) / 100.0), List.of("a" + a), Set.of()));
        }
        return new Impact(
                ChangeSet.of(Change.logicChanged("a0")),
                affected,
                Set.of(),
                a -> true,
                false,
                Provenance.of("by hand"));
    }

    static TestSuite suite(Random random, int tests, int assets) {
        List<TestCase> out = new ArrayList<>();
        for (int t = 0; t < tests; t++) {
            Set<String> covers = new TreeSet<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                covers.add("a" + random.nextInt(assets + 2));
            }
            int runs = random.nextInt(20);
            out.add(new TestCase(
                    "t" + t,
                    Duration.ofSeconds(random.nextInt(60)),
                    covers,
                    runs,
                    runs == 0 ? 0 : random.nextInt(runs)));
        }
        return new TestSuite(out);
    }

    /** The value by its definition, apart from the code under test. */
    static double value(Impact impact, List<TestCase> tests) {
        double sum = 0;
        for (AffectedAsset asset : impact.affected()) {
            double missed = 1;
            for (TestCase test : tests) {
                if (test.covers().contains(asset.asset())) {
                    missed *= 1 - (test.failures() + 1.0) / (test.runs() + 2.0);
                }
            }
            sum += asset.likelihood().value() * (1 - missed);
        }
        return sum;
    }

    static double bruteForce(Impact impact, TestSuite suite, Duration limit) {
        double best = 0;
        int n = suite.tests().size();
        for (int mask = 0; mask < 1 << n; mask++) {
            List<TestCase> chosen = new ArrayList<>();
            Duration taken = Duration.ZERO;
            for (int t = 0; t < n; t++) {
                if ((mask >> t & 1) != 0) {
                    chosen.add(suite.tests().get(t));
                    taken = taken.plus(suite.tests().get(t).duration());
                }
            }
            if (taken.compareTo(limit) <= 0) {
                best = Math.max(best, value(impact, chosen));
            }
        }
        return best;
    }

    @Property(tries = 150)
    void smallSuitesAreSolvedExactly(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 9) int tests,
            @ForAll @IntRange(min = 0, max = 200) int s) {
        Random random = new Random(seed);
        Impact impact = impact(random, 5);
        TestSuite suite = suite(random, tests, 5);
        Duration limit = Duration.ofSeconds(s);
        TestPlan plan = TestSelection.within(limit).select(impact, suite);
        double best = bruteForce(impact, suite, limit);
        assertThat(plan.value()).isCloseTo(best, within(1e-6));
        assertThat(plan.upperBound()).isGreaterThanOrEqualTo(best - 1e-9);
        assertThat(plan.value())
                .isCloseTo(
                        value(
                                impact,
                                plan.selected().stream().map(PlannedTest::test).toList()),
                        within(1e-9));
        assertThat(plan.total()).isLessThanOrEqualTo(limit);
    }

    @Property(tries = 60)
    void largerSuitesStayBelowTheirBoundAndNearIt(@ForAll long seed, @ForAll @IntRange(min = 21, max = 120) int tests) {
        Random random = new Random(seed);
        Impact impact = impact(random, 30);
        TestSuite suite = suite(random, tests, 30);
        TestPlan plan = TestSelection.within(Duration.ofSeconds(300)).select(impact, suite);
        assertThat(plan.total()).isLessThanOrEqualTo(Duration.ofSeconds(300));
        assertThat(plan.value()).isBetween(0.6 * plan.upperBound(), plan.upperBound());
        assertThat(plan.selected().size() + plan.leftOut().size()).isEqualTo((int) suite.tests().stream()
                .filter(t -> t.covers().stream().anyMatch(a -> impact.of(a).isPresent()))
                .count());
    }

    @Property(tries = 60)
    void theBoundHoldsForEverySelection(@ForAll long seed) {
        Random random = new Random(seed);
        Impact impact = impact(random, 8);
        TestSuite suite = suite(random, 14, 8);
        Objective objective = new Objective(impact, suite.tests());
        boolean[] open = new boolean[objective.tests.size()];
        java.util.Arrays.fill(open, true);
        double[] unnoticed = objective.unnoticed();
        int first = 0;
        while (first < open.length && random.nextBoolean()) {
            objective.add(first, unnoticed);
            open[first++] = false;
        }
        assertThat(objective.bound(unnoticed, open, 90) + 1e-9)
                .isGreaterThanOrEqualTo(bruteForce(impact, suite, Duration.ofSeconds(90)));
    }
}
