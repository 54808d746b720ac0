package io.dataops.benchmarks.observability;

import io.dataops.api.Anomaly;
import io.dataops.api.TimeSeries;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.anomaly.Candidate;
import io.dataops.observability.anomaly.DetectorKind;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.Selection;
import io.dataops.observability.anomaly.StreamingDetector;
import io.dataops.observability.anomaly.Trial;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Does the detector that is chosen by a history find more of what comes after than any one detector would on all series? Series and events
 * are of other kinds than those that the choice knows.
 */
public final class SelectorBoard implements Board {
    private static final int HISTORY = 5_000;
    private static final int AFTER = 3_000;
    private static final int WINDOW = 100;
    private static final Duration STEP = Duration.ofMinutes(5);

    /** What the series are like. */
    enum Kind {
        PULSES(80),
        SAWTOOTH(48),
        DUTY_CYCLE(60),
        TRAFFIC(288),
        TWO_TONES(96),
        OSCILLATION(0),
        REVERTING_WALK(0),
        SKEWED(0);

        final int period;

        Kind(int period) {
            this.period = period;
        }
    }

    /** What happens to them. */
    enum Happening {
        PHASE_SLIP,
        HALF_AMPLITUDE,
        CLIPPED,
        DROP_OUT,
        DRIFT,
        ZIGZAG,
        STUCK_BETWEEN_TWO,
        PAIR_OF_SPIKES
    }

    @Override
    public String name() {
        return "selector";
    }

    @Override
    public String question() {
        return "does the detector chosen by a history find more than one detector for all series";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        int runs = options.all() ? 20 : 4;
        Map<DetectorKind, Integer> found = new EnumMap<>(DetectorKind.class);
        Map<DetectorKind, Integer> chosen = new EnumMap<>(DetectorKind.class);
        Map<DetectorKind, double[]> alarms = new EnumMap<>(DetectorKind.class);
        int trials = 0;
        int bySelector = 0;
        int byOracle = 0;
        double selectorAlarms = 0;
        double selectorAllowed = 0;
        double seconds = 0;
        int verified = 0;
        for (Kind kind : Kind.values()) {
            Map<DetectorKind, Integer> here = new EnumMap<>(DetectorKind.class);
            Map<DetectorKind, double[]> ratesHere = new EnumMap<>(DetectorKind.class);
            int selectorHere = 0;
            int tried = 0;
            StringBuilder choices = new StringBuilder();
            for (int run = 0; run < runs; run++) {
                double[] x = values(kind, new Random(31_000L + 100L * kind.period + 7919L * kind.ordinal() + run));
                long start = System.nanoTime();
                Selection selection = Detectors.select(series(x, HISTORY));
                seconds += (System.nanoTime() - start) / 1e9;
                verified += verify(selection, run);
                chosen.merge(selection.chosen(), 1, Integer::sum);
                choices.append(' ').append(selection.chosen());
                Map<DetectorKind, Integer> own = new EnumMap<>(DetectorKind.class);
                for (Candidate candidate : selection.candidates()) {
                    boolean there = candidate.standing() != Candidate.Standing.NO_PERIOD;
                    DetectorKind as = there ? candidate.kind() : DetectorKind.POINT;
                    Outcome outcome = follow(selection.start(as, "s"), kind, x, run);
                    own.put(candidate.kind(), outcome.found());
                    here.merge(candidate.kind(), outcome.found(), Integer::sum);
                    double allowed = outcome.judged() / (7.0 * 288);
                    double[] rate = alarms.computeIfAbsent(candidate.kind(), k -> new double[2]);
                    double[] rateHere = ratesHere.computeIfAbsent(candidate.kind(), k -> new double[2]);
                    rateHere[0] += outcome.alarms();
                    rateHere[1] += allowed;
                    rate[0] += outcome.alarms();
                    rate[1] += allowed;
                    if (candidate.kind() == selection.chosen()) {
                        selectorAlarms += outcome.alarms();
                        selectorAllowed += allowed;
                    }
                }
                tried += happenings(kind);
                selectorHere += own.getOrDefault(selection.chosen(), 0);
                byOracle += own.values().stream().mapToInt(i -> i).max().orElse(0);
            }
            trials += tried;
            bySelector += selectorHere;
            here.forEach((k, v) -> found.merge(k, v, Integer::sum));
            out.printf(Locale.ROOT, "%-15s %3d events, chosen finds %3d;", kind, tried, selectorHere);
            here.forEach((k, v) -> out.printf(
                    Locale.ROOT,
                    " %s %d (%.0f/%.0f)",
                    k,
                    v,
                    ratesHere.get(k)[0],
                    ratesHere.get(k)[1]));
            out.println("; chosen:" + choices);
        }
        int bestFixed = found.values().stream().mapToInt(i -> i).max().orElse(0);
        int n = trials;
        found.forEach((k, v) -> out.printf(
                Locale.ROOT,
                "%-16s finds %.3f, alarms at %.2f of the budget, chosen %d times%n",
                k,
                v / (double) n,
                alarms.get(k)[0] / alarms.get(k)[1],
                chosen.getOrDefault(k, 0)));
        return new Score()
                .put("selector_power", bySelector / (double) n)
                .put("best_fixed_power", bestFixed / (double) n)
                .put("point_power", found.get(DetectorKind.POINT) / (double) n)
                .put("oracle_power", byOracle / (double) n)
                .put("selector_rate_ratio", selectorAlarms / selectorAllowed)
                .put("trials_verified", verified)
                .put("seconds_each", seconds / (runs * Kind.values().length));
    }

