package io.dataops.observability.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes forecasts of parts and of their totals agree: each part takes a share of the difference by its variance, and so does
 * the total (Wickramasuriya, Athanasopoulos and Hyndman, 2019, Optimal forecast reconciliation, with a diagonal covariance).
 *
 * <pre>{@code
 * List<Double> hours = Reconciliation.between(hourly, daily, 24);   // sums to the days
 * }</pre>
 */
public final class Reconciliation {

    private Reconciliation() {}

    /**
     * Returns the fine forecast moved so that its sums lie between themselves and the coarse forecast, by how certain each is.
     *
     * @param fine for example of hours
     * @param coarse of sums over stretches of the fine one, for example of days
     * @param stretch how many fine steps a coarse one holds, 2 or more
     * @return the points of the fine forecast; their sums are the reconciled coarse forecast
     */
    public static List<Double> between(Forecast fine, Forecast coarse, int stretch) {
        if (stretch < 2 || fine.points().size() < stretch) {
            throw new IllegalArgumentException(
                    "stretch (" + stretch + ") must be between 2 and the steps of the fine forecast ("
                            + fine.points().size() + ").");
        }
        List<Double> moved = new ArrayList<>(fine.points());
        int stretches = Math.min(coarse.points().size(), moved.size() / stretch);
        for (int c = 0; c < stretches; c++) {
            double sum = 0;
            double variance = 0;
            for (int i = c * stretch; i < (c + 1) * stretch; i++) {
                sum += moved.get(i);
                variance += width(fine, i) * width(fine, i);
            }
            double total = width(coarse, c) * width(coarse, c);
            double difference = coarse.points().get(c) - sum;
            for (int i = c * stretch; i < (c + 1) * stretch; i++) {
                double own = width(fine, i) * width(fine, i);
                double share = variance + total > 0 && variance + total < Double.POSITIVE_INFINITY
                        ? own / (variance + total)
                        : 0.5 / stretch;
                moved.set(i, moved.get(i) + share * difference);
            }
        }
        return List.copyOf(moved);
    }

    private static double width(Forecast forecast, int i) {
        return forecast.upper().get(i) - forecast.lower().get(i);
    }
}
