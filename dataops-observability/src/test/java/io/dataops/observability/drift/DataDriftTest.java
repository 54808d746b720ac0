package io.dataops.observability.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

final class DataDriftTest {

    private static double[] normal(Random random, int n, double mean) {
        return random.doubles(n).map(u -> mean + random.nextGaussian()).toArray();
    }

    @Test
    void theExampleOfThePackagePage() {
        Random random = new Random(1);
        double[] amountsOfFebruary = normal(random, 3000, 100);
        double[] amounts = normal(random, 500, 100.5);
        String[] countriesOfFebruary =
                random.ints(3000, 0, 3).mapToObj(i -> "C" + i).toArray(String[]::new);
        String[] countries =
                random.ints(500, 0, 3).mapToObj(i -> i == 2 ? "C9" : "C" + i).toArray(String[]::new);

        List<ColumnProfile> lastMonth = List.of(
                NumericProfile.of("amount", "2026-02", amountsOfFebruary),
                CategoryProfile.of("country", "2026-02", countriesOfFebruary));
        List<ColumnProfile> today = List.of(
                NumericProfile.of("amount", "2026-03-01", amounts),
                CategoryProfile.of("country", "2026-03-01", countries));

        DriftReport report = DataDrift.between(lastMonth, today).level(0.05).test();
        report.drifted(); // columns, with what differs and by how much

        assertThat(report.drifted()).extracting(ColumnDrift::column).containsExactly("amount", "country");
        ColumnDrift country = report.columns().get(1);
        assertThat(country.appeared()).containsExactly("C9");
        assertThat(country.vanished()).containsExactly("C2");
        assertThat(report.columns().get(0).shift()).isCloseTo(0.37, within(0.1));
        assertThat(report.explain()).contains("amount: distance", "new: C9, gone: C2");
    }

    @Test
    void falseFindingsStayBelowTheRate() {
        Random random = new Random(2);
        int runsWithFinding = 0;
        for (int run = 0; run < 60; run++) {
            List<ColumnProfile> before = new ArrayList<>();
            List<ColumnProfile> now = new ArrayList<>();
            for (int c = 0; c < 40; c++) {
                boolean numeric = c % 2 == 0;
                before.add(column(random, "c" + c, 800, numeric));
                now.add(column(random, "c" + c, 300, numeric));
            }
            runsWithFinding +=
                    DataDrift.between(before, now).level(0.1).test().drifted().isEmpty() ? 0 : 1;
        }
        // At 0.1, more than 13 of 60 have a probability below 0.005.
        assertThat(runsWithFinding).isLessThanOrEqualTo(13);
    }

    private static ColumnProfile column(Random random, String name, int n, boolean numeric) {
        return numeric
                ? NumericProfile.of(name, "p" + random.nextLong(), normal(random, n, 0))
                : CategoryProfile.of(
                        name,
                        "p",
                        random.ints(n, 0, 6)
                                .mapToObj(i -> i == 5 ? null : "v" + i * i % 7)
                                .toArray(String[]::new));
    }

    @Test
    void missingValuesAloneAreADrift() {
        double[] full = normal(new Random(3), 1000, 0);
        double[] holes = full.clone();
        Arrays.fill(holes, 0, 80, Double.NaN);
        DriftReport report = DataDrift.between(
                        List.of(NumericProfile.of("a", "x", full)), List.of(NumericProfile.of("a", "y", holes)))
                .test();
        assertThat(report.drifted()).hasSize(1);
        assertThat(report.columns().get(0).missingNow()).isEqualTo(0.08);
    }

