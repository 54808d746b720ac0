package io.dataops.observability.forecast;

/** What was one season ago; with a season of one point the last value. */
record SeasonalNaive(int season) implements Method {

    @Override
    public String name() {
        return season == 1 ? "last value" : "last season of " + season;
    }

    @Override
    public int needs() {
        return season;
    }

    @Override
    public double[][] forecast(double[] y, int fitted, int[] origins, int horizon) {
        double[][] out = new double[origins.length][horizon];
        for (int o = 0; o < origins.length; o++) {
            for (int k = 0; k < horizon; k++) {
                out[o][k] = y[origins[o] - season + k % season];
            }
        }
        return out;
    }
}
