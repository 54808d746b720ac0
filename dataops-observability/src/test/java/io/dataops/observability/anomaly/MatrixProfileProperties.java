package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class MatrixProfileProperties {

    private static double[] series(long seed, int n) {
        Random random = new Random(seed);
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = 5 * Math.sin(t * 0.4) + random.nextGaussian();
        }
        if (seed % 3 == 0) {
            for (int t = n / 3; t < n / 2; t++) {
                x[t] = 2;
            }
        }
        if (seed % 5 == 0) {
            x[n / 4] = Double.NaN;
        }
        return x;
    }

    /** By the definition. */
    private static double distance(double[] x, int i, int j, int m) {
        double[] a = scaled(x, i, m);
        double[] b = scaled(x, j, m);
        if (a.length == 0 || b.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        double sizeA = 0;
        double sizeB = 0;
        for (int k = 0; k < m; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
            sizeA += a[k] * a[k];
            sizeB += b[k] * b[k];
        }
        return (sizeA == 0) != (sizeB == 0) ? Math.sqrt(m) : Math.sqrt(sum);
    }

    private static double[] scaled(double[] x, int from, int m) {
        double mean = 0;
        for (int k = 0; k < m; k++) {
            mean += x[from + k] / m;
        }
        if (Double.isNaN(mean)) {
            return new double[0];
        }
        double variance = 0;
        for (int k = 0; k < m; k++) {
            variance += (x[from + k] - mean) * (x[from + k] - mean) / m;
        }
        double[] out = new double[m];
        for (int k = 0; k < m && variance > 1e-12; k++) {
            out[k] = (x[from + k] - mean) / Math.sqrt(variance);
        }
        return out;
    }

    @Property(tries = 60)
    void theProfileIsThatOfTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 30, max = 90) int n,
            @ForAll @IntRange(min = 4, max = 12) int m) {
        double[] x = series(seed, n);
        double[] profile = MatrixProfile.of(x, m).distances();
        double furthest = 0;
        for (int i = 0; i < profile.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            for (int j = 0; j < profile.length; j++) {
                if (Math.abs(i - j) >= (m + 1) / 2) {
                    best = Math.min(best, distance(x, i, j, m));
                }
            }
            if (Double.isInfinite(best)) {
                assertThat(profile[i]).isInfinite();
            } else {
                assertThat(profile[i]).isCloseTo(best, within(1e-5));
                furthest = Math.max(furthest, best);
            }
        }
        List<MatrixProfile.Discord> discords = MatrixProfile.discords(x, m, 1);
        assertThat(discords).hasSize(1);
        assertThat(discords.get(0).distance()).isCloseTo(furthest, within(1e-5));
    }

    @Test
    void severalDiscordsDoNotOverlapAndBadLengthsAreRefused() {
        double[] x = series(1, 400);
        List<MatrixProfile.Discord> found = MatrixProfile.discords(x, 20, 3);
        assertThat(found).hasSize(3);
        assertThat(found.get(0).distance()).isGreaterThanOrEqualTo(found.get(1).distance());
        assertThat(Math.abs(found.get(0).from() - found.get(1).from())).isGreaterThanOrEqualTo(20);
        assertThatThrownBy(() -> MatrixProfile.of(x, 3)).hasMessageContaining("length (3)");
        assertThatThrownBy(() -> MatrixProfile.of(x, 300)).hasMessageContaining("length (300)");
        assertThatThrownBy(() -> MatrixProfile.discords(x, 20, 0)).hasMessageContaining("most (0)");
    }

    @net.jqwik.api.Example
    void aLongProfileTellsHowFarItIs() {
        double[] values = new Random(1).doubles(2_000).toArray();
        List<io.dataops.api.Progress> told = new ArrayList<>();
        assertThat(MatrixProfile.of(values, 50, told::add).distances())
                .isEqualTo(MatrixProfile.of(values, 50).distances());
        assertThat(told).hasSizeBetween(100, 102);
        assertThat(told).extracting(io.dataops.api.Progress::done).isSorted();
        assertThat(told.get(0).total()).hasValue(1_926);
    }
}
