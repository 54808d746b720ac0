package io.dataops.observability.decomposition;

import java.util.SplittableRandom;

/**
 * Whether days a week apart are more alike than days in any order: a permutation test of whole days, once what all days have in common
 * is taken out. It is exact where days are exchangeable, whatever goes on within a day, and asks for one period only, so that four weeks
 * can tell what an autocorrelation that is searched for peaks cannot.
 */
final class Weeks {
    private static final int DAYS = 7;
    private static final int LEAST = 3;
    private static final int ORDERS = 999;
    private static final double LEVEL = 0.05;

    private Weeks() {}

    /**
     * Tells whether there is a week.
     *
     * @param x the series without its mean, its trend and what its days have in common
     * @param day points of a day
     */
    static boolean repeat(double[] x, int day) {
        int days = x.length / day;
        if (days < LEAST * DAYS) {
            return false;
        }
        double[][] alike = new double[days][days];
        for (int a = 0; a < days; a++) {
            for (int b = 0; b < a; b++) {
                for (int t = 0; t < day; t++) {
                    alike[a][b] += x[a * day + t] * x[b * day + t];
                }
                alike[b][a] = alike[a][b];
            }
        }
        int[] order = new int[days];
        for (int d = 0; d < days; d++) {
            order[d] = d;
        }
        double found = aWeekApart(alike, order);
        SplittableRandom random = new SplittableRandom(days);
        int asMuch = 0;
        for (int i = 0; i < ORDERS; i++) {
            for (int d = days - 1; d > 0; d--) {
                int other = random.nextInt(d + 1);
                int kept = order[d];
                order[d] = order[other];
                order[other] = kept;
            }
            asMuch += aWeekApart(alike, order) >= found ? 1 : 0;
        }
        return asMuch + 1 <= LEVEL * (ORDERS + 1);
    }

    private static double aWeekApart(double[][] alike, int[] order) {
        double sum = 0;
        for (int a = 0; a < order.length; a++) {
            for (int b = a + DAYS; b < order.length; b += DAYS) {
                sum += alike[order[a]][order[b]];
            }
        }
        return sum;
    }
}
