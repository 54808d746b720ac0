package io.dataops.observability.anomaly;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The detector that found most, the simplest of equals, among those that keep the budget; and by how much beside the runner-up. The
 * forest takes a hundred times the time of the others and ten times their memory, so it must find more than the best of them for certain.
 */
record Choice(DetectorKind kind, String reason) {
    /** The 97.5 % quantile of a standard normal value. */
    private static final double NORMAL = 1.96;

    static Choice of(List<Candidate> candidates, List<Trial> trials) {
        List<Candidate> kept = standing(candidates, Candidate.Standing.MEASURED);
        List<Candidate> open = kept.isEmpty() ? standing(candidates, Candidate.Standing.OVER_BUDGET) : kept;
        if (open.isEmpty()) {
            return new Choice(DetectorKind.POINT, "no detector had learnt enough to be tried");
        }
        List<Candidate> ranked = open.stream()
                .sorted(Comparator.comparingDouble((Candidate c) -> -c.power().estimate())
                        .thenComparing(Candidate::kind))
                .toList();
        DetectorKind best = ranked.get(0).kind();
        String aside = kept.isEmpty() ? "; all alarm more often on the history than the budget allows" : "";
        if (ranked.size() == 1) {
            return new Choice(best, "no other keeps the budget or had learnt enough" + aside);
        }
        DetectorKind second = ranked.get(1).kind();
        double more = ranked.get(0).power().estimate() - ranked.get(1).power().estimate();
        double error = NORMAL * standardError(trials, best, second);
        if (best == DetectorKind.FOREST && more <= error) {
            return new Choice(
                    second,
                    String.format(
                            Locale.ROOT,
                            "it finds most but for FOREST, which finds %.1f %% more (95 %%: %.1f to %.1f %%, over the same events) and"
                                    + " takes a hundred times the time%s",
                            100 * more,
                            100 * (more - error),
                            100 * (more + error),
                            aside));
        }
        return new Choice(
                best,
                String.format(
                        Locale.ROOT,
                        "it finds most: %.1f %% more than %s (95 %%: %.1f to %.1f %%, over the same events)%s",
                        100 * more,
                        second,
                        100 * (more - error),
                        100 * (more + error),
                        aside));
    }

    private static List<Candidate> standing(List<Candidate> candidates, Candidate.Standing standing) {
        return candidates.stream().filter(c -> c.standing() == standing).toList();
    }

    /** Of the mean difference over the same events. */
    private static double standardError(List<Trial> trials, DetectorKind one, DetectorKind other) {
        List<Trial> a = trials.stream().filter(t -> t.kind() == one).toList();
        List<Trial> b = trials.stream().filter(t -> t.kind() == other).toList();
        double n = a.size();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < a.size(); i++) {
            double difference = (a.get(i).found() ? 1 : 0) - (b.get(i).found() ? 1 : 0);
            sum += difference;
            squares += difference * difference;
        }
        return n < 2 ? 1 : Math.sqrt(Math.max(0, squares - sum * sum / n) / (n - 1) / n);
    }
}
