package io.dataops.observability.anomaly;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Point and shape side by side, or the simplest detector that keeps the budget where those do not, unless another finds more for
 * certain, and no event less. Nobody knows the mix of events that will come: a lead that could be luck, or that trades one event for
 * another, is no ground to leave what sees both odd points and odd stretches; and the best of seven estimates has luck in it as a rule.
 */
record Choice(DetectorKind kind, String reason) {
    /** For all rivals of the default together; each gets an equal part (Bonferroni). */
    private static final double LEVEL = 0.05;

    /** A detector beside the default. */
    private record Rival(Candidate candidate, PairedPlaces places) {}

    static Choice of(List<Candidate> candidates, PairedPlaces.Source source) {
        List<Candidate> kept = standing(candidates, Candidate.Standing.MEASURED);
        List<Candidate> open = kept.isEmpty() ? standing(candidates, Candidate.Standing.OVER_BUDGET) : kept;
        if (open.isEmpty()) {
            return new Choice(DetectorKind.POINT, "no detector had learnt enough to be tried");
        }
        String aside = kept.isEmpty() ? "; all alarm more often on the history than the budget allows" : "";
        DetectorKind standard = open.stream()
                .map(Candidate::kind)
                .filter(kind -> kind == DetectorKind.POINT_AND_SHAPE)
                .findFirst()
                .orElse(open.get(0).kind());
        boolean repeats = candidates.stream()
                .anyMatch(
                        c -> c.kind() == DetectorKind.POINT_AND_SHAPE && c.standing() != Candidate.Standing.NO_PERIOD);
        String why = standard == DetectorKind.POINT_AND_SHAPE
                ? "it is the default where something repeats itself"
                : standard == DetectorKind.POINT && !repeats
                        ? "it is the default where nothing repeats itself"
                        : "it is the simplest that has learnt enough" + (kept.isEmpty() ? "" : " and keeps the budget");
        List<Rival> rivals = open.stream()
                .filter(c -> c.kind() != standard)
                .map(c -> new Rival(c, source.compare(c.kind(), standard)))
                .toList();
        if (rivals.isEmpty()) {
            return new Choice(standard, why + ", and no other keeps the budget or had learnt enough" + aside);
        }
        double level = LEVEL / rivals.size();
        Comparator<Rival> byLead =
                Comparator.comparingDouble((Rival r) -> -r.places().lead());
        return rivals.stream()
                .filter(r -> r.places().better(level))
                .min(byLead.thenComparing(r -> r.candidate().kind()))
                .map(r -> new Choice(
                        r.candidate().kind(),
                        "it finds more for certain than " + standard + ", where the choice starts, and no event less: "
                                + said(r.places(), level) + aside))
                .orElseGet(() -> {
                    Rival nearest = rivals.stream()
                            .min(Comparator.comparingDouble(
                                            (Rival r) -> r.places().pValue())
                                    .thenComparing(byLead)
                                    .thenComparing(r -> r.candidate().kind()))
                            .orElseThrow();
                    return new Choice(
                            standard,
                            why + ", and no other finds more for certain and no event less: "
                                    + nearest.candidate().kind() + " comes nearest with "
                                    + said(nearest.places(), level) + aside);
                });
    }

    private static String said(PairedPlaces places, double level) {
        String text = String.format(
                Locale.ROOT,
                "%+.1f %% of the same events at %d places, p = %.2g where %.2g is needed",
                100 * places.lead(),
                places.count(),
                places.pValue(),
                level);
        return places.less().isEmpty()
                ? text
                : text + ", and less of "
                        + places.less().stream()
                                .map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .collect(Collectors.joining(", "));
    }

    private static List<Candidate> standing(List<Candidate> candidates, Candidate.Standing standing) {
        return candidates.stream().filter(c -> c.standing() == standing).toList();
    }
}
