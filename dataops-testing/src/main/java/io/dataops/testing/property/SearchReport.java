package io.dataops.testing.property;

import io.dataops.api.Explained;
import java.util.List;
import java.util.Optional;

/**
 * What a search for a failing dataset found, and how much of the input space it exercised.
 *
 * <pre>{@code
 * SearchReport report = DatasetSearch.of(shop).runs(200).seed(1).find(property);
 * report.failure();     // empty, or the smallest dataset that fails
 * report.unreached();   // parts of the input space that no run touched
 * }</pre>
 *
 * @param runs how many datasets were tried
 * @param failure the smallest failing dataset; empty if none failed
 * @param failingSeed the seed of the dataset that failed first; 0 if none did
 * @param partitions number of partitions of the input space: table sizes, and kinds of values of each column
 * @param unreached the partitions that no dataset had, in a fixed order
 * @param pairs number of pairs of partitions of two columns of a table that one row had
 */
public record SearchReport(
        int runs, Optional<ShrunkDataset> failure, long failingSeed, int partitions, List<String> unreached, long pairs)
        implements Explained {
    /** Copies the list. */
    public SearchReport {
        unreached = List.copyOf(unreached);
    }

    @Override
    public String explain() {
        String space =
                (partitions - unreached.size()) + " of " + partitions + " partitions of the input space were reached, "
                        + pairs + " pairs of them in one row"
                        + (unreached.isEmpty() ? "" : "; not reached: " + String.join(", ", unreached));
        return failure.map(f -> "fails after " + runs + " datasets, seed " + failingSeed + "\n" + f.explain())
                        .orElse("holds for " + runs + " datasets")
                + "\n" + space;
    }
}
