package io.dataops.benchmarks.observability;

import io.dataops.api.TimeSeries;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.benchmarks.observability.NabCorpus.Labelled;
import io.dataops.benchmarks.observability.NabScorer.Profile;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.StreamingDetection;
import io.dataops.observability.anomaly.StreamingDetector;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The Numenta Anomaly Benchmark on the files that are given, by its own scoring. Our detector has a budget of false
 * alarms; the benchmark's one threshold for the corpus is one multiple of the default budget for the corpus, picked on the labels
 * as for everybody, and {@code nab_fixed} is the default budget itself, fixed before.
 */
public final class AnomalyBoard implements Board {
    /** Alarms a week: half-octaves from one in four years to eight a day. */
    private static final int BUDGETS = 28;

    /** False alarms a point that our own forest is allowed. */
    private static final double[] FOREST_BUDGETS = {0.02, 0.01, 0.005, 1 / 500.0, 0.001, 0.0005};

    @Override
    public String name() {
        return "anomaly";
    }

    @Override
    public String question() {
        return "which labelled events of real series are found, beside the thresholded random cut forest";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        List<Labelled> corpus = NabCorpus.read(options.data().resolve("observability/nab"));
        int points = corpus.stream().mapToInt(l -> l.series().size()).sum();
        out.printf(Locale.ROOT, "%d series, %,d points%n", corpus.size(), points);
        out.printf(
                Locale.ROOT, "%-46s %8s %8s %8s%n", "threshold picked on the labels", "standard", "low FP", "low FN");

        Map<Profile, Double> ours = new LinkedHashMap<>();
        for (int b = 0; b < BUDGETS; b++) {
            NabScorer scorer = scored(
                    corpus,
                    Detectors.streaming()
                            .maxFalseAlarms(budget(b), Duration.ofDays(7))
                            .maxFalseAlarmsPerPoint(Math.min(0.05, budget(b) / 500)));
            for (Profile profile : Profile.values()) {
                ours.merge(profile, scorer.at(1, profile), Math::max);
            }
        }
        row(out, "dataops", ours);

        Map<Profile, Double> forestPicked = new LinkedHashMap<>();
        Map<Profile, Double> forestBefore = new LinkedHashMap<>();
        double forestSeconds = Double.MAX_VALUE;
        for (double share : FOREST_BUDGETS) {
            long start = System.nanoTime();
            NabScorer scorer = scored(
                    corpus,
                    name -> Detectors.forest().maxFalseAlarmsPerPoint(share).start(name));
            forestSeconds = Math.min(forestSeconds, (System.nanoTime() - start) / 1e9);
            for (Profile profile : Profile.values()) {
                forestPicked.merge(profile, scorer.at(1, profile), Math::max);
                if (share == 1 / 500.0) {
                    forestBefore.put(profile, scorer.at(1, profile));
                }
            }
        }
        row(out, "dataops, own forest (shingle 8, 30 trees)", forestPicked);

        Map<Profile, Double> theirs = new LinkedHashMap<>();
        double seconds = Double.MAX_VALUE;
        double alike = Double.MAX_VALUE;
        for (ForestPeer peer : ForestPeer.CONFIGURATIONS) {
            for (int seed = 1; seed <= (options.all() ? 2 : 1); seed++) {
                NabScorer scorer = new NabScorer();
                long start = System.nanoTime();
                for (Labelled labelled : corpus) {
                    scorer.add(labelled.windows(), labelled.probation(), peer.grades(labelled.series(), seed));
                }
                double took = (System.nanoTime() - start) / 1e9;
                if (peer.shingle() == 8 && peer.trees() == 50) {
                    seconds = Math.min(seconds, took);
                }
                if (peer.shingle() == 8 && peer.trees() == 30) {
                    alike = Math.min(alike, took);
                }
                Map<Profile, Double> scores = new LinkedHashMap<>();
                for (Profile profile : Profile.values()) {
                    scores.put(profile, scorer.best(profile));
                    theirs.merge(profile, scores.get(profile), Math::max);
                }
                row(out, peer + ", seed " + seed, scores);
            }
        }

        out.printf(Locale.ROOT, "%nthreshold fixed before: one false alarm a week%n");
        NabScorer fixed = scored(corpus, Detectors.streaming());
        Map<Profile, Double> before = new LinkedHashMap<>();
        for (Profile profile : Profile.values()) {
            before.put(profile, fixed.at(1, profile));
        }
        row(out, "dataops", before);
        row(out, "dataops, own forest, one false alarm in 500 points", forestBefore);
        directories(corpus, out);

        double standard = ours.get(Profile.STANDARD);
        double forest = theirs.get(Profile.STANDARD);
        Score score = new Score()
                .put("nab_standard", standard)
                .put("nab_fixed", before.get(Profile.STANDARD))
                .put("nab_low_fp", ours.get(Profile.LOW_FP))
                .put("nab_low_fn", ours.get(Profile.LOW_FN))
                .put("forest_standard", forestPicked.get(Profile.STANDARD))
                .put("forest_fixed", forestBefore.get(Profile.STANDARD))
                .put("forest_vs_rcf_speed", alike / forestSeconds)
                .put("rcf_standard", forest)
                .put("nab_lead", standard - forest)
                .put("nab_fixed_lead", before.get(Profile.STANDARD) - forest);
        double mine = Double.MAX_VALUE;
        int bytes = 0;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (Labelled labelled : corpus) {
                StreamingDetector detector =
                        Detectors.streaming().start(labelled.series().name());
                marks(labelled.series(), detector);
                if (round == 0) {
                    bytes = Math.max(bytes, detector.snapshot().length);
                }
            }
            mine = Math.min(mine, (System.nanoTime() - start) / 1e9);
        }
        out.printf(
                Locale.ROOT,
                "%,.0f points a second, randomcutforest (shingle 8, 50 trees) %,.0f; largest state %,d bytes%n",
                points / mine,
                points / seconds,
                bytes);
        return score.put("points_per_s", points / mine)
                .put("vs_rcf", seconds / mine)
                .put("bytes_per_series", bytes);
    }

    private static double budget(int step) {
        return 1 / 208.0 * Math.pow(2, step / 2.0);
    }

    private static void row(PrintStream out, String who, Map<Profile, Double> scores) {
        out.printf(
                Locale.ROOT,
                "%-46s %8.1f %8.1f %8.1f%n",
                who,
                scores.get(Profile.STANDARD),
                scores.get(Profile.LOW_FP),
                scores.get(Profile.LOW_FN));
    }

    private static NabScorer scored(List<Labelled> corpus, StreamingDetection detection) {
        return scored(corpus, detection::start);
    }

    private static NabScorer scored(List<Labelled> corpus, Function<String, StreamingDetector> detection) {
        NabScorer scorer = new NabScorer();
        for (Labelled labelled : corpus) {
            scorer.add(
                    labelled.windows(),
                    labelled.probation(),
                    marks(labelled.series(), detection.apply(labelled.series().name())));
        }
        return scorer;
    }

    /** 1 for each point that alarms, 0 for the others. */
    static double[] marks(TimeSeries series, StreamingDetector detector) {
        double[] marks = new double[series.size()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] =
                    detector.accept(series.time(i), series.value(i)).anomaly().isPresent() ? 1 : 0;
        }
        return marks;
    }

    private static void directories(List<Labelled> corpus, PrintStream out) {
        TreeSet<String> names = new TreeSet<>();
        corpus.forEach(l -> names.add(l.directory()));
        for (String name : names) {
            NabScorer scorer = scored(
                    corpus.stream().filter(l -> l.directory().equals(name)).toList(), Detectors.streaming());
            int[] counts = scorer.counts(1);
            out.printf(
                    Locale.ROOT,
                    "  %-44s %8.1f   found %d of %d, %d false%n",
                    name,
                    scorer.at(1, Profile.STANDARD),
                    counts[0],
                    scorer.windows(),
                    counts[1]);
        }
    }
}