    private record Outcome(int found, int alarms, int judged) {}

    /** All that may happen, at one place each, to what comes after the history; found if it alarms in time and does not without. */
    private static Outcome follow(StreamingDetector detector, Kind kind, double[] x, int run) {
        Random random = new Random(99 + run);
        int alarms = 0;
        int judged = 0;
        int found = 0;
        int next = 0;
        int window = Math.max(WINDOW, kind.period);
        int[] at = new int[Happening.values().length];
        for (int k = 0; k < at.length; k++) {
            at[k] = HISTORY + 100 + k * (AFTER - 500) / at.length + random.nextInt(20);
        }
        int[] seen = new int[at.length];
        for (int i = 0; i < x.length; i++) {
            while (next < at.length && at[next] == i) {
                Happening happening = Happening.values()[next];
                if (suits(happening, kind)) {
                    StreamingDetector copy = Detectors.restore(detector.snapshot());
                    double[] changed = changed(happening, kind, x, i, new Random(run));
                    for (int t = i; t < i + window && seen[next] == 0; t++) {
                        seen[next] = copy.accept(time(t), changed[t]).anomaly().isPresent() ? 1 : 0;
                    }
                }
                next++;
            }
            Judgement judgement = detector.accept(time(i), x[i]);
            if (i >= HISTORY) {
                judged += judgement.state() == Judgement.State.WARMING_UP ? 0 : 1;
                if (judgement.anomaly().isPresent()) {
                    alarms++;
                    for (int k = 0; k < at.length; k++) {
                        seen[k] = i >= at[k] && i < at[k] + window ? -1 : seen[k];
                    }
                }
            }
        }
        for (int s : seen) {
            found += s == 1 ? 1 : 0;
        }
        return new Outcome(found, alarms, judged);
    }

    /** Makes some trials again by a scan of the whole series; all must come out as they were told. */
    private static int verify(Selection selection, int run) {
        int verified = 0;
        for (int i = run; i < selection.trials().size(); i += 211) {
            Trial trial = selection.trials().get(i);
            if (trial.kind() == DetectorKind.FOREST) {
                continue;
            }
            TimeSeries with = selection.with(trial);
            StreamingDetector detector = selection.start(trial.kind(), "s");
            int delay = -1;
            for (int t = 0; t < with.size(); t++) {
                Anomaly alarm =
                        detector.accept(with.time(t), with.value(t)).anomaly().orElse(null);
                if (alarm != null && delay < 0 && t >= trial.at() && t < trial.at() + trial.length()) {
                    delay = t - trial.at();
                }
            }
            if (trial.found() && delay != trial.delay()) {
                throw new IllegalStateException(trial + " comes out with " + delay);
            }
            verified++;
        }
        return verified;
    }

