package io.dataops.testing.property;

import io.dataops.api.Budget;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the simplest dataset that fails in the same way as a given one: first without runs of rows, each with the rows
 * that refer to it, parents first; then with whole columns, values that several rows share, and single cells as simple as
 * they can be; then with the sum of two cells in one of them; last with keys numbered from the simplest. This is repeated
 * until nothing helps. Every candidate obeys the schema, and none is tried twice.
 *
 * <p>Two failures are the same if the exception's class is, and the place in the code that threw it. A property that needs m
 * of n rows takes about 2 m log2(n) calls for the rows, and about log2(value) for a cell at a boundary. Deterministic.
 * Source: Zeller and Hildebrandt (2002), "Simplifying and isolating failure-inducing input"; MacIver and Donaldson (2020),
 * "Test-case reduction via test-case generation" (adaptive deletion).
 *
 * <pre>{@code
 * ShrunkDataset shrunk = DatasetShrinker.shrink(failing, property, Budget.steps(1_000));
 * shrunk.explain();   // the rows as CSV and Java
 * DatasetShrinker.shrink(passing, property, Budget.steps(10));
 * // IllegalArgumentException: the property holds for the dataset, so there is nothing to shrink.
 * }</pre>
 */
public final class DatasetShrinker {
    private final DatasetProperty property;
    private final Function<Throwable, Object> signature;
    private final Budget.Meter meter;
    private final Set<Dataset> tried = new HashSet<>();
    private Object wanted = "";
    private Dataset best;
    private Throwable failure;

    private DatasetShrinker(
            Dataset start, DatasetProperty property, Function<Throwable, Object> signature, Budget.Meter meter) {
        this.property = property;
        this.signature = signature;
        this.meter = meter;
        this.best = start;
        this.failure = check(start);
    }

    /**
     * Shrinks a failing dataset.
     *
     * @param start a dataset for which the property does not hold; the property is called once to see how it fails
     * @param property the property
     * @param budget how long to search; a step is a call of the property
     * @return the simplest dataset found
     * @throws IllegalArgumentException if the property holds for the dataset
     */
    public static ShrunkDataset shrink(Dataset start, DatasetProperty property, Budget budget) {
        return shrink(start, property, DatasetShrinker::place, budget);
    }

    /**
     * Shrinks a failing dataset with another notion of the same failure.
     *
     * @param start a dataset for which the property does not hold
     * @param property the property
     * @param signature what two failures have in common if they are the same
     * @param budget how long to search; a step is a call of the property
     * @return the simplest dataset found
     * @throws IllegalArgumentException if the property holds for the dataset
     */
    public static ShrunkDataset shrink(
            Dataset start, DatasetProperty property, Function<Throwable, Object> signature, Budget budget) {
        Budget.Meter meter = budget.start();
        DatasetShrinker run = new DatasetShrinker(start, property, signature, meter);
        run.wanted = signature.apply(run.failure);
        boolean ended = run.search();
        return new ShrunkDataset(
                run.best, run.failure, ended, start.size(), meter.provenance("adaptive deletion and cell search"));
    }

    /** The class of an exception and the first frame that is not of a library for assertions or of the JDK. */
    private static Object place(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            String owner = frame.getClassName();
            if (!owner.startsWith("java.")
                    && !owner.startsWith("jdk.")
                    && !owner.startsWith("org.assertj.")
                    && !owner.startsWith("org.junit.")
                    && !owner.startsWith("org.hamcrest.")) {
                return failure.getClass().getName() + owner + frame.getMethodName() + frame.getLineNumber();
            }
        }
        return failure.getClass().getName();
    }

    private Throwable check(Dataset data) {
        Throwable thrown = thrown(data);
        if (thrown == null) {
            throw new IllegalArgumentException(
                    "the property holds for the dataset, so there is nothing to shrink. Maybe check that it is deterministic.");
        }
        tried.add(data);
        return thrown;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private @Nullable Throwable thrown(Dataset data) {
        meter.spend(1);
        try {
            property.check(data);
            return null;
        } catch (VirtualMachineError | InterruptedException e) {
            throw new IllegalStateException("the property was stopped: " + e, e);
        } catch (Throwable e) {
            return e;
        }
    }

    /** Whether no call is left. */
    boolean isSpent() {
        return meter.isSpent();
    }

    Dataset best() {
        return best;
    }

    /** Takes a candidate over if it fails in the same way. */
    boolean accept(Dataset candidate) {
        if (meter.isSpent() || !RowOrders.hold(candidate) || !tried.add(candidate)) {
            return false;
        }
        Throwable thrown = thrown(candidate);
        if (thrown == null || !Objects.equals(signature.apply(thrown), wanted)) {
            return false;
        }
        best = candidate;
        failure = thrown;
        return true;
    }

    private boolean search() {
        Dataset before;
        do {
            before = best;
            new RowShrinking(this).run();
            new CellShrinking(this).run();
        } while (!meter.isSpent() && !best.equals(before));
        return !meter.isSpent();
    }
}
