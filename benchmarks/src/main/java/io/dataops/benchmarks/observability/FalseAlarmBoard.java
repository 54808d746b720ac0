package io.dataops.benchmarks.observability;

import io.dataops.api.TimeSeries;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.Judgement;
import io.dataops.observability.anomaly.ManySeries;
import io.dataops.observability.anomaly.StreamingDetector;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/** Promised and realised rates of false alarms on simulated series, and what is found at that price, how late. */
public final class FalseAlarmBoard implements Board {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAY = 288;
    private static final int WEEKS = 12;

    @Override
    public String name() {
        return "falsealarms";
    }

    @Override
    public String question() {
        return "does the detector keep its promised rate of false alarms, and what does it find at that price";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        int runs = options.all() ? 200 : 40;
        double worst = 1;
        out.printf(Locale.ROOT, "%-16s %10s %10s %8s%n", "5-minute series", "promised", "realised", "ratio");
        for (Simulation.Kind kind : Simulation.Kind.values()) {
            double alarms = 0;
            double promised = 0;
            for (int run = 0; run < runs; run++) {
                Random random = new Random(1000L * kind.ordinal() + run);
                double[] values = Simulation.values(kind, random, WEEKS * 7 * DAY, DAY);
                StreamingDetector detector = Detectors.streaming().start(kind.name());
                int judged = 0;
                for (int i = 0; i < values.length; i++) {
                    Judgement judgement = detector.accept(Simulation.START.plus(STEP.multipliedBy(i)), values[i]);
                    judged += judgement.state() == Judgement.State.WARMING_UP ? 0 : 1;
                    alarms += judgement.anomaly().isPresent() ? 1 : 0;
                }
                promised += judged / (7.0 * DAY);
            }
            double ratio = alarms / promised;
            worst = Math.max(worst, Math.max(ratio, 1 / ratio));
            out.printf(Locale.ROOT, "%-16s %10.1f %10.0f %8.2f%n", kind, promised, alarms, ratio);
        }
        Score score = new Score().put("worst_rate_ratio", worst);
        score.put("forest_rate_ratio", perPoint("forest", Detectors.forest()::start, Math.max(2, runs / 10), out));
        score.put("spectral_rate_ratio", perPoint("spectral", Detectors.spectral()::start, runs / 4, out));
        power(score, runs, out);
        manySeries(score, "fdr", true, out);
        return manySeries(score, "outage_fdr", false, out);
    }

    /** A detector that knows no season, at its default budget of one false alarm in 500 points. */
    private static double perPoint(
            String who, Function<String, StreamingDetector> detection, int runs, PrintStream out) {
        double worst = 1;
        out.printf(Locale.ROOT, "%-16s %10s %10s %8s %14s%n", who, "promised", "realised", "ratio", "95 % band");
        for (Simulation.Kind kind : Simulation.Kind.values()) {
            double alarms = 0;
            double judged = 0;
            double within = 0;
            for (int run = 0; run < runs; run++) {
                Random random = new Random(1000L * kind.ordinal() + run);
                double[] values = Simulation.values(kind, random, WEEKS * 7 * DAY, DAY);
                StreamingDetector detector = detection.apply(kind.name());
                for (int i = 0; i < values.length; i++) {
                    Judgement judgement = detector.accept(Simulation.START.plus(STEP.multipliedBy(i)), values[i]);
                    if (judgement.state() != Judgement.State.WARMING_UP) {
                        judged++;
                        within += values[i] >= judgement.lower() && values[i] <= judgement.upper() ? 1 : 0;
                    }
                    alarms += judgement.anomaly().isPresent() ? 1 : 0;
                }
            }
            double ratio = alarms / (judged / 500);
            worst = Math.max(worst, Math.max(ratio, 1 / ratio));
            out.printf(
                    Locale.ROOT,
                    "%-16s %10.1f %10.0f %8.2f %14.3f%n",
                    kind,
                    judged / 500,
                    alarms,
                    ratio,
                    within / judged);
        }
        return worst;
    }

