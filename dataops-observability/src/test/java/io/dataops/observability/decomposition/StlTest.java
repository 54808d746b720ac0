package io.dataops.observability.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StlTest {

    private static double[] hourly(int n, double noise, long seed) {
        Random random = new Random(seed);
        double[] y = new double[n];
        Arrays.setAll(y, t -> 50 + 0.01 * t + day(t) + week(t) + noise * random.nextGaussian());
        return y;
    }

    private static double day(int t) {
        return 10 * Math.sin(2 * Math.PI * t / 24);
    }

    private static double week(int t) {
        return t / 24 % 7 >= 5 ? -5 : 2;
    }

    /** The local regression by its definition: weighted least squares, solved directly. */
    @Test
    void localRegressionIsWeightedLeastSquares() {
        double[] y = hourly(40, 1, 1);
        for (int place : new int[] {-1, 0, 3, 20, 39, 40}) {
            int left = Math.max(0, Math.min(40 - 11, place - 5));
            double reach = Math.max(place - left, left + 10 - place);
            double[] s = new double[5];
            for (int i = left; i <= left + 10; i++) {
                double u = Math.abs(i - place) / reach;
                double w = u <= 0.999 ? Math.pow(1 - u * u * u, 3) : 0;
                s[0] += w;
                s[1] += w * (i - place);
                s[2] += w * (i - place) * (i - place);
                s[3] += w * y[i];
                s[4] += w * (i - place) * y[i];
            }
            double intercept = (s[2] * s[3] - s[1] * s[4]) / (s[0] * s[2] - s[1] * s[1]);
            assertThat(Loess.at(y, 40, 11, 1, place, new double[0])).isCloseTo(intercept, within(1e-6));
        }
    }

    @Test
    void partsAddUpAndComeNearTheTruth() {
        double[] y = hourly(24 * 7 * 10, 0.5, 2);
        Decomposition parts = Stl.of(24, 168).decompose(y);
        double worst = 0;
        for (int t = 0; t < y.length; t++) {
            double sum = parts.trend()[t] + parts.season(0)[t] + parts.season(1)[t] + parts.remainder()[t];
            assertThat(sum).isCloseTo(y[t], within(1e-9));
            worst = Math.max(worst, Math.abs(parts.season(0)[t] + parts.season(1)[t] - day(t) - week(t)));
        }
        assertThat(worst).isLessThan(2.5);
        assertThat(parts.strength(0)).isGreaterThan(0.9);
        assertThat(parts.explain()).contains("season of 24", "season of 168");
    }

    @Test
    void outliersLandInTheRemainderWhenRobust() {
        double[] y = hourly(24 * 20, 0.2, 3);
        double[] spiked = y.clone();
        spiked[250] += 500;
        double[] clean = Stl.of(24).robust().decompose(y).trend();
        double[] robust = Stl.of(24).robust().decompose(spiked).trend();
        double[] plain = Stl.of(24).decompose(spiked).trend();
        assertThat(Math.abs(robust[250] - clean[250])).isLessThan(0.5);
        assertThat(Math.abs(plain[250] - clean[250])).isGreaterThan(5);
        assertThat(Stl.of(24).robust().decompose(spiked).remainder()[250]).isGreaterThan(490);
    }

    @Test
    void badInputIsRefusedAndMissingIsFilled() {
        assertThatThrownBy(() -> Stl.of(1)).hasMessageContaining("period (1)");
        assertThatThrownBy(() -> Stl.of(7, 7)).hasMessageContaining("given twice");
        assertThatThrownBy(() -> Stl.of()).hasMessageContaining("one to three");
        assertThatThrownBy(() -> Stl.of(24).decompose(new double[30])).hasMessageContaining("values (30)");
        assertThatThrownBy(() -> Stl.of(2).decompose(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}))
                .hasMessageContaining("must hold a finite one");
        double[] y = hourly(24 * 10, 0.1, 4);
        y[0] = Double.NaN;
        y[100] = Double.POSITIVE_INFINITY;
        y[239] = Double.NaN;
        assertThat(Arrays.stream(Stl.of(24).decompose(y).trend()).allMatch(Double::isFinite))
                .isTrue();
        assertThat(Stl.of(24).robust().decompose(new double[100]).remainder()).containsOnly(0);
    }

    @Test
    void onlinePartsAddUpFollowAndStandFirm() {
        double[] y = new double[24 * 40];
        Random random = new Random(5);
        Arrays.setAll(y, t -> 50 + day(t) + 0.5 * random.nextGaussian() + (t == 700 ? 300 : 0));
        OnlineDecomposition online = OnlineDecomposition.of(24);
        double left = 0;
        for (int t = 0; t < y.length; t++) {
            OnlineDecomposition.Parts parts = online.accept(t % 97 == 5 ? Double.NaN : y[t]);
            if (t % 97 != 5) {
                assertThat(parts.trend() + parts.season() + parts.remainder()).isCloseTo(y[t], within(1e-9));
            }
            if (t == 700) {
                assertThat(parts.remainder()).isGreaterThan(280);
            } else if (t > 300) {
                left = Math.max(left, Math.abs(parts.remainder()));
                assertThat(parts.trend()).isBetween(48.0, 52.0);
            }
        }
        assertThat(left).isLessThan(5);
        assertThatThrownBy(() -> OnlineDecomposition.of(1)).hasMessageContaining("period (1)");
    }
}
