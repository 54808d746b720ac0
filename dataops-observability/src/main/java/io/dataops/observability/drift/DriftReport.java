package io.dataops.observability.drift;

import io.dataops.api.Explained;
import io.dataops.api.Provenance;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which columns drifted.
 *
 * <p>The certificate: a p-value for each column, corrected so that among the findings the expected share of false ones is at
 * most the level.
 *
 * <pre>{@code
 * DriftReport report = DataDrift.between(
 *         List.of(NumericProfile.of("amount", "may", values)), List.of(NumericProfile.of("amount", "june", more))).test();
 * report.drifted();    // at the level of false discoveries
 * report.onlyNow();    // columns that came
 * report.explain();
 * }</pre>
 *
 * @param columns what is known of each column, in the order of the reference
 * @param onlyBefore columns that are gone
 * @param onlyNow columns that are new
 * @param level the false-discovery rate
 * @param provenance how the answer was computed
 */
public record DriftReport(
        List<ColumnDrift> columns, List<String> onlyBefore, List<String> onlyNow, double level, Provenance provenance)
        implements Explained {

    /** Copies the lists. */
    public DriftReport {
        columns = List.copyOf(columns);
        onlyBefore = List.copyOf(onlyBefore);
        onlyNow = List.copyOf(onlyNow);
    }

    /**
     * Returns the findings.
     *
     * @return the columns that drifted
     */
    public List<ColumnDrift> drifted() {
        return columns.stream().filter(ColumnDrift::drifted).toList();
    }

    @Override
    public String explain() {
        String found = drifted().isEmpty()
                ? "no column of " + columns.size() + " drifted"
                : drifted().stream().map(c -> c.column() + ": " + c.reason()).collect(Collectors.joining("\n"));
        return found
                + (onlyBefore.isEmpty() ? "" : "\ncolumns gone: " + String.join(", ", onlyBefore))
                + (onlyNow.isEmpty() ? "" : "\nnew columns: " + String.join(", ", onlyNow));
    }
}
