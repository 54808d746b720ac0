package io.dataops.testing.property;

import io.dataops.api.Explained;
import io.dataops.api.Provenance;

/**
 * The simplest dataset that was found to fail in the same way.
 *
 * <p>The certificate: if {@link #isLocallyMinimal()}, no row can be taken away and no cell be made simpler by the steps of
 * {@link DatasetShrinker} without losing the failure.
 *
 * <pre>{@code
 * ShrunkDataset shrunk = DatasetShrinker.shrink(failing, property, Budget.steps(1_000));
 * shrunk.dataset().size();       // few rows
 * shrunk.isLocallyMinimal();     // true: nothing smaller beside it fails in the same way
 * }</pre>
 *
 * @param dataset the dataset; it obeys its schema
 * @param failure what the property throws for it
 * @param isLocallyMinimal whether the search ended by itself rather than by its budget
 * @param rowsBefore rows of the dataset that shrinking began with
 * @param provenance how it was found; a step is a call of the property
 */
public record ShrunkDataset(
        Dataset dataset, Throwable failure, boolean isLocallyMinimal, int rowsBefore, Provenance provenance)
        implements Explained {

    /**
     * Returns how often the property was called.
     *
     * @return 0 or more
     */
    public long calls() {
        return provenance.steps();
    }

    @Override
    public String explain() {
        return dataset.size() + " of " + rowsBefore + " rows are enough for " + failure
                + (isLocallyMinimal ? "" : " (the budget ended before the search did)") + "\n" + provenance + "\n"
                + Reproduction.csv(dataset) + "\n" + Reproduction.java(dataset);
    }
}