    /**
     * 10,000 series round robin, one in twenty of each kind with an event, at a time of its own or all at once; what is believed of all
     * alarms at a level of 0.1.
     */
    private static Score manySeries(Score score, String key, boolean apart, PrintStream out) {
        int count = 10_000;
        int n = 1_440;
        int[] at = new int[count];
        double[][] values = new double[count][];
        Simulation.Event[] events = {
            Simulation.Event.SPIKE, Simulation.Event.DIP, Simulation.Event.SHIFT, Simulation.Event.WILD
        };
        int with = 0;
        for (int s = 0; s < count; s++) {
            Random random = new Random(9_000_000L + s);
            values[s] = Simulation.values(Simulation.Kind.values()[s % 6], random, n, DAY);
            at[s] = apart ? 700 + random.nextInt(600) : 1_200;
            if (hasEvent(s)) {
                with++;
                Simulation.inject(values[s], events[s / 120 % events.length], at[s], 100, 12, DAY);
            }
        }
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
        String[] names = new String[count];
        for (int s = 0; s < count; s++) {
            names[s] = "series " + s;
        }
        boolean[] found = new boolean[count];
        int right = 0;
        int wrong = 0;
        long start = System.nanoTime();
        for (int i = 0; i < n; i++) {
            Instant time = Simulation.START.plus(STEP.multipliedBy(i));
            for (int s = 0; s < count; s++) {
                if (fleet.accept(names[s], time, values[s][i]).isPresent()) {
                    boolean real = hasEvent(s) && i >= at[s] && i < at[s] + 110;
                    right += real ? 1 : 0;
                    wrong += real ? 0 : 1;
                    found[s] |= real;
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        double megabytes = (runtime.totalMemory() - runtime.freeMemory() - before) / 1e6;
        int power = 0;
        for (boolean f : found) {
            power += f ? 1 : 0;
        }
        double fdr = right + wrong == 0 ? 0 : (double) wrong / (right + wrong);
        out.printf(
                Locale.ROOT,
                "%,d series x %,d points, events %s: %d alarms, %d believed, %d of them false (level 0.1), %d of %d events found;"
                        + " %,.0f points a second, %.0f MB%n",
                fleet.size(),
                n,
                apart ? "apart" : "all at once",
                fleet.alarms(),
                right + wrong,
                wrong,
                power,
                with,
                (double) count * n / seconds,
                megabytes);
        score.put(key, fdr).put(key + "_power", power / (double) with);
        return apart
                ? score.put("fleet_points_per_s", (double) count * n / seconds).put("fleet_mb", megabytes)
                : score;
    }

    private static boolean hasEvent(int series) {
        return series / Simulation.Kind.values().length % 20 == 7;
    }

    /** One event each, in the fifth week; found if an alarm lies within it or the points of its length after. */
    private static Score power(Score score, int runs, PrintStream out) {
        out.printf(Locale.ROOT, "%-16s %10s %14s%n", "event", "found", "median delay");
        double all = 0;
        for (Simulation.Event event : Simulation.Event.values()) {
            int found = 0;
            int tried = 0;
            List<Integer> delays = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                for (Simulation.Kind kind : Simulation.Kind.values()) {
                    if (event == Simulation.Event.NO_SEASON && kind != Simulation.Kind.SEASONAL) {
                        continue;
                    }
                    if (event == Simulation.Event.FLAT && kind == Simulation.Kind.ZERO_INFLATED) {
                        continue;
                    }
                    tried++;
                    Random random = new Random(77_000L + 1000L * kind.ordinal() + run);
                    double[] values = Simulation.values(kind, random, 6 * 7 * DAY, DAY);
                    int at = 28 * DAY + random.nextInt(7 * DAY);
                    Simulation.inject(values, event, at, 200, 8, DAY);
                    int delay = delay(Simulation.series(kind.name(), values, STEP), at, 200);
                    if (delay >= 0) {
                        found++;
                        delays.add(delay);
                    }
                }
            }
            Collections.sort(delays);
            all += (double) found / tried / Simulation.Event.values().length;
            out.printf(
                    Locale.ROOT,
                    "%-16s %10.2f %14s%n",
                    event,
                    (double) found / tried,
                    delays.isEmpty() ? "-" : delays.get(delays.size() / 2) + " points");
        }
        return score.put("power", all);
    }

    private static int delay(TimeSeries series, int at, int length) {
        StreamingDetector detector = Detectors.streaming().start("s");
        for (int i = 0; i < at + length; i++) {
            boolean alarm =
                    detector.accept(series.time(i), series.value(i)).anomaly().isPresent();
            if (alarm && i >= at) {
                return i - at;
            }
        }
        return -1;
    }
}
