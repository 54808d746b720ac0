package io.dataops.observability.changepoint;

import io.dataops.api.Explained;
import io.dataops.api.Provenance;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a series changed.
 *
 * <pre>{@code
 * ChangeReport report = ChangePoints.in(values);
 * report.indices();           // where segments start
 * report.autocorrelation();   // which the penalty accounts for
 * report.explain();
 * }</pre>
 *
 * @param changes the changes, in order
 * @param cost what was assumed to stay the same between them
 * @param penalty what each change had to save
 * @param total the penalised cost: the certificate; no other segmentation has a lower one
 * @param autocorrelation of neighbouring points, 0 to 0.95
 * @param points how many there were
 * @param provenance how it was computed; a step is one segment tried
 */
public record ChangeReport(
        List<ChangePoint> changes,
        Cost cost,
        double penalty,
        double total,
        double autocorrelation,
        int points,
        Provenance provenance)
        implements Explained {

    /** Copies the changes. */
    public ChangeReport {
        changes = List.copyOf(changes);
    }

    /**
     * Returns where segments start.
     *
     * @return the indices of the changes, ascending
     */
    public int[] indices() {
        return changes.stream().mapToInt(ChangePoint::index).toArray();
    }

    @Override
    public String explain() {
        String head = String.format(
                Locale.ROOT,
                "%d changes in %d points (%s, each saves more than %.4g; autocorrelation %.2f)",
                changes.size(),
                points,
                cost.name().toLowerCase(Locale.ROOT),
                penalty,
                autocorrelation);
        return head + changes.stream().map(c -> "\n" + c.explain()).collect(Collectors.joining());
    }
}
