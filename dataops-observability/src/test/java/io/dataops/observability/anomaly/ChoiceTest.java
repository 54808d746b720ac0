package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ExactBinomial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChoiceTest {
    private static final Candidate.Standing KEPT = Candidate.Standing.MEASURED;
    private static final Candidate.Standing OVER = Candidate.Standing.OVER_BUDGET;

    private final Map<DetectorKind, Candidate.Standing> standings = new EnumMap<>(DetectorKind.class);
    private final Map<DetectorKind, List<Integer>> leads = new EnumMap<>(DetectorKind.class);

    private Choice choice() {
        List<Candidate> candidates = new ArrayList<>();
        standings.forEach((kind, standing) -> candidates.add(new Candidate(
                kind, standing, "", 0, 0, 0, ExactBinomial.interval(0, 0, 0.95), Map.of(), Double.NaN, 0)));
        return Choice.of(candidates, (one, other) -> PairedPlaces.of(leads.getOrDefault(one, List.of()), 100));
    }

    private void all(Candidate.Standing standing) {
        for (DetectorKind kind : DetectorKind.values()) {
            standings.put(kind, standing);
        }
    }

    private static List<Integer> places(int count, int difference) {
        return java.util.Collections.nCopies(count, difference);
    }

    @Test
    void theDefaultIsLeftForCertaintyAlone() {
        all(KEPT);
        assertThat(choice().kind()).isEqualTo(DetectorKind.POINT_AND_SHAPE);
        leads.put(DetectorKind.SHAPE, places(6, 3));
        assertThat(choice().kind())
                .as("1/64 by luck, and five rivals tried it")
                .isEqualTo(DetectorKind.POINT_AND_SHAPE);
        assertThat(choice().reason())
                .contains(
                        "no other finds more for certain: SHAPE comes nearest with +18.0 % of the same events at 6 places")
                .contains("p = 0.016 where 0.010 is needed");
        leads.put(DetectorKind.SHAPE, places(7, 3));
        assertThat(choice().kind()).as("1/128").isEqualTo(DetectorKind.SHAPE);
        assertThat(choice().reason()).contains("more for certain than POINT_AND_SHAPE");
        leads.put(DetectorKind.FOREST, places(7, 4));
        assertThat(choice().kind()).as("the larger lead").isEqualTo(DetectorKind.FOREST);
        leads.put(DetectorKind.POINT, places(7, 4));
        assertThat(choice().kind()).as("the simplest of equals").isEqualTo(DetectorKind.POINT);
    }

    @Test
    void whatAlarmsTooOftenIsNotChosen() {
        all(KEPT);
        leads.put(DetectorKind.SHAPE, places(20, 3));
        standings.put(DetectorKind.SHAPE, OVER);
        assertThat(choice().kind()).isEqualTo(DetectorKind.POINT_AND_SHAPE);
        standings.put(DetectorKind.POINT_AND_SHAPE, OVER);
        assertThat(choice().kind()).as("the simplest that keeps the budget").isEqualTo(DetectorKind.POINT);
        assertThat(choice().reason()).contains("the simplest that keeps the budget");
        standings.put(DetectorKind.POINT, OVER);
        assertThat(choice().kind()).isEqualTo(DetectorKind.SEASONAL_POINT);
        all(OVER);
        leads.clear();
        assertThat(choice().kind()).isEqualTo(DetectorKind.POINT_AND_SHAPE);
        assertThat(choice().reason()).contains("all alarm more often");
        all(Candidate.Standing.TOO_LITTLE_HISTORY);
        assertThat(choice().kind()).isEqualTo(DetectorKind.POINT);
        standings.put(DetectorKind.POINT, KEPT);
        assertThat(choice().reason()).contains("no other keeps the budget or had learnt enough");
    }

    /** Against all signs, one by one. */
    @Test
    void thePairedTestCountsAllSigns() {
        Random random = new Random(5);
        for (int run = 0; run < 200; run++) {
            int[] d = random.ints(random.nextInt(11), -4, 6).toArray();
            int sum = Arrays.stream(d).sum();
            int asMuch = 0;
            for (int signs = 0; signs < 1 << d.length; signs++) {
                int other = 0;
                for (int i = 0; i < d.length; i++) {
                    other += (signs >> i & 1) == 1 ? d[i] : -d[i];
                }
                asMuch += other >= sum ? 1 : 0;
            }
            PairedPlaces places = PairedPlaces.of(Arrays.stream(d).boxed().toList(), 50);
            assertThat(places.pValue()).isCloseTo(Math.scalb((double) asMuch, -d.length), within(1e-12));
            assertThat(places.lead()).isEqualTo(sum / 50.0);
            assertThat(places.count()).isEqualTo(d.length);
        }
        assertThat(PairedPlaces.of(List.of(), 0)).isEqualTo(new PairedPlaces(0, 0, 1));
    }

    @Test
    void withOneEventAPlaceItIsTheTestOfMcNemar() {
        List<Integer> differences = new ArrayList<>(places(9, 1));
        differences.addAll(places(2, -1));
        differences.addAll(places(13, 0));
        assertThat(PairedPlaces.of(differences, 24).pValue())
                .isCloseTo(ExactBinomial.test(9, 11, 0.5, Alternative.GREATER).pValue(), within(1e-12));
    }
}
