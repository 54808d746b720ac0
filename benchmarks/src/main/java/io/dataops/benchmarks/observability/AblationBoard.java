package io.dataops.benchmarks.observability;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.anomaly.DetectorParts;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.StreamingDetector;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What each part of the default detector is worth: the detector without it, on simulated series, nothing else changed. */
public final class AblationBoard implements Board {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAY = 288;
    private static final int LENGTH = 200;

    @Override
    public String name() {
        return "ablation";
    }

    @Override
    public String question() {
        return "what is each part of the default detector worth on simulated series";
    }

    private record Row(
            double power,
            Map<Simulation.Event, Double> events,
            double delay,
            double alarmsAnEvent,
            double again,
            double calmer,
            Map<Simulation.Kind, Double> ratios) {
        double worst() {
            return ratios.values().stream()
                    .mapToDouble(r -> Math.max(r, 1 / r))
                    .max()
                    .orElse(Double.NaN);
        }
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        int runs = options.all() ? 40 : 12;
        out.printf(
                Locale.ROOT, "%-14s %6s %6s %7s %7s %7s |", "without", "power", "delay", "alarms", "second", "calmer");
        for (Simulation.Event event : Simulation.Event.values()) {
            out.printf(Locale.ROOT, " %9s", event);
        }
        out.print(" |");
        for (Simulation.Kind kind : Simulation.Kind.values()) {
            out.printf(Locale.ROOT, " %14s", kind);
        }
        out.println(" (realised to promised alarms)");
        List<String> parts = new ArrayList<>(List.of(""));
        parts.addAll(DetectorParts.all());
        Row whole = null;
        Score score = new Score();
        for (String part : parts) {
            Row row = row(part, runs);
            whole = whole == null ? row : whole;
            out.printf(
                    Locale.ROOT,
                    "%-14s %6.3f %6.0f %7.2f %7.2f %7.2f |",
                    part.isEmpty() ? "nothing" : part,
                    row.power(),
                    row.delay(),
                    row.alarmsAnEvent(),
                    row.again(),
                    row.calmer());
            row.events().values().forEach(p -> out.printf(Locale.ROOT, " %9.2f", p));
            out.print(" |");
            row.ratios().values().forEach(r -> out.printf(Locale.ROOT, " %14.2f", r));
            out.println();
            if (part.isEmpty()) {
                score.put("power", row.power()).put("worst_rate_ratio", row.worst());
            } else {
                String key = part.toLowerCase(Locale.ROOT);
                score.put(key + "_power", row.power()).put(key + "_ratio", row.worst());
            }
        }
        return score;
    }

    private static Row row(String part, int runs) {
        Map<Simulation.Event, Double> events = new EnumMap<>(Simulation.Event.class);
        List<Integer> delays = new ArrayList<>();
        double alarms = 0;
        double found = 0;
        for (Simulation.Event event : Simulation.Event.values()) {
            int hits = 0;
            int tried = 0;
            for (Simulation.Kind kind : Simulation.Kind.values()) {
                boolean none = (event == Simulation.Event.NO_SEASON && kind != Simulation.Kind.SEASONAL)
                        || (event == Simulation.Event.FLAT && kind == Simulation.Kind.ZERO_INFLATED);
                for (int run = 0; run < (none ? 0 : runs); run++) {
                    Random random = new Random(55_000L + 1000L * kind.ordinal() + run);
                    double[] values = Simulation.values(kind, random, 22 * DAY, DAY);
                    int at = 14 * DAY + random.nextInt(7 * DAY);
                    Simulation.inject(values, event, at, LENGTH, 8, DAY);
                    List<Integer> during = alarms(part, values, at, at + LENGTH);
                    tried++;
                    if (!during.isEmpty()) {
                        hits++;
                        delays.add(during.get(0) - at);
                        alarms += during.size();
                        found++;
                    }
                }
            }
            events.put(event, (double) hits / tried);
        }
        Collections.sort(delays);
        double power = events.values().stream().mapToDouble(d -> d).average().orElse(0);
        return new Row(
                power,
                events,
                delays.isEmpty() ? Double.NaN : delays.get(delays.size() / 2),
                alarms / Math.max(1, found),
                again(part, runs),
                calmer(part, runs),
                ratios(part, runs));
    }

    /** The second of two equal shifts, a day after the first has gone. */
    private static double again(String part, int runs) {
        int hits = 0;
        int tried = 0;
        for (Simulation.Kind kind : Simulation.Kind.values()) {
            for (int run = 0; run < runs; run++) {
                Random random = new Random(66_000L + 1000L * kind.ordinal() + run);
                double[] values = Simulation.values(kind, random, 20 * DAY, DAY);
                int at = 14 * DAY + random.nextInt(2 * DAY);
                Simulation.inject(values, Simulation.Event.SHIFT, at, 100, 20, DAY);
                Simulation.inject(values, Simulation.Event.SHIFT, at + 100 + DAY, 100, 20, DAY);
                tried++;
                hits += alarms(part, values, at + 100 + DAY, at + 200 + DAY).isEmpty() ? 0 : 1;
            }
        }
        return (double) hits / tried;
    }

    /** A spike of 10 eight weeks after the scatter fell to a quarter. */
    private static double calmer(String part, int runs) {
        int hits = 0;
        for (int run = 0; run < 3 * runs; run++) {
            Random random = new Random(88_000L + run);
            double[] values = Simulation.values(Simulation.Kind.GAUSSIAN, random, 85 * DAY, DAY);
            for (int i = 0; i < 28 * DAY; i++) {
                values[i] = 100 + 4 * (values[i] - 100);
            }
            int at = 84 * DAY + random.nextInt(DAY / 2);
            values[at] += 50;
            hits += alarms(part, values, at, at + 2).isEmpty() ? 0 : 1;
        }
        return hits / (3.0 * runs);
    }

    private static Map<Simulation.Kind, Double> ratios(String part, int runs) {
        Map<Simulation.Kind, Double> ratios = new EnumMap<>(Simulation.Kind.class);
        for (Simulation.Kind kind : Simulation.Kind.values()) {
            double alarms = 0;
            double promised = 0;
            for (int run = 0; run < runs; run++) {
                double[] values =
                        Simulation.values(kind, new Random(44_000L + 1000L * kind.ordinal() + run), 84 * DAY, DAY);
                StreamingDetector detector = DetectorParts.without(part, "s");
                int judged = 0;
                for (int i = 0; i < values.length; i++) {
                    Judgement judgement = detector.accept(Simulation.START.plus(STEP.multipliedBy(i)), values[i]);
                    judged += judgement.state() == Judgement.State.WARMING_UP ? 0 : 1;
                    alarms += judgement.anomaly().isPresent() ? 1 : 0;
                }
                promised += judged / (7.0 * DAY);
            }
            ratios.put(kind, alarms / promised);
        }
        return ratios;
    }

    private static List<Integer> alarms(String part, double[] values, int from, int to) {
        StreamingDetector detector = DetectorParts.without(part, "s");
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < to; i++) {
            boolean alarm = detector.accept(Simulation.START.plus(STEP.multipliedBy(i)), values[i])
                    .anomaly()
                    .isPresent();
            if (alarm && i >= from) {
                alarms.add(i);
            }
        }
        return alarms;
    }
}
