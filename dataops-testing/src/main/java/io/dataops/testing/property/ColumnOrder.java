package io.dataops.testing.property;

/**
 * Two columns of a row whose values, unless one of them is null, are in order, as a start is before an end.
 *
 * <pre>{@code
 * ColumnOrder order = new ColumnOrder("shipped_from", "shipped_to", false);   // shipped_from <= shipped_to
 * }</pre>
 *
 * @param lower the column with the lesser value
 * @param upper the column with the greater one
 * @param strict whether the two must differ
 */
public record ColumnOrder(String lower, String upper, boolean strict) {
    /** Refuses an order of a column with itself. */
    public ColumnOrder {
        if (lower.equals(upper)) {
            throw new IllegalArgumentException("column (" + lower + ") cannot be in order with itself.");
        }
    }

    @Override
    public String toString() {
        return lower + (strict ? " < " : " <= ") + upper;
    }
}
