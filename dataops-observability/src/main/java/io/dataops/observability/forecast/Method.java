package io.dataops.observability.forecast;

/** One way to forecast. Parameters are fitted on a stretch; forecasts then start from any origin and know what came before it. */
interface Method {

    /** Its name, for the explanation. */
    String name();

    /** Points that it needs before it can forecast. */
    int needs();

    /**
     * Forecasts from several origins with parameters of the points before {@code fitted}.
     *
     * @param y the series
     * @param fitted points that parameters may be fitted on, at most the first origin
     * @param origins first points to forecast, ascending; the points before each may be used
     * @param horizon points to forecast from each
     * @return {@code [origins][horizon]}
     */
    double[][] forecast(double[] y, int fitted, int[] origins, int horizon);
}
