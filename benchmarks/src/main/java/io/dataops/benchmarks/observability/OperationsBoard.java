package io.dataops.benchmarks.observability;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.benchmarks.observability.NabScorer.Profile;
import io.dataops.benchmarks.observability.OperationsSeries.Incident;
import io.dataops.benchmarks.observability.OperationsSeries.Kind;
import io.dataops.benchmarks.observability.OperationsSeries.Made;
import io.dataops.observability.anomaly.Detectors;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Which incidents of made-up operations series are found under the default budget, scored as the Numenta benchmark does, beside the
 * thresholded random cut forest with its threshold picked on the labels. What the default detector is was chosen on series like these.
 */
public final class OperationsBoard implements Board {
    private static final double[] THRESHOLDS = {0.1, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95};

    @Override
    public String name() {
        return "operations";
    }

    @Override
    public String question() {
        return "which incidents of made-up operations series are found, beside the thresholded random cut forest";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        List<Made> corpus = LongStream.range(50_000, options.all() ? 50_720 : 50_180)
                .mapToObj(OperationsSeries::of)
                .toList();
        NabScorer ours = new NabScorer();
        NabScorer theirs = new NabScorer();
        ForestPeer peer = ForestPeer.CONFIGURATIONS.get(1);
        Map<String, int[]> found = new TreeMap<>();
        Map<Kind, Integer> elsewhere = new LinkedHashMap<>();
        for (Made made : corpus) {
            double[] marks = AnomalyBoard.marks(
                    made.series(), Detectors.streaming().start(made.series().name()));
            ours.add(made.windows(), made.probation(), marks);
            theirs.add(made.windows(), made.probation(), peer.grades(made.series(), 1));
            count(made, marks, found, elsewhere);
        }
        found.forEach((what, count) -> out.printf(Locale.ROOT, "%-32s %3d found of %3d%n", what, count[0], count[1]));
        elsewhere.forEach(
                (kind, count) -> out.printf(Locale.ROOT, "%-32s %3d alarms outside the windows%n", kind, count));
        double picked = Double.NEGATIVE_INFINITY;
        double at = 0;
        for (double threshold : THRESHOLDS) {
            double score = theirs.at(threshold, Profile.STANDARD);
            at = score > picked ? threshold : at;
            picked = Math.max(picked, score);
        }
        int[] mine = ours.counts(1);
        int[] other = theirs.counts(at);
        out.printf(Locale.ROOT, "%d series, %d incidents%n", corpus.size(), ours.windows());
        out.printf(Locale.ROOT, "dataops, default budget: %d found, %d points elsewhere%n", mine[0], mine[1]);
        out.printf(Locale.ROOT, "%s, grade %.2f: %d found, %d points elsewhere%n", peer, at, other[0], other[1]);
        return new Score()
                .put("fixed", ours.at(1, Profile.STANDARD))
                .put("found", mine[0] / (double) ours.windows())
                .put("rcf_picked", picked)
                .put("rcf_found", other[0] / (double) theirs.windows());
    }

    private static void count(Made made, double[] marks, Map<String, int[]> found, Map<Kind, Integer> elsewhere) {
        boolean[] inside = new boolean[marks.length];
        for (int w = 0; w < made.windows().length; w++) {
            Incident incident = made.incidents()[w];
            boolean hit = false;
            for (int i = made.windows()[w][0]; i <= made.windows()[w][1]; i++) {
                inside[i] = true;
                hit |= marks[i] > 0 && i >= made.probation();
            }
            for (String what : List.of("incident " + incident, "series " + made.kind())) {
                int[] counts = found.computeIfAbsent(what, k -> new int[2]);
                counts[0] += hit ? 1 : 0;
                counts[1]++;
            }
        }
        for (int i = made.probation(); i < marks.length; i++) {
            elsewhere.merge(made.kind(), marks[i] > 0 && !inside[i] ? 1 : 0, Integer::sum);
        }
    }
}
