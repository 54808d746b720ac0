package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.Budget;
import io.dataops.api.TimeSeries;
import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ExactBinomial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ChoiceTest {
    private static final Candidate.Standing KEPT = Candidate.Standing.MEASURED;
    private static final Candidate.Standing OVER = Candidate.Standing.OVER_BUDGET;

    private final Map<DetectorKind, Candidate.Standing> standings = new EnumMap<>(DetectorKind.class);
    private final Map<DetectorKind, List<Integer>> leads = new EnumMap<>(DetectorKind.class);

    private final Map<DetectorKind, List<InjectedEvent>> less = new EnumMap<>(DetectorKind.class);

    private Choice choice() {
        List<Candidate> candidates = new ArrayList<>();
        standings.forEach((kind, standing) -> candidates.add(new Candidate(
                kind, standing, "", 0, 0, 0, ExactBinomial.interval(0, 0, 0.95), Map.of(), Double.NaN, 0)));
        return Choice.of(
                candidates,
                (one, other) ->
                        PairedPlaces.of(leads.getOrDefault(one, List.of()), 100, less.getOrDefault(one, List.of())));
    }

    private void all(Candidate.Standing standing) {
        for (DetectorKind kind : DetectorKind.values()) {
            standings.put(kind, standing);
        }
    }

    private static List<Integer> places(int count, int difference) {
        return Collections.nCopies(count, difference);
    }

    @Test
    void theDefaultIsLeftForCertaintyAlone() {
        all(KEPT);
        assertThat(choice().kind()).isEqualTo(DetectorKind.POINT_AND_SHAPE);
        leads.put(DetectorKind.SHAPE, places(6, 3));
        assertThat(choice().kind()).as("1/64 by luck, and six rivals tried it").isEqualTo(DetectorKind.POINT_AND_SHAPE);
        assertThat(choice().reason())
                .contains(
                        "no other finds more for certain and no event less: SHAPE comes nearest with +18.0 % of the same events at 6 places")
                .contains("p = 0.016 where 0.0083 is needed");
        leads.put(DetectorKind.SHAPE, places(7, 3));
        assertThat(choice().kind()).as("1/128").isEqualTo(DetectorKind.SHAPE);
        assertThat(choice().reason()).contains("more for certain than POINT_AND_SHAPE");
        leads.put(DetectorKind.FOREST, places(7, 4));
        assertThat(choice().kind()).as("the larger lead").isEqualTo(DetectorKind.FOREST);
        leads.put(DetectorKind.POINT, places(7, 4));
        assertThat(choice().kind()).as("the simplest of equals").isEqualTo(DetectorKind.POINT);
        less.put(DetectorKind.POINT, List.of(InjectedEvent.MISSING_BEAT));
        assertThat(choice().kind()).as("no event less").isEqualTo(DetectorKind.FOREST);
        leads.remove(DetectorKind.SHAPE);
        leads.remove(DetectorKind.FOREST);
        assertThat(choice().kind()).isEqualTo(DetectorKind.POINT_AND_SHAPE);
        assertThat(choice().reason()).contains("POINT comes nearest").endsWith("and less of missing beat");
    }

    @Test
    void whatAlarmsTooOftenIsNotChosen() {
        all(KEPT);
        leads.put(DetectorKind.SHAPE, places(20, 3));
        standings.put(DetectorKind.SHAPE, OVER);
        assertThat(choice().kind()).isEqualTo(DetectorKind.POINT_AND_SHAPE);
        standings.put(DetectorKind.POINT_AND_SHAPE, OVER);
        assertThat(choice().kind()).as("the simplest that keeps the budget").isEqualTo(DetectorKind.POINT);
        assertThat(choice().reason()).contains("the simplest that has learnt enough and keeps the budget");
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
            PairedPlaces places = PairedPlaces.of(Arrays.stream(d).boxed().toList(), 50, List.of());
            assertThat(places.pValue()).isCloseTo(Math.scalb((double) asMuch, -d.length), within(1e-12));
            assertThat(places.lead()).isEqualTo(sum / 50.0);
            assertThat(places.count()).isEqualTo(d.length);
        }
        assertThat(PairedPlaces.of(List.of(), 0, List.of())).isEqualTo(new PairedPlaces(0, 0, 1, List.of()));
    }

    @Test
    void withOneEventAPlaceItIsTheTestOfMcNemar() {
        List<Integer> differences = new ArrayList<>(places(9, 1));
        differences.addAll(places(2, -1));
        differences.addAll(places(13, 0));
        assertThat(PairedPlaces.of(differences, 24, List.of()).pValue())
                .isCloseTo(ExactBinomial.test(9, 11, 0.5, Alternative.GREATER).pValue(), within(1e-12));
    }

    /** Written apart, from the public trials and a scan of the history alone. */
    @Test
    void theReasonFollowsFromTheTrials() {
        Random random = new Random(11);
        TimeSeries.Builder builder = TimeSeries.builder("pressure");
        for (int i = 0; i < 1_400; i++) {
            builder.add(
                    Instant.parse("2026-01-05T00:00:00Z").plusSeconds(60L * i),
                    12 * (i % 35 / 9) + 1.5 * random.nextGaussian());
        }
        TimeSeries history = builder.build();
        Selection selection = Detectors.selection()
                .maxFalseAlarms(1, Duration.ofHours(8))
                .budget(Budget.steps(60_000).withSeed(3))
                .of(history);
        Map<DetectorKind, Boolean> better = new EnumMap<>(DetectorKind.class);
        List<DetectorKind> rivals = selection.candidates().stream()
                .filter(c -> c.standing() == KEPT && c.kind() != DetectorKind.POINT_AND_SHAPE)
                .map(Candidate::kind)
                .toList();
        boolean[] usual = alarms(selection, DetectorKind.POINT_AND_SHAPE, history);
        for (DetectorKind rival : rivals) {
            boolean[] own = alarms(selection, rival, history);
            Map<Integer, Integer> lead = new TreeMap<>();
            Map<InjectedEvent, Integer> events = new EnumMap<>(InjectedEvent.class);
            for (Trial t : selection.trials()) {
                boolean counts = t.kind() == rival || t.kind() == DetectorKind.POINT_AND_SHAPE;
                for (int i = t.at(); i < t.at() + t.length(); i++) {
                    counts &= !own[i] && !usual[i];
                }
                if (counts) {
                    int more = t.found() ? t.kind() == rival ? 1 : -1 : 0;
                    lead.merge(t.at() / 35, more, Integer::sum);
                    events.merge(t.event(), more, Integer::sum);
                }
            }
            PairedPlaces places = PairedPlaces.of(List.copyOf(lead.values()), 1, List.of());
            better.put(
                    rival,
                    places.pValue() <= 0.05 / rivals.size()
                            && events.values().stream().allMatch(sum -> sum >= 0));
            assertThat(lead.size()).isBetween(3, 16);
        }
        assertThat(selection.candidate(DetectorKind.POINT_AND_SHAPE).standing()).isEqualTo(KEPT);
        assertThat(better).containsEntry(DetectorKind.SPECTRAL, false).containsValue(true);
        assertThat(better).containsEntry(selection.chosen(), true);
        assertThat(selection.explain()).contains("more for certain than POINT_AND_SHAPE");
    }

    private static boolean[] alarms(Selection selection, DetectorKind kind, TimeSeries history) {
        StreamingDetector detector = selection.start(kind, "pressure");
        boolean[] alarms = new boolean[history.size()];
        for (int i = 0; i < alarms.length; i++) {
            alarms[i] =
                    detector.accept(history.time(i), history.value(i)).anomaly().isPresent();
        }
        return alarms;
    }
}
