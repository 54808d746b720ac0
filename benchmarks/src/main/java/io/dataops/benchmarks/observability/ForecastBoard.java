package io.dataops.benchmarks.observability;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.forecast.Forecast;
import io.dataops.observability.forecast.Forecasts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The hourly series of the M4 competition by its own measures; Naive2 reproduced as proof of the scorer. */
public final class ForecastBoard implements Board {
    private static final int SEASON = 24;

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public String question() {
        return "how good are forecasts of the hourly M4 series, to Naive2, and do the intervals hold";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        Path folder = options.data().resolve("observability/m4");
        List<double[]> train = read(folder.resolve("Train/Hourly-train.csv"));
        List<double[]> test = read(folder.resolve("Test/Hourly-test.csv"));
        int horizon = test.get(0).length;
        Forecasts given = Forecasts.automatic().seasons(SEASON, 7 * SEASON).horizon(horizon);
        Forecasts found = Forecasts.automatic().horizon(horizon);
        double[] inside = new double[1];
        Map<String, UnaryOperator<double[]>> methods = new LinkedHashMap<>();
        methods.put("Naive2", y -> Naive2.forecast(y, SEASON, horizon));
        methods.put("last day", y -> {
            double[] path = new double[horizon];
            for (int k = 0; k < horizon; k++) {
                path[k] = y[y.length - SEASON + k % SEASON];
            }
            return path;
        });
        methods.put("dataops", y -> given.of(y).toArray());
        methods.put("dataops, seasons found", y -> found.of(y).toArray());
        out.printf(Locale.ROOT, "%d series%n%-24s %8s %8s %8s%n", train.size(), "", "sMAPE", "MASE", "OWA");
        Map<String, double[]> results = new LinkedHashMap<>();
        methods.forEach((name, method) -> {
            double[] sums = new double[2];
            for (int i = 0; i < train.size(); i++) {
                double[] path = method.apply(train.get(i));
                sums[0] += smape(test.get(i), path) / train.size();
                sums[1] += mase(train.get(i), test.get(i), path) / train.size();
            }
            results.put(name, sums);
            double[] base = results.get("Naive2");
            out.printf(
                    Locale.ROOT,
                    "%-24s %8.3f %8.3f %8.3f%n",
                    name,
                    sums[0],
                    sums[1],
                    (sums[0] / base[0] + sums[1] / base[1]) / 2);
        });
        long start = System.nanoTime();
        for (int i = 0; i < train.size(); i++) {
            Forecast forecast = given.of(train.get(i));
            for (int k = 0; k < horizon; k++) {
                double truth = test.get(i)[k];
                boolean held = forecast.lower().get(k) <= truth
                        && truth <= forecast.upper().get(k);
                inside[0] += held ? 1.0 / horizon / train.size() : 0;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "90 %% intervals hold %.1f %%; %.0f series a second, one thread%n",
                100 * inside[0],
                train.size() / seconds);
        double[] ours = results.get("dataops");
        double[] unaided = results.get("dataops, seasons found");
        double[] base = results.get("Naive2");
        return new Score()
                .put("owa", (ours[0] / base[0] + ours[1] / base[1]) / 2)
                .put("smape", ours[0])
                .put("mase", ours[1])
                .put("owa_found", (unaided[0] / base[0] + unaided[1] / base[1]) / 2)
                .put("naive2_smape", base[0])
                .put("naive2_mase", base[1])
                .put("coverage90", inside[0])
                .put("series_per_s", train.size() / seconds);
    }

    private static double smape(double[] truth, double[] path) {
        double sum = 0;
        for (int k = 0; k < truth.length; k++) {
            sum += 200 * Math.abs(truth[k] - path[k]) / (Math.abs(truth[k]) + Math.abs(path[k])) / truth.length;
        }
        return sum;
    }

    private static double mase(double[] past, double[] truth, double[] path) {
        double scale = 0;
        for (int t = SEASON; t < past.length; t++) {
            scale += Math.abs(past[t] - past[t - SEASON]) / (past.length - SEASON);
        }
        double sum = 0;
        for (int k = 0; k < truth.length; k++) {
            sum += Math.abs(truth[k] - path[k]) / truth.length;
        }
        return sum / scale;
    }

    private static List<double[]> read(Path file) throws IOException {
        List<double[]> series = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.replace("\"", "").split(",");
            double[] values = new double[cells.length - 1];
            for (int i = 1; i < cells.length; i++) {
                values[i - 1] = Double.parseDouble(cells[i]);
            }
            series.add(values);
        }
        return series;
    }
}
