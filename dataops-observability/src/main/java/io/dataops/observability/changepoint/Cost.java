package io.dataops.observability.changepoint;

/**
 * What stays the same within a segment.
 *
 * <pre>{@code
 * ChangePoints.pelt().cost(Cost.RANK).find(values);   // by ranks: outliers do not matter
 * }</pre>
 */
public enum Cost {
    /** The mean, with one scatter for the whole series. */
    MEAN,
    /** A straight line, with one scatter for the whole series. */
    TREND,
    /** Mean and variance of a normal distribution. */
    NORMAL,
    /** The rate of Poisson counts; values must not be negative. */
    POISSON,
    /**
     * The whole distribution, by ranks (Haynes, Fearnhead and Eckley, 2017, A computationally efficient nonparametric approach
     * for changepoint detection).
     */
    RANK
}
