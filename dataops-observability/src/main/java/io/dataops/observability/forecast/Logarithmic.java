package io.dataops.observability.forecast;

/** A method on the logarithm of a positive series, for seasons that grow with the level. */
record Logarithmic(Method method) implements Method {

    @Override
    public String name() {
        return "log " + method.name();
    }

    @Override
    public int needs() {
        return method.needs();
    }

    @Override
    public double[][] forecast(double[] y, int fitted, int[] origins, int horizon) {
        double[] logs = new double[y.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < y.length; t++) {
            logs[t] = Math.log(y[t]);
            most = Math.max(most, logs[t]);
        }
        double[][] out = method.forecast(logs, fitted, origins, horizon);
        for (double[] path : out) {
            for (int k = 0; k < path.length; k++) {
                path[k] = Math.exp(Math.min(path[k], most + 2));
            }
        }
        return out;
    }
}
