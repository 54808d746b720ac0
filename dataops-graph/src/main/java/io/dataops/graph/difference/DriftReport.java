package io.dataops.graph.difference;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Explained;
import io.dataops.api.ImpactAnalysis;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an actual platform differs from the desired one, and what risk that adds. It can be read and nothing else: no type here
 * changes a platform.
 *
 * <pre>{@code
 * DriftReport report = DriftReport.between(desired, actual, "tmp.*");
 * report.isClean();      // false: only drift that is expected would be clean
 * report.addedRisk();    // 3.2 more assets could be hit, on average a change
 * report.explain();
 * }</pre>
 *
 * @param drifts all drift, the riskiest first, then by name
 */
public record DriftReport(List<Drift> drifts) implements Explained {

    /** Puts the drifts in order. */
    public DriftReport {
        drifts = drifts.stream()
                .sorted(Comparator.comparing(Drift::expected)
                        .thenComparing(d -> -d.risk())
                        .thenComparing(Drift::asset))
                .toList();
    }

    /**
     * Compares two states. Probability and strength of dependencies are knowledge, not state, and are not compared. Takes an impact
     * analysis in each state for each drift.
     *
     * @param desired what the platform should be
     * @param actual what it is
     * @param expected patterns of assets whose drift is known and accepted; each star stands for any characters
     * @return the drift
     */
    public static DriftReport between(DependencyGraph desired, DependencyGraph actual, String... expected) {
        GraphDifference difference = GraphDifference.ignoring(Aspect.PROPAGATION)
                .ignoring(Aspect.STRENGTH)
                .between(desired, actual);
        List<Drift> drifts = new ArrayList<>();
        for (Asset a : difference.removed()) {
            double risk = reach(desired, a.id());
            drifts.add(new Drift(a.id(), Drift.Kind.MISSING, Set.of(), fits(a, expected), risk, -risk));
        }
        for (Asset a : difference.added()) {
            double risk = reach(actual, a.id());
            drifts.add(new Drift(a.id(), Drift.Kind.UNMANAGED, Set.of(), fits(a, expected), risk, risk));
        }
        for (Renaming r : difference.renamed()) {
            Asset a = actual.asset(r.to()).orElseThrow();
            double risk = reach(actual, r.to());
            drifts.add(new Drift(
                    r.to(), Drift.Kind.RENAMED, Set.of(), fits(a, expected), risk, risk - reach(desired, r.from())));
        }
        for (AssetDifference d : difference.changed()) {
            Asset a = actual.asset(d.asset()).orElseThrow();
            double risk = reach(actual, d.asset());
            double before = desired.contains(d.asset()) ? reach(desired, d.asset()) : risk;
            drifts.add(new Drift(d.asset(), Drift.Kind.DIFFERENT, d.aspects(), fits(a, expected), risk, risk - before));
        }
        return new DriftReport(drifts);
    }

    private static boolean fits(Asset asset, String... patterns) {
        return Arrays.stream(patterns).anyMatch(asset::fits);
    }

    /** The expected number of other assets that a change affects, by upper limits. */
    private static double reach(ImpactAnalysis graph, String asset) {
        return graph.impactOf(ChangeSet.of(Change.logicChanged(asset))).affected().stream()
                .filter(a -> !a.isChanged())
                .map(AffectedAsset::likelihood)
                .mapToDouble(l -> l.upper())
                .sum();
    }

    /**
     * Says whether the platform is as it should be, expected drift aside.
     *
     * @return true if all drift is expected
     */
    public boolean isClean() {
        return drifts.stream().allMatch(Drift::expected);
    }

    /**
     * Returns how much more a change would affect than in the desired platform.
     *
     * @return the sum over drift that is not expected and adds risk, in assets
     */
    public double addedRisk() {
        return drifts.stream()
                .filter(d -> !d.expected() && d.addedRisk() > 0)
                .mapToDouble(Drift::addedRisk)
                .sum();
    }

    @Override
    public String explain() {
        if (drifts.isEmpty()) {
            return "no drift";
        }
        return drifts.stream()
                .map(d -> String.format(
                        Locale.ROOT,
                        "%s %s%s%s: %.2f assets behind it, %+.2f",
                        d.kind().name().toLowerCase(Locale.ROOT),
                        d.asset(),
                        d.aspects().isEmpty()
                                ? ""
                                : " " + d.aspects().stream().sorted().toList(),
                        d.expected() ? " (expected)" : "",
                        d.risk(),
                        d.addedRisk()))
                .collect(Collectors.joining("\n"));
    }
}