    @Test
    void mergedPartsAreTheWholeInAnyOrder() {
        Random random = new Random(4);
        List<NumericProfile> parts = new ArrayList<>();
        for (int p = 0; p < 7; p++) {
            parts.add(NumericProfile.of("a", "part" + p, normal(random, 4000, p)));
        }
        NumericProfile forward = parts.stream().reduce(NumericProfile::merge).orElseThrow();
        Collections.reverse(parts);
        NumericProfile backward = parts.stream().reduce(NumericProfile::merge).orElseThrow();
        assertThat(backward).isEqualTo(forward);
        assertThat(forward.sample()).hasSize(NumericProfile.SAMPLE);
        assertThat(forward.rows()).isEqualTo(28_000);
        assertThat(Arrays.stream(forward.sample()).average().orElseThrow()).isCloseTo(3, within(0.1));
        CategoryProfile a = CategoryProfile.of("c", "1", new String[] {"x", null, "y"});
        CategoryProfile b = CategoryProfile.of("c", "2", new String[] {"x"});
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b)).isEqualTo(CategoryProfile.of("c", "", new String[] {"x", "y", null, "x"}));
    }

    @Test
    void theSampleIsThatOfTheSmallestHashes() {
        BottomSample sample = new BottomSample(50);
        Random random = new Random(5);
        long[] hashes = random.longs(5000).toArray();
        for (long hash : hashes) {
            sample.offer(hash, (double) hash);
        }
        sample.finish();
        Arrays.sort(hashes);
        assertThat(sample.hashes()).isEqualTo(Arrays.copyOf(hashes, 50));
    }

    @Test
    void kolmogorovAgreesWithTheLibrary() {
        Random random = new Random(6);
        for (int i = 0; i < 50; i++) {
            double[] x = normal(random, 200 + random.nextInt(200), 0);
            double[] y = normal(random, 200 + random.nextInt(200), 0.2 * random.nextDouble());
            var theirs = KolmogorovSmirnovTest.withDefaults()
                    .with(PValueMethod.ASYMPTOTIC)
                    .test(x, y);
            Compared ours = NumericComparison.of(x, y);
            assertThat(ours.distance()).isCloseTo(theirs.getStatistic(), within(1e-12));
            assertThat(ours.pValue()).isCloseTo(theirs.getPValue(), within(0.03));
        }
    }

    @Test
    void aChangeBetweenColumnsAloneIsFoundJointly() {
        Random random = new Random(7);
        double[] x = normal(random, 600, 0);
        double[] same =
                Arrays.stream(x).map(v -> v + 0.1 * random.nextGaussian()).toArray();
        double[] x2 = normal(random, 600, 0);
        double[] apart = normal(random, 600, 0);
        List<ColumnProfile> before = List.of(NumericProfile.of("x", "a", x), NumericProfile.of("y", "a", same));
        List<ColumnProfile> now = List.of(NumericProfile.of("x", "b", x2), NumericProfile.of("y", "b", apart));
        assertThat(DataDrift.between(before, now).test().drifted()).isEmpty();
        assertThat(DataDrift.between(before, now).joint(199, 1).pValue()).isLessThan(0.01);
        assertThat(DataDrift.between(before, before).joint(99, 1).pValue()).isGreaterThan(0.5);
    }

    @Test
    void emptyOneSidedAndForeignColumnsAreSaid() {
        DriftReport report = DataDrift.between(
                        List.of(
                                NumericProfile.of("empty", "a", new double[0]),
                                NumericProfile.of("gone", "a", new double[] {1}),
                                NumericProfile.of("type", "a", new double[] {1, 2}),
                                NumericProfile.of("infinite", "a", new double[] {Double.POSITIVE_INFINITY, 1}),
                                NumericProfile.of("nan", "a", new double[] {Double.NaN})),
                        List.of(
                                NumericProfile.of("empty", "b", new double[] {1}),
                                CategoryProfile.of("type", "b", new String[] {"1"}),
                                NumericProfile.of("infinite", "b", new double[] {Double.NEGATIVE_INFINITY}),
                                NumericProfile.of("nan", "b", new double[] {3}),
                                NumericProfile.of("new", "b", new double[] {1})))
                .test();
        assertThat(report.onlyBefore()).containsExactly("gone");
        assertThat(report.onlyNow()).containsExactly("new");
        assertThat(report.columns().get(0).reason()).contains("no rows");
        assertThat(report.columns().get(1).reason()).contains("another type");
        assertThat(report.drifted()).isEmpty();
    }

    @Test
    void badInputIsNamed() {
        NumericProfile a = NumericProfile.of("a", "p", new double[1]);
        assertThatThrownBy(() -> a.merge(NumericProfile.of("b", "p", new double[1])))
                .hasMessage("column (b) must be a to be merged with it.");
        assertThatThrownBy(() -> DataDrift.between(List.of(a, a), List.of()))
                .hasMessage("column (a) is there twice. Maybe merge its profiles.");
        assertThatThrownBy(() -> DataDrift.between(List.of(a), List.of(a)).level(0))
                .hasMessageContaining("level (0.0)");
        String[] many = new String[100_002];
        Arrays.setAll(many, i -> "v" + i);
        assertThatThrownBy(() -> CategoryProfile.of("id", "p", many))
                .hasMessageContaining("more than 100000 categories");
        assertThatThrownBy(() -> NumericProfile.of(" ", "p", new double[1])).hasMessageContaining("must not be blank");
    }
}
