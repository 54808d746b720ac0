package io.dataops.observability.statistics;

/**
 * What a test looks for.
 *
 * <pre>{@code
 * MannWhitney.test(canary, baseline, Alternative.GREATER).pValue();   // is the canary slower?
 * }</pre>
 */
public enum Alternative {
    /** The first differs from the second in either direction. */
    TWO_SIDED,
    /** The first tends to be greater than the second. */
    GREATER,
    /** The first tends to be less than the second. */
    LESS;

    /** The p-value for this alternative, given both one-sided ones. */
    double of(double greater, double less) {
        return switch (this) {
            case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
            case GREATER -> Math.min(1, greater);
            case LESS -> Math.min(1, less);
        };
    }
}
