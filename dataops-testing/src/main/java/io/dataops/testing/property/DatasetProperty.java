package io.dataops.testing.property;

/** Something that must hold for a dataset; it does not hold if the check throws. */
@FunctionalInterface
public interface DatasetProperty {
    /**
     * Checks the property.
     *
     * @param data a dataset that obeys its schema
     * @throws Throwable if the property does not hold
     */
    void check(Dataset data) throws Throwable;
}
