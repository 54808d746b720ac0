package io.dataops.benchmarks.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataops.benchmarks.observability.NabScorer.Profile;
import org.junit.jupiter.api.Test;

final class NabScorerTest {
    private static final int[][] WINDOW = {{10, 19}};

    private static double[] marked(int n, int... rows) {
        double[] scores = new double[n];
        for (int row : rows) {
            scores[row] = 1;
        }
        return scores;
    }

    private static double score(Profile profile, int... rows) {
        NabScorer scorer = new NabScorer();
        scorer.add(WINDOW, 3, marked(40, rows));
        return scorer.at(1, profile);
    }

    /** By hand: the first row of the window is at -1, so it is worth 1; silence is 0. */
    @Test
    void theFirstRowIsWorthAllAndSilenceNothing() {
        assertThat(score(Profile.STANDARD, 10)).isCloseTo(100, within(1e-9));
        assertThat(score(Profile.STANDARD)).isCloseTo(0, within(1e-9));
        assertThat(score(Profile.LOW_FN)).isCloseTo(0, within(1e-9));
    }

    /** By hand: row 15 lies at -(19-15+1)/10 = -0.5; (2/(1+e^-2.5)-1)/0.986614 = 0.859793; (0.859793+1)/2 = 92.98963 %. */
    @Test
    void laterRowsAreWorthLessAndOnlyTheBestCounts() {
        double half = (2 / (1 + Math.exp(-2.5)) - 1) / (2 / (1 + Math.exp(-5)) - 1);
        assertThat(half).isCloseTo(0.859793, within(1e-6));
        assertThat(score(Profile.STANDARD, 15)).isCloseTo(92.98963, within(1e-4));
        assertThat(score(Profile.STANDARD, 15, 17, 19)).isCloseTo(92.98963, within(1e-4));
        assertThat(score(Profile.LOW_FN, 15)).isCloseTo(100 * (0.859793 + 2) / 3, within(1e-4));
    }

    /**
     * By hand: row 5 costs 0.11; row 22 lies (22-19)/9 = 1/3 widths past the window, so it costs 0.11 (1 - 2/(1+e^(5/3)));
     * row 2 is in probation. (1 - 0.11 - 0.11 * 0.682262 + 1) / 2 = 90.74756 %.
     */
    @Test
    void falseAlarmsCostByTheirDistance() {
        assertThat(score(Profile.STANDARD, 2, 5, 10, 22))
                .isCloseTo(100 * (2 - 0.11 - 0.11 * 0.682262) / 2, within(1e-4));
        assertThat(score(Profile.LOW_FP, 5, 10)).isCloseTo(100 * (2 - 0.22) / 2, within(1e-9));
    }

    @Test
    void theBestThresholdIsOneForAllSeries() {
        NabScorer scorer = new NabScorer();
        double[] good = marked(40, 10);
        good[5] = 0.5;
        scorer.add(WINDOW, 3, good);
        scorer.add(WINDOW, 3, marked(40));
        assertThat(scorer.best(Profile.STANDARD)).isCloseTo(50, within(1e-9));
        assertThat(scorer.at(0.5, Profile.STANDARD)).isCloseTo(100 * (1 - 0.11 + 1) / 4, within(1e-9));
        assertThat(scorer.counts(1)).containsExactly(1, 0);
    }
}