    private static int happenings(Kind kind) {
        int count = 0;
        for (Happening happening : Happening.values()) {
            count += suits(happening, kind) ? 1 : 0;
        }
        return count;
    }

    private static boolean suits(Happening happening, Kind kind) {
        return kind.period > 0
                || (happening != Happening.PHASE_SLIP
                        && happening != Happening.HALF_AMPLITUDE
                        && happening != Happening.CLIPPED);
    }

    private static double[] changed(Happening happening, Kind kind, double[] x, int at, Random random) {
        double[] out = x.clone();
        int length = kind.period > 0 ? kind.period : 50;
        double unit = 0;
        double mean = 0;
        for (int i = HISTORY - 2_000; i < HISTORY; i++) {
            unit += Math.abs(x[i] - x[i - 1]) / 2_000 * 0.886;
            mean += x[i] / 2_000;
        }
        for (int i = at; i < at + length; i++) {
            double phase = (double) (i - at) / length;
            out[i] = switch (happening) {
                case PHASE_SLIP -> x[i - length / 2];
                case HALF_AMPLITUDE -> mean + 0.5 * (x[i] - mean);
                case CLIPPED -> Math.max(mean - 0.3 * Math.abs(x[i] - mean), Math.min(mean, x[i]));
                case DROP_OUT -> i < at + 4 ? mean - 8 * unit : x[i];
                case DRIFT -> x[i] + 8 * unit * phase;
                case ZIGZAG -> i < at + 12 ? x[i] + (i % 2 == 0 ? 4 : -4) * unit : x[i];
                case STUCK_BETWEEN_TWO -> x[at + i % 2];
                case PAIR_OF_SPIKES -> i == at || i == at + 3 ? x[i] + (6 + 2 * random.nextDouble()) * unit : x[i];
            };
        }
        return out;
    }

    private static double[] values(Kind kind, Random random) {
        double[] x = new double[HISTORY + AFTER];
        double one = 0;
        double two = 0;
        for (int i = 0; i < x.length; i++) {
            double noise = random.nextGaussian();
            double phase = kind.period > 0 ? (double) (i % kind.period) / kind.period : 0;
            x[i] = switch (kind) {
                case PULSES ->
                    20 * Math.exp(-300 * (phase - 0.4) * (phase - 0.4))
                            - 6 * Math.exp(-500 * (phase - 0.55) * (phase - 0.55))
                            + noise;
                case SAWTOOTH -> (10 + 30 * phase) * (1 + 0.05 * noise);
                case DUTY_CYCLE -> (phase < 0.35 ? 50 : 5) + 2 * noise;
                case TRAFFIC ->
                    Math.rint(100
                            + 60 * Math.sin(2 * Math.PI * phase)
                            + 25 * Math.sin(4 * Math.PI * phase + 0.7)
                            + 8 * noise);
                case TWO_TONES -> 5 * Math.sin(2 * Math.PI * i / 32) + 8 * Math.sin(2 * Math.PI * i / 96) + noise;
                case OSCILLATION -> {
                    double next = 1.5 * one - 0.8 * two + noise;
                    two = one;
                    one = next;
                    yield next;
                }
                case REVERTING_WALK -> one = 0.95 * one + noise;
                case SKEWED -> Math.exp(0.6 * noise);
            };
        }
        return x;
    }

    private static Instant time(int i) {
        return Simulation.START.plus(STEP.multipliedBy(i));
    }

    private static TimeSeries series(double[] x, int n) {
        TimeSeries.Builder series = TimeSeries.builder("history");
        for (int i = 0; i < n; i++) {
            series.add(time(i), x[i]);
        }
        return series.build();
    }
}
