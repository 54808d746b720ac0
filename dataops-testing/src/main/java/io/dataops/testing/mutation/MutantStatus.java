package io.dataops.testing.mutation;

/**
 * What became of a mutant.
 *
 * <pre>{@code
 * MutationReport report = Mutation.of(shop).tests(tests).run();
 * report.count(MutantStatus.SURVIVED);    // a test is missing
 * report.count(MutantStatus.SUSPECTED);   // probably no test can tell it from the original
 * }</pre>
 */
public enum MutantStatus {
    /** A test failed. */
    KILLED,
    /** The tests did not end within the limit, which they do on the original. */
    TIMED_OUT,
    /** All tests passed, and there is a dataset on which the mutant differs. */
    SURVIVED,
    /** All tests passed, and no dataset was found on which the mutant differs: it may be equivalent. */
    SUSPECTED,
    /** A rule proves that no data can show the fault. */
    EQUIVALENT,
    /** It means the same as another mutant. */
    DUPLICATE,
    /** The database refuses the query. */
    INVALID
}
