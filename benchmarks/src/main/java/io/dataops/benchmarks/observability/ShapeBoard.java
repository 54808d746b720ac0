package io.dataops.benchmarks.observability;

import io.dataops.api.Anomaly;
import io.dataops.api.TimeSeries;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.MatrixProfile;
import io.dataops.observability.anomaly.ShapeDetection;
import io.dataops.observability.anomaly.SpectralDetection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Stretches of an unusual shape in made-up beats and in an electrocardiogram; the speed of the matrix profile. */
public final class ShapeBoard implements Board {
    private static final int PERIOD = 100;
    /** Windows of five periods, the same budget of one false alarm in twenty of them as sub-sequence PCA has. */
    private static final SpectralDetection SPECTRAL =
            Detectors.spectral().window(512).maxFalseAlarmsPerPoint(1 / 2000.0);

    private static final String[] EVENTS = {"missing beat", "turned beat", "flat line", "double frequency"};

    @Override
    public String name() {
        return "shape";
    }

    @Override
    public String question() {
        return "are missing beats and changed shapes found, and how fast is the matrix profile, beside its definition";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        int runs = options.all() ? 200 : 40;
        double found = 0;
        double wrong = 0;
        double periods = 0;
        double nearFound = 0;
        double nearWrong = 0;
        double spectralFound = 0;
        double spectralWrong = 0;
        for (int event = 0; event < EVENTS.length; event++) {
            int hits = 0;
            int near = 0;
            int spectral = 0;
            int discord = 0;
            for (int run = 0; run < runs; run++) {
                Random random = new Random(100L * event + run);
                int at = 30 * PERIOD + random.nextInt(10 * PERIOD);
                boolean hit = false;
                TimeSeries beats = beats(random, event, 60 * PERIOD, at);
                for (Anomaly a : Detectors.shape(PERIOD).scan(beats).anomalies()) {
                    long i = a.time().getEpochSecond();
                    hit |= i >= at && i < at + PERIOD;
                    wrong += i < at || i >= at + 2 * PERIOD ? 1 : 0;
                }
                hits += hit ? 1 : 0;
                periods += 46;
                hit = false;
                for (Anomaly a :
                        Detectors.shape(PERIOD).matrixProfile().scan(beats).anomalies()) {
                    long i = a.time().getEpochSecond();
                    hit |= i >= at && i < at + PERIOD;
                    nearWrong += i < at || i >= at + 2 * PERIOD ? 1 : 0;
                }
                near += hit ? 1 : 0;
                hit = false;
                for (Anomaly a : SPECTRAL.scan(beats).anomalies()) {
                    long i = a.time().getEpochSecond();
                    hit |= i >= at && i < at + PERIOD;
                    spectralWrong += i >= 14 * PERIOD && (i < at || i >= at + 2 * PERIOD) ? 1 : 0;
                }
                spectral += hit ? 1 : 0;
                int odd =
                        MatrixProfile.discords(beats.values(), PERIOD, 1).get(0).from();
                discord += odd > at - PERIOD && odd < at + PERIOD ? 1 : 0;
            }
            found += (double) hits / runs / EVENTS.length;
            nearFound += (double) near / runs / EVENTS.length;
            spectralFound += (double) spectral / runs / EVENTS.length;
            out.printf(
                    Locale.ROOT,
                    "%-18s of %d found within a period: sub-sequence PCA %d, left matrix profile %d, spectral residual %d; the oddest stretch of the"
                            + " whole series by matrix profile %d%n",
                    EVENTS[event],
                    runs,
                    hits,
                    near,
                    spectral,
                    discord);
        }
        out.printf(
                Locale.ROOT,
                "false alarms in ten periods: sub-sequence PCA %.3f, left matrix profile %.3f, spectral residual %.3f%n",
                10 * wrong / periods,
                10 * nearWrong / periods,
                10 * spectralWrong / periods);
        Score score = new Score()
                .put("shape_found", found)
                .put("shape_false_per_10", 10 * wrong / periods)
                .put("profile_found", nearFound)
                .put("profile_false_per_10", 10 * nearWrong / periods)
                .put("spectral_found", spectralFound)
                .put("spectral_false_per_10", 10 * spectralWrong / periods);
        Path record = options.data().resolve("observability/tsb/data/benchmark/ECG/MBA_ECG805_data.out");
        electrocardiogram(record, Detectors.shape(PERIOD), out);
        electrocardiogram(record, Detectors.shape(PERIOD).matrixProfile(), out);
        return profile(score, out);
    }

    private static double beat(double t) {
        double u = t % PERIOD / PERIOD;
        return 10 * Math.exp(-200 * (u - 0.3) * (u - 0.3))
                - 4 * Math.exp(-300 * (u - 0.42) * (u - 0.42))
                + 2 * Math.sin(2 * Math.PI * u);
    }

    private static TimeSeries beats(Random random, int event, int n, int at) {
        TimeSeries.Builder series = TimeSeries.builder("beats");
        for (int t = 0; t < n; t++) {
            double value = beat(t);
            if (t >= at && t < at + PERIOD) {
                value = switch (event) {
                    case 0 -> 2 * Math.sin(2 * Math.PI * t / PERIOD);
                    case 1 -> -value;
                    case 2 -> 1;
                    default -> beat(2.0 * t);
                };
            }
            series.add(
                    Instant.EPOCH.plusSeconds(t),
                    value + (event == 2 && t >= at && t < at + PERIOD ? 0 : 0.4 * random.nextGaussian()));
        }
        return series.build();
    }

