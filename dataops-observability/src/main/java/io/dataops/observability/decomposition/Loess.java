package io.dataops.observability.decomposition;

/** Local regression on evenly spaced points with tricube weights, as STL uses it. */
final class Loess {

    private Loess() {}

    /**
     * Smooths at every {@code jump}th point and joins them by lines.
     *
     * @param y the points
     * @param n how many of them
     * @param window points of a neighbourhood, odd
     * @param degree 0 or 1
     * @param robust weights of the points; empty for all one
     * @param out receives {@code [n]}
     */
    static void smooth(double[] y, int n, int window, int degree, int jump, double[] robust, double[] out) {
        int step = Math.max(1, Math.min(jump, n - 1));
        int before = 0;
        for (int at = 0; at < n; at += step) {
            out[at] = at(y, n, window, degree, at, robust);
            join(out, before, at);
            before = at;
        }
        if (before < n - 1) {
            out[n - 1] = at(y, n, window, degree, n - 1, robust);
            join(out, before, n - 1);
        }
    }

    private static void join(double[] out, int from, int to) {
        for (int t = from + 1; t < to; t++) {
            out[t] = out[from] + (out[to] - out[from]) * (t - from) / (to - from);
        }
    }

    /** The fit at a place, which may lie beyond the points. */
    static double at(double[] y, int n, int window, int degree, double place, double[] robust) {
        int span = Math.min(window, n);
        int left = (int) Math.max(0, Math.min(n - span, Math.round(place) - span / 2));
        int right = left + span - 1;
        double reach = Math.max(place - left, right - place);
        if (window > n) {
            reach += Math.floorDiv(window - n, 2);
        }
        double sum = 0;
        double weighted = 0;
        double most = 0.999 * reach;
        double least = 0.001 * reach;
        double[] weights = new double[span];
        for (int i = 0; i < span; i++) {
            double distance = Math.abs(left + i - place);
            if (distance <= most) {
                double ratio = distance / reach;
                double tricube = distance <= least ? 1 : 1 - ratio * ratio * ratio;
                double weight = distance <= least ? 1 : tricube * tricube * tricube;
                weights[i] = robust.length == 0 ? weight : weight * robust[left + i];
                sum += weights[i];
            }
        }
        if (!(sum > 0)) {
            return y[(int) Math.max(0, Math.min(n - 1, Math.round(place)))];
        }
        double centre = 0;
        for (int i = 0; i < span; i++) {
            weights[i] /= sum;
            centre += weights[i] * (left + i);
        }
        double spread = 0;
        for (int i = 0; i < span; i++) {
            spread += weights[i] * (left + i - centre) * (left + i - centre);
        }
        double slope = degree > 0 && Math.sqrt(spread) > 0.001 * (n - 1) ? (place - centre) / spread : 0;
        for (int i = 0; i < span; i++) {
            weighted += weights[i] * (1 + slope * (left + i - centre)) * y[left + i];
        }
        return weighted;
    }
}
