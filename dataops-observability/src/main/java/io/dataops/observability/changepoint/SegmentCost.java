package io.dataops.observability.changepoint;

/**
 * What a segment costs: twice the negative log-likelihood of its best parameters, up to a constant. Splitting a segment never
 * costs more, which is what exact pruning needs.
 */
interface SegmentCost {

    /** The cost of the points from (included) to (excluded); at least {@link #shortest()} of them. */
    double of(int from, int to);

    /** Points that a segment needs. */
    int shortest();

    /** Parameters of one segment. */
    double parameters();
}
