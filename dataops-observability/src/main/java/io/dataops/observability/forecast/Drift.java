package io.dataops.observability.forecast;

/** The last value and the mean step so far: the line from the first point to the last. */
final class Drift implements Method {

    @Override
    public String name() {
        return "last value and mean step";
    }

    @Override
    public int needs() {
        return 2;
    }

    @Override
    public double[][] forecast(double[] y, int fitted, int[] origins, int horizon) {
        double[][] out = new double[origins.length][horizon];
        for (int o = 0; o < origins.length; o++) {
            int last = origins[o] - 1;
            double step = (y[last] - y[0]) / last;
            for (int k = 0; k < horizon; k++) {
                out[o][k] = y[last] + step * (k + 1);
            }
        }
        return out;
    }
}