    /** Labelled stretches of a record of 230,400 points; the period is that of a beat at its rate, 100 points. */
    private static void electrocardiogram(Path file, ShapeDetection detection, PrintStream out) throws IOException {
        if (!Files.exists(file)) {
            out.println("no electrocardiogram in the data folder");
            return;
        }
        List<String> lines = Files.readAllLines(file);
        TimeSeries.Builder series = TimeSeries.builder("ECG");
        boolean[] labelled = new boolean[lines.size()];
        for (int i = 0; i < labelled.length; i++) {
            String[] cells = lines.get(i).split(",");
            series.add(Instant.EPOCH.plus(Duration.ofSeconds(i)), Double.parseDouble(cells[0]));
            labelled[i] = Double.parseDouble(cells[1]) > 0;
        }
        boolean[] alarmed = new boolean[labelled.length];
        int wrong = 0;
        int alarms = 0;
        for (Anomaly a : detection.scan(series.build()).anomalies()) {
            int i = (int) a.time().getEpochSecond();
            boolean near = false;
            for (int t = Math.max(0, i - PERIOD); t <= i; t++) {
                near |= labelled[t];
            }
            alarms++;
            wrong += near ? 0 : 1;
            alarmed[i] = true;
        }
        int stretches = 0;
        int hits = 0;
        for (int t = 1; t < labelled.length; t++) {
            if (labelled[t] && !labelled[t - 1]) {
                stretches++;
                int end = t;
                while (end < labelled.length && labelled[end]) {
                    end++;
                }
                boolean hit = false;
                for (int i = t; i < Math.min(alarmed.length, end + PERIOD); i++) {
                    hit |= alarmed[i];
                }
                hits += hit ? 1 : 0;
            }
        }
        out.printf(
                Locale.ROOT,
                "electrocardiogram, %s: %d of %d labelled stretches, %d of %d alarms elsewhere, in %d periods%n",
                detection,
                hits,
                stretches,
                wrong,
                alarms,
                labelled.length / PERIOD);
    }

    private static Score profile(Score score, PrintStream out) {
        int n = 100_000;
        Random random = new Random(5);
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = beat(t) + 0.4 * random.nextGaussian();
        }
        for (int t = n / 2; t < n / 2 + PERIOD; t++) {
            x[t] = random.nextGaussian();
        }
        long start = System.nanoTime();
        MatrixProfile whole = MatrixProfile.of(x, PERIOD);
        double full = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        MatrixProfile.Discord discord = MatrixProfile.discords(x, PERIOD, 1).get(0);
        double quick = (System.nanoTime() - start) / 1e9;
        double[] distances = whole.distances();
        int furthest = 0;
        for (int i = 0; i < distances.length; i++) {
            furthest = distances[i] > distances[furthest] ? i : furthest;
        }
        if (furthest != discord.from()) {
            throw new IllegalStateException("the discord is at " + furthest + ", not at " + discord.from());
        }
        int rows = 20;
        start = System.nanoTime();
        double worst = 0;
        for (int r = 0; r < rows; r++) {
            int i = r * (n - PERIOD) / rows;
            worst = Math.max(worst, Math.abs(plainRow(x, i) - distances[i]));
        }
        double plain = (System.nanoTime() - start) / 1e9 / rows * (n - PERIOD + 1);
        if (worst > 1e-6) {
            throw new IllegalStateException("the profile is off by " + worst);
        }
        out.printf(
                Locale.ROOT,
                "%,d points, stretches of %d: by definition %.0f s (from %d rows), whole profile %.1f s, discord %.2f s%n",
                n,
                PERIOD,
                plain,
                rows,
                full,
                quick);
        return score.put("profile_speedup", plain / full).put("discord_speedup", plain / quick);
    }

    /** One row by the definition: every other stretch scaled to mean 0 and deviation 1, then the Euclidean distance. */
    private static double plainRow(double[] x, int i) {
        double best = Double.POSITIVE_INFINITY;
        double[] own = scaled(x, i);
        for (int j = 0; j + PERIOD <= x.length; j++) {
            if (Math.abs(i - j) >= PERIOD / 2) {
                double[] other = scaled(x, j);
                double sum = 0;
                for (int k = 0; k < PERIOD; k++) {
                    sum += (own[k] - other[k]) * (own[k] - other[k]);
                }
                best = Math.min(best, sum);
            }
        }
        return Math.sqrt(best);
    }

    private static double[] scaled(double[] x, int from) {
        double mean = 0;
        for (int k = 0; k < PERIOD; k++) {
            mean += x[from + k] / PERIOD;
        }
        double variance = 0;
        for (int k = 0; k < PERIOD; k++) {
            variance += (x[from + k] - mean) * (x[from + k] - mean) / PERIOD;
        }
        double[] out = new double[PERIOD];
        for (int k = 0; k < PERIOD; k++) {
            out[k] = (x[from + k] - mean) / Math.sqrt(variance);
        }
        return out;
    }
}
