package io.dataops.observability.changepoint;

/**
 * Which scatter a change of the mean or of the line is measured by.
 *
 * <pre>{@code
 * ChangePoints.pelt().scatter(Scatter.LOCAL).find(values);
 * }</pre>
 */
public enum Scatter {
    /**
     * That about one level or line through the whole series. A change must explain more than {@code (p + 1) log(n) / n} of it:
     * what a person sees on a chart. A small change beside a large one may be missed, and wandering counts as change: of
     * simulated series of 300 points with an autocorrelation of 0.5 three in four are cut, of independent points 0.4 %.
     */
    OVERALL,
    /**
     * That of neighbouring points, by their differences, with a penalty raised for autocorrelation of the first order: one in
     * eight of the same series is cut. Finds small changes beside large ones; needs larger changes where noise wanders.
     */
    LOCAL
}
