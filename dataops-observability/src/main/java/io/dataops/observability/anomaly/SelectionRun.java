package io.dataops.observability.anomaly;

import io.dataops.api.Budget;
import io.dataops.api.TimeSeries;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.ExactBinomial;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Shows all detectors the same history, and from the same places on the same events. They go through the history side by side; what
 * they know at a place is restored for each event, so that a trial costs the points of its window alone.
 */
final class SelectionRun {
    static final int ROUNDS = 24;
    private static final double LEVEL = 0.95;
    /** What counts as keeping a budget, as for all detectors here. */
    private static final double TOLERATED = 1.5;

    private final TimeSeries history;
    private final Injector injector;
    private final List<InjectedEvent> events;
    private final Budget budget;
    private final Budget.Meter meter;
    private final double perPoint;
    private final List<Entrant> entrants = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();

    /** A detector on its way through the history. */
    private static final class Entrant {
        private final DetectorKind kind;
        private final String detection;
        private final StreamingDetector detector;
        private final boolean[] alarmed;
        /** What it knows at the place that is being tried. */
        private byte[] known = {};

        private int at;
        private boolean judges;
        private boolean ready;
        private int judged;
        private int alarms;

        Entrant(DetectorKind kind, String detection, StreamingDetector detector, int points) {
            this.kind = kind;
            this.detection = detection;
            this.detector = detector;
            this.alarmed = new boolean[points];
        }

        void advance(TimeSeries history, int to, int from) {
            for (; at < to; at++) {
                Judgement judgement = detector.accept(history.time(at), history.value(at));
                if (judgement.state() == Judgement.State.LEFT_OUT) {
                    continue;
                }
                judges = judgement.state() != Judgement.State.WARMING_UP;
                alarmed[at] = judgement.anomaly().isPresent();
                judged += judges && at >= from ? 1 : 0;
                alarms += alarmed[at] && at >= from ? 1 : 0;
            }
        }
    }

    SelectionRun(TimeSeries history, Injector injector, List<InjectedEvent> events, Budget budget, double perPoint) {
        this.history = history;
        this.injector = injector;
        this.events = events;
        this.budget = budget;
        this.meter = budget.start();
        this.perPoint = perPoint;
    }

    void enter(DetectorKind kind, String detection, StreamingDetector detector) {
        entrants.add(new Entrant(kind, detection, detector, history.size()));
    }

    List<Candidate> run() {
        int n = history.size();
        int window = injector.window();
        int from = (int) (n * 3L / 5);
        int rounds = rounds(n, window);
        SplittableRandom random = new SplittableRandom(budget.seed());
        for (int round = 0; round < rounds; round++) {
            if (round > 0 && meter.isSpent()) {
                break;
            }
            double room = (double) (n - window - from) / rounds;
            int at = (int) (from + room * (round + random.nextDouble()));
            for (Entrant entrant : entrants) {
                meter.spend(at - entrant.at);
                entrant.advance(history, at, from);
                entrant.ready = round == 0 ? entrant.judges : entrant.ready;
                entrant.known = entrant.ready ? entrant.detector.snapshot() : entrant.known;
            }
            for (InjectedEvent event : events) {
                double size = event.least + random.nextDouble() * (event.most - event.least);
                long seed = random.nextLong();
                double[] values = injector.with(event, at, size, seed);
                for (Entrant entrant : entrants) {
                    if (entrant.ready) {
                        int delay = delay(entrant, at, values);
                        trials.add(new Trial(entrant.kind, event, at, window, size, seed, delay));
                        meter.spend(window);
                    }
                }
            }
        }
        for (Entrant entrant : entrants) {
            meter.spend(n - entrant.at);
            entrant.advance(history, n, from);
        }
        trials.replaceAll(this::withoutChance);
        return entrants.stream().map(this::measured).toList();
    }

    private int rounds(int n, int window) {
        long each = (long) entrants.size() * events.size() * window;
        long left =
                budget.maxSteps() == Long.MAX_VALUE ? Long.MAX_VALUE : budget.maxSteps() - (long) entrants.size() * n;
        return (int) Math.max(1, Math.min(ROUNDS, left / Math.max(1, each)));
    }

