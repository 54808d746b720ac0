package io.dataops.observability.changepoint;

/** Which scatter a change of the mean or of the line is measured by. */
public enum Scatter {
    /**
     * That about one level or line through the whole series. No noise is larger, however it is correlated, so that noise that
     * wanders is not cut into pieces; a small change beside a large one may be missed. A change must explain more than
     * {@code (p + 1) log(n) / n} of it.
     */
    OVERALL,
    /**
     * That of neighbouring points, by their differences, with a penalty raised for autocorrelation of the first order. Finds
     * small changes beside large ones; noise that wanders in another way is cut.
     */
    LOCAL
}
