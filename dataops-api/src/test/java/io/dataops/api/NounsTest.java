package io.dataops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NounsTest {

    private static AffectedAsset asset(String id, double value, String... path) {
        return new AffectedAsset(id, Layer.CODE, Likelihood.exactly(value), List.of(path), Set.of());
    }

    @Test
    void aChangeSetKeepsOrderAndDropsRepetition() {
        ChangeSet set = ChangeSet.of(Change.logicChanged("b"), Change.logicChanged("a"), Change.logicChanged("b"));
        assertThat(set.assets()).containsExactly("b", "a");
        assertThat(set.explain()).isEqualTo("b: logic changed\na: logic changed");
        assertThat(ChangeSet.none().isEmpty()).isTrue();
    }

    @Test
    void namesMustNotBeBlank() {
        assertThatThrownBy(() -> Change.columnDropped("", "discount")).hasMessage("asset () must not be blank.");
        assertThatThrownBy(() -> Change.columnRetyped("a", "b", " ", "int"))
                .hasMessage("oldType ( ) must not be blank.");
    }

    @Test
    void everyChangeDescribesItself() {
        assertThat(List.of(
                        Change.assetAdded("a"),
                        Change.assetRemoved("a"),
                        Change.configurationChanged("a"),
                        Change.columnAdded("a", "c"),
                        Change.columnRenamed("a", "c", "d"),
                        Change.columnRetyped("a", "c", "int", "text")))
                .extracting(Change::describe)
                .containsExactly(
                        "a: added",
                        "a: removed",
                        "a: configuration changed",
                        "a: column c added",
                        "a: column c renamed to d",
                        "a: column c retyped from int to text");
    }

    @Test
    void limitsMustEncloseTheValue() {
        assertThat(Likelihood.between(0.1, 0.2, 0.3)).hasToString("20.0 % [10.0 %, 30.0 %]");
        assertThat(Likelihood.between(0.2, 0.2, 0.2)).isEqualTo(Likelihood.exactly(0.2));
        assertThatThrownBy(() -> Likelihood.between(0.3, 0.2, 0.4))
                .hasMessage("limits [0.3, 0.4] must enclose the value (0.2).");
        assertThatThrownBy(() -> Likelihood.exactly(Double.NaN)).hasMessage("value (NaN) must be between 0 and 1.");
        assertThatThrownBy(() -> Likelihood.exactly(1.01)).hasMessage("value (1.01) must be between 0 and 1.");
    }

    @Test
    void anImpactRanksAndTellsUnknownFromUnreachable() {
        Impact impact = new Impact(
                ChangeSet.of(Change.logicChanged("a")),
                List.of(asset("c", 0.5, "a", "c"), asset("a", 1, "a"), asset("b", 0.5, "a", "b")),
                Set.of("ghost"),
                Set.of("a", "b", "c", "d")::contains,
                false,
                Provenance.of("by hand"));
        assertThat(impact.affected()).extracting(AffectedAsset::asset).containsExactly("a", "b", "c");
        assertThat(impact.top(1)).hasSize(1);
        assertThat(impact.top(99)).hasSize(3);
        assertThat(impact.reach("d")).isEqualTo(Reach.UNREACHABLE);
        assertThat(impact.reach("e")).isEqualTo(Reach.NOT_IN_GRAPH);
        assertThat(impact.explain("b")).isEqualTo("b: 50.0 % through a -> b");
        assertThat(impact.explain("e")).contains("not in the graph");
        assertThat(impact.explain()).endsWith("not in the graph: ghost");
        assertThatThrownBy(() -> impact.top(-1)).hasMessage("k (-1) must not be negative.");
    }

    @Test
    void recordsCopyWhatTheyAreGiven() {
        List<Change> changes = new ArrayList<>(List.of(Change.logicChanged("a")));
        ChangeSet set = new ChangeSet(changes);
        changes.clear();
        assertThat(set.changes()).hasSize(1);
        assertThatThrownBy(() -> set.changes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void messagesShowHostileNamesHarmlessly() {
        String hostile = "a\u001b[31m\n\u202e" + "x".repeat(10_000);
        assertThatThrownBy(() -> new TestCase(hostile, Duration.ofSeconds(-1), Set.of(), 0, 0))
                .message()
                .hasSizeLessThan(250)
                .doesNotContainPattern("\\p{Cntrl}")
                .doesNotContain("\u202e");
        assertThat(new InputException(hostile, hostile, hostile))
                .message()
                .hasSizeLessThan(1000)
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void aSuiteHasEachTestOnce() {
        TestCase test = TestCase.of("t", Duration.ZERO);
        assertThatThrownBy(() -> TestSuite.of(test, test))
                .hasMessage("test (t) is in the suite twice. Maybe rename one.");
        assertThatThrownBy(() -> new TestCase("t", Duration.ZERO, Set.of(), 1, 2))
                .hasMessage("failures (2) of t must be between 0 and runs (1).");
    }

    @Test
    void measuresAreChecked() {
        assertThatThrownBy(() -> Measure.rate(3, 2)).hasMessage("events (3) must be between 0 and trials (2).");
        assertThatThrownBy(() -> Measure.count(1, Double.NaN)).hasMessageContaining("exposure (NaN)");
        assertThat(Measure.samples(1, Double.NaN, 2).size()).isEqualTo(2);
        assertThatThrownBy(() -> MetricComparison.higherIsWorse("m", Measure.rate(1, 2), Measure.count(1, 2)))
                .hasMessage("metric (m) compares Rate with Count. Maybe measure both sides alike.");
        assertThatThrownBy(() -> MetricComparison.higherIsWorse("m", Measure.rate(1, 2), Measure.rate(1, 2))
                        .withMargin(0))
                .hasMessageContaining("margin (0.0) of m must be more than 0");
    }

    @Test
    void intervalsAndWindows() {
        Instant t = Instant.EPOCH;
        Interval first = new Interval(t, t.plusSeconds(10));
        assertThat(first.overlaps(new Interval(t.plusSeconds(10), t.plusSeconds(20))))
                .isFalse();
        assertThat(first.overlaps(new Interval(t.plusSeconds(9), t.plusSeconds(20))))
                .isTrue();
        assertThatThrownBy(() -> new Interval(t, t)).hasMessageContaining("must be after start");
        assertThatThrownBy(() -> new WeeklyWindow(Set.of(), LocalTime.MIN, LocalTime.NOON))
                .hasMessageContaining("days");
        assertThat(WeeklyWindow.on(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(4, 0))
                        .days())
                .containsExactly(DayOfWeek.SATURDAY);
    }

    @Test
    void aSeriesIsAValue() {
        TimeSeries a = TimeSeries.builder("rows").add(Instant.EPOCH, Double.NaN).build();
        assertThat(a)
                .isEqualTo(TimeSeries.builder("rows")
                        .add(Instant.EPOCH, Double.NaN)
                        .build());
        assertThat(a.asset()).isEqualTo("rows");
        a.values()[0] = 7;
        assertThat(a.value(0)).isNaN();
        TimeSeries.Builder many = TimeSeries.builder("many");
        for (int i = 0; i < 1000; i++) {
            many.add(Instant.ofEpochSecond(i), i);
        }
        assertThat(many.build().size()).isEqualTo(1000);
        assertThat(many.build().value(999)).isEqualTo(999);
    }

    @Test
    void aGapIsRelativeToTheValue() {
        assertThat(new PlanObjective("makespan min", 100, 90).gap()).isEqualTo(0.1);
        assertThat(new PlanObjective("makespan min", 0, 0).gap()).isZero();
        assertThatThrownBy(() -> new PlanObjective("makespan min", 1, 2)).hasMessageContaining("lowerBound (2.0)");
    }

    /** Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion: 0 of 10 gives [0, 0.278]. */
    @Test
    void aShareThatWasCountedHasItsInterval() {
        Likelihood half = Likelihood.counted(5, 10);
        assertThat(half.value()).isEqualTo(0.5);
        assertThat(half.lower()).isCloseTo(0.2366, within(1e-4));
        assertThat(half.upper()).isCloseTo(0.7634, within(1e-4));
        assertThat(half.basis()).isEqualTo(Likelihood.Basis.SAMPLED);
        assertThat(Likelihood.counted(0, 10).lower()).isZero();
        assertThat(Likelihood.counted(0, 10).upper()).isCloseTo(0.2775, within(1e-4));
        assertThat(Likelihood.counted(7, 7).upper()).isEqualTo(1);
        assertThatThrownBy(() -> Likelihood.counted(0, 0)).hasMessage("count (0) must be at least 1.");
        assertThatThrownBy(() -> Likelihood.counted(3, 2)).hasMessage("hits (3) must be between 0 and the count (2).");
    }
}
