package io.dataops.benchmarks.observability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scoring of the Numenta Anomaly Benchmark, by its published rules (Lavin and Ahmad, 2015, Evaluating real-time anomaly
 * detection algorithms; version 1.1 of the corpus).
 *
 * <p>A detection is worth {@code 2 / (1 + exp(5 p)) - 1} at its position p: -1 to 0 within a window, of which the best counts
 * once, and the distance in window widths after one, which is a cost. A missed window costs its weight. 0 is who says
 * nothing, 100 who marks the first row of every window.
 */
final class NabScorer {
    private static final double MAX_TP = sigmoid(-1);

    /** The weights of one application profile. */
    enum Profile {
        STANDARD(1, 0.11),
        LOW_FP(1, 0.22),
        LOW_FN(2, 0.11);

        final double missed;
        final double falseAlarm;

        Profile(double missed, double falseAlarm) {
            this.missed = missed;
            this.falseAlarm = falseAlarm;
        }
    }

    /**
     * What one row is worth if it is marked.
     *
     * @param window the number of the window it lies in, counted over the corpus; -1 outside
     * @param score of the detector
     * @param worth before weighting
     */
    private record Row(int window, double score, double worth) {}

    private final List<Row> rows = new ArrayList<>();
    private int windows;

    /** Points at the beginning of a series that are left out. */
    static int probation(int points) {
        return Math.min((int) Math.floor(0.15 * points), 750);
    }

    /** Adds a series with the score that a detector gave to each of its rows. */
    void add(int[][] windowRows, int probation, double[] scores) {
        int next = 0;
        int[] current = null;
        int previousRight = -1;
        double previousWidth = 0;
        for (int i = 0; i < scores.length; i++) {
            if (current == null && next < windowRows.length && windowRows[next][0] == i) {
                current = windowRows[next++];
            }
            double worth;
            if (current != null) {
                double width = current[1] - current[0] + 1.0;
                worth = sigmoid(-(current[1] - i + 1) / width) / MAX_TP;
            } else if (previousRight < 0) {
                worth = -1;
            } else {
                worth = sigmoid((i - previousRight) / (previousWidth - 1));
            }
            if (i >= probation) {
                rows.add(new Row(current == null ? -1 : windows + next - 1, scores[i], worth));
            }
            if (current != null && current[1] == i) {
                previousRight = i;
                previousWidth = current[1] - current[0] + 1.0;
                current = null;
            }
        }
        windows += windowRows.length;
    }

    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    /** The score with all rows marked whose score reaches the threshold. */
    double at(double threshold, Profile profile) {
        double[] best = start(profile);
        double falseAlarms = 0;
        for (Row row : rows) {
            if (row.score >= threshold) {
                if (row.window < 0) {
                    falseAlarms += profile.falseAlarm * row.worth;
                } else {
                    best[row.window] = Math.max(best[row.window], row.worth);
                }
            }
        }
        return normalised(best, falseAlarms, profile);
    }

    /** The score under the one threshold for all series that is best on the labels, as the benchmark reports it. */
    double best(Profile profile) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> Double.compare(b.score, a.score));
        double[] best = start(profile);
        double inWindows = -profile.missed * windows;
        double falseAlarms = 0;
        double optimum = normalised(inWindows, profile);
        for (int i = 0; i < sorted.size(); i++) {
            Row row = sorted.get(i);
            if (row.window < 0) {
                falseAlarms += profile.falseAlarm * row.worth;
            } else if (row.worth > best[row.window]) {
                inWindows += row.worth - best[row.window];
                best[row.window] = row.worth;
            }
            if (i + 1 == sorted.size() || sorted.get(i + 1).score < row.score) {
                optimum = Math.max(optimum, normalised(inWindows + falseAlarms, profile));
            }
        }
        return optimum;
    }

    /** How many windows hold a marked row, and how many rows outside are marked. */
    int[] counts(double threshold) {
        boolean[] hit = new boolean[windows];
        int outside = 0;
        int found = 0;
        for (Row row : rows) {
            if (row.score >= threshold) {
                if (row.window < 0) {
                    outside++;
                } else if (!hit[row.window]) {
                    hit[row.window] = true;
                    found++;
                }
            }
        }
        return new int[] {found, outside};
    }

    int windows() {
        return windows;
    }

    private double[] start(Profile profile) {
        double[] best = new double[windows];
        Arrays.fill(best, -profile.missed);
        return best;
    }

    private double normalised(double[] best, double falseAlarms, Profile profile) {
        double sum = falseAlarms;
        for (double b : best) {
            sum += b;
        }
        return normalised(sum, profile);
    }

    private double normalised(double raw, Profile profile) {
        double nothing = -profile.missed * windows;
        return windows == 0 ? 0 : 100 * (raw - nothing) / (windows - nothing);
    }
}