    private int delay(Entrant entrant, int at, double[] values) {
        StreamingDetector detector = Detectors.restore(entrant.known);
        for (int i = 0; i < values.length; i++) {
            if (detector.accept(history.time(at + i), values[i]).anomaly().isPresent()) {
                return i;
            }
        }
        return -1;
    }

    /** What alarms without the event is not found by it. */
    private Trial withoutChance(Trial t) {
        return alarmsAt(t.kind(), t.at())
                ? new Trial(t.kind(), t.event(), t.at(), t.length(), t.size(), t.seed(), -1)
                : t;
    }

    /** Whether a detector alarms from a place on without an event. */
    private boolean alarmsAt(DetectorKind kind, int at) {
        boolean[] alarmed = entrant(kind).alarmed;
        for (int i = at; i < at + injector.window(); i++) {
            if (alarmed[i]) {
                return true;
            }
        }
        return false;
    }

    /**
     * What one found of the same events that the other did not, at the places where neither alarms without. What begins within one
     * window of the history shares its noise and counts as one place.
     */
    PairedPlaces compare(DetectorKind one, DetectorKind other) {
        Map<Integer, Integer> byPlace = new TreeMap<>();
        Map<InjectedEvent, Integer> byEvent = new EnumMap<>(InjectedEvent.class);
        int tried = 0;
        for (Trial t : trials) {
            if ((t.kind() == one || t.kind() == other) && !alarmsAt(one, t.at()) && !alarmsAt(other, t.at())) {
                int more = !t.found() ? 0 : t.kind() == one ? 1 : -1;
                byPlace.merge(t.at() / injector.window(), more, Integer::sum);
                byEvent.merge(t.event(), more, Integer::sum);
                tried += t.kind() == one ? 1 : 0;
            }
        }
        List<InjectedEvent> less = byEvent.keySet().stream()
                .filter(event -> byEvent.getOrDefault(event, 0) < 0)
                .toList();
        return PairedPlaces.of(List.copyOf(byPlace.values()), tried, less);
    }

    private Entrant entrant(DetectorKind kind) {
        return entrants.stream().filter(e -> e.kind == kind).findFirst().orElseThrow();
    }

    private Candidate measured(Entrant entrant) {
        Map<InjectedEvent, ConfidenceInterval> powers = new EnumMap<>(InjectedEvent.class);
        List<Trial> own = trials.stream().filter(t -> t.kind() == entrant.kind).toList();
        for (InjectedEvent event : events) {
            List<Trial> of = own.stream().filter(t -> t.event() == event).toList();
            if (!of.isEmpty()) {
                powers.put(event, share(of));
            }
        }
        double allowed = perPoint * entrant.judged;
        boolean over = entrant.alarms > 0
                && PoissonDistribution.of(Math.max(1e-9, TOLERATED * allowed)).survivalProbability(entrant.alarms - 1)
                        < 1 - LEVEL;
        Candidate.Standing standing = !entrant.ready
                ? Candidate.Standing.TOO_LITTLE_HISTORY
                : over ? Candidate.Standing.OVER_BUDGET : Candidate.Standing.MEASURED;
        double[] delays =
                own.stream().filter(Trial::found).mapToDouble(Trial::delay).toArray();
        return new Candidate(
                entrant.kind,
                standing,
                entrant.detection,
                entrant.judged,
                entrant.alarms,
                allowed,
                share(own),
                powers,
                delays.length == 0 ? Double.NaN : ScoreTail.median(delays),
                entrant.detector.snapshot().length);
    }

    private static ConfidenceInterval share(List<Trial> trials) {
        return ExactBinomial.interval(trials.stream().filter(Trial::found).count(), trials.size(), LEVEL);
    }

    List<Trial> trials() {
        return trials;
    }

    /** What a detector knows after the history. */
    byte[] trained(DetectorKind kind) {
        return entrant(kind).detector.snapshot();
    }

    Budget.Meter meter() {
        return meter;
    }
}
