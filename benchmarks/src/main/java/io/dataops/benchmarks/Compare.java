package io.dataops.benchmarks;

import io.dataops.observability.regression.JmhResults;
import io.dataops.observability.regression.Performance;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** Compares two JMH result files, as information: {@code Compare BEFORE.json AFTER.json}. Never a gate. */
public final class Compare {

    private Compare() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("Compare BEFORE.json AFTER.json");
            System.exit(2);
        }
        print(JmhResults.read(Path.of(args[0])), JmhResults.read(Path.of(args[1])), System.out);
    }

    private static void print(Map<String, double[]> before, Map<String, double[]> after, PrintStream out) {
        before.forEach((benchmark, scores) -> {
            double[] now = after.get(benchmark);
            out.println(benchmark + ": "
                    + (now == null
                            ? "gone"
                            : Performance.comparing(scores, now).judge().explain()));
        });
    }
}
