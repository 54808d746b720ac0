package io.dataops.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws of the nouns, against their definitions. */
final class NounsProperties {

    @Property
    void overlapIsASharedInstant(
            @ForAll @IntRange(max = 12) int a,
            @ForAll @IntRange(min = 1, max = 6) int lengthA,
            @ForAll @IntRange(max = 12) int b,
            @ForAll @IntRange(min = 1, max = 6) int lengthB) {
        Interval first = new Interval(Instant.ofEpochSecond(a), Instant.ofEpochSecond(a + lengthA));
        Interval second = new Interval(Instant.ofEpochSecond(b), Instant.ofEpochSecond(b + lengthB));
        boolean shared = false;
        for (int t = 0; t < 20; t++) {
            shared |= a <= t && t < a + lengthA && b <= t && t < b + lengthB;
        }
        assertThat(first.overlaps(second)).isEqualTo(shared);
        assertThat(second.overlaps(first)).isEqualTo(shared);
    }

    @Property
    void aChangeSetIsASetInOrder(@ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> picks) {
        List<Change> changes =
                picks.stream().map(i -> Change.logicChanged("a" + i)).toList();
        ChangeSet set = new ChangeSet(changes);
        assertThat(set.changes()).doesNotHaveDuplicates().containsAll(changes);
        assertThat(new ChangeSet(set.changes())).isEqualTo(set);
        List<Change> doubled = new ArrayList<>(changes);
        doubled.addAll(changes);
        assertThat(new ChangeSet(doubled)).isEqualTo(set);
    }

    @Property(tries = 200)
    void anImpactIsRankedWhateverTheOrder(@ForAll long seed, @ForAll @IntRange(max = 15) int n) {
        Random random = new Random(seed);
        List<AffectedAsset> assets = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Likelihood likelihood = Likelihood.exactly(random.nextInt(4) / 4.0);
            assets.add(new AffectedAsset("v" + i, Layer.CODE, likelihood, List.of("root", "v" + i), Set.of()));
        }
        Collections.shuffle(assets, random);
        Impact impact = impact(assets);
        for (int i = 1; i < n; i++) {
            assertThat(impact.affected().get(i).likelihood().value())
                    .isLessThanOrEqualTo(
                            impact.affected().get(i - 1).likelihood().value());
        }
        Collections.shuffle(assets, random);
        assertThat(impact(assets).affected()).isEqualTo(impact.affected());
        assertThat(new HashSet<>(impact.affected())).isEqualTo(new HashSet<>(assets));
    }

    private static Impact impact(List<AffectedAsset> assets) {
        return new Impact(ChangeSet.none(), assets, Set.of(), a -> true, false, Provenance.of("by hand"));
    }

    @Property
    void anyTextIsHarmlessInAMessage(@ForAll String source, @ForAll String place, @ForAll String expected) {
        String message = new InputException(source, place, expected).getMessage();
        assertThat(message).hasSizeLessThan(1_000).doesNotContainPattern("\\p{Cntrl}");
    }

    @Property
    void aBudgetOfStepsIsSpentAfterThatManySteps(@ForAll @IntRange(max = 500) int steps) {
        Budget.Meter meter = Budget.steps(steps).start();
        int taken = 0;
        while (!meter.isSpent()) {
            meter.spend(1);
            taken++;
        }
        assertThat(taken).isEqualTo(steps);
        assertThat(meter.provenance("search").steps()).isEqualTo(steps);
    }

    @Property
    void aPlanNeverTakesLongerThanItsLimit(
            @ForAll @IntRange(max = 100) int seconds, @ForAll @IntRange(max = 100) int limit) {
        PlannedTest test = new PlannedTest(TestCase.of("t", Duration.ofSeconds(seconds)), 1, "why");
        boolean refused = false;
        try {
            new TestPlan(
                    List.of(test), List.of(), Duration.ofSeconds(limit), 0, 0, List.of(), Provenance.of("by hand"));
        } catch (IllegalArgumentException e) {
            refused = true;
        }
        assertThat(refused).isEqualTo(seconds > limit);
    }
}
