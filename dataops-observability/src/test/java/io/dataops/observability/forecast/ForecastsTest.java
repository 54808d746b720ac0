package io.dataops.observability.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ForecastsTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static double[] hourly(int n, long seed, double noise) {
        Random random = new Random(seed);
        double[] y = new double[n];
        Arrays.setAll(
                y,
                t -> 100
                        + 20 * Math.sin(2 * Math.PI * t / 24)
                        + (t / 24 % 7 >= 5 ? -15 : 0)
                        + noise * random.nextGaussian());
        return y;
    }

    @Test
    void daysAndWeeksAreContinued() {
        double[] y = hourly(24 * 42 + 48, 1, 0.5);
        Forecast forecast = Forecasts.automatic().seasons(24, 168).horizon(48).of(Arrays.copyOf(y, 24 * 42));
        for (int k = 0; k < 48; k++) {
            assertThat(forecast.points().get(k)).isCloseTo(y[24 * 42 + k], within(3.0));
        }
        assertThat(forecast.explain()).contains("seasons [24, 168]", "past points");
        assertThat(forecast.weights().values().stream().mapToDouble(w -> w).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void seasonsAreFound() {
        Forecast forecast = Forecasts.automatic().of(hourly(24 * 42, 2, 1));
        assertThat(forecast.seasons()).contains(24);
    }

    @Test
    void intervalsHoldTheirShareOfTheTruth() {
        int inside = 0;
        int all = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            double[] y = new double[24 * 20 + 24];
            Arrays.setAll(y, t -> 100 + 20 * Math.sin(2 * Math.PI * t / 24) + 5 * random.nextGaussian());
            Forecast forecast =
                    Forecasts.automatic().seasons(24).horizon(24).interval(0.8).of(Arrays.copyOf(y, 24 * 20));
            for (int k = 0; k < 24; k++) {
                double truth = y[24 * 20 + k];
                inside += forecast.lower().get(k) <= truth
                                && truth <= forecast.upper().get(k)
                        ? 1
                        : 0;
                all++;
            }
        }
        assertThat((double) inside / all).isBetween(0.7, 0.9);
    }

    @Test
    void theEndOfTheSeriesIsNotSeenByTheChoice() {
        double[] y = hourly(24 * 30, 3, 1);
        double[] longer = Arrays.copyOf(y, 24 * 31);
        Forecast one = Forecasts.automatic().seasons(24).of(y);
        Forecast other = Forecasts.automatic().seasons(24).of(Arrays.copyOf(longer, 24 * 30));
        assertThat(other).isEqualTo(one);
    }

    @Test
    void shortConstantAndBrokenSeriesAreForecast() {
        Forecast constant = Forecasts.automatic().horizon(5).of(new double[] {4, 4, 4, 4, 4, 4, 4, 4});
        assertThat(constant.points()).allSatisfy(p -> assertThat(p).isCloseTo(4, within(1e-6)));
        Forecast three = Forecasts.automatic().horizon(2).of(new double[] {1, 2, 3});
        assertThat(three.points()).hasSize(2).allSatisfy(p -> assertThat(p).isFinite());
        assertThat(three.upper().get(0)).isInfinite();
        double[] y = hourly(24 * 20, 4, 1);
        Arrays.fill(y, 100, 160, Double.NaN);
        y[300] = Double.POSITIVE_INFINITY;
        assertThat(Forecasts.automatic().seasons(24).of(y).points())
                .allSatisfy(p -> assertThat(p).isBetween(50.0, 150.0));
        double[] huge = hourly(24 * 10, 5, 1);
        Arrays.setAll(huge, t -> huge[t] * 1e140);
        assertThat(Forecasts.automatic().seasons(24).of(huge).points())
                .allSatisfy(p -> assertThat(p).isFinite());
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> Forecasts.automatic().horizon(0)).hasMessageContaining("horizon (0)");
        assertThatThrownBy(() -> Forecasts.automatic().seasons(1)).hasMessageContaining("season (1)");
        assertThatThrownBy(() -> Forecasts.automatic().seasons(2, 3, 4)).hasMessageContaining("at most two");
        assertThatThrownBy(() -> Forecasts.automatic().interval(1)).hasMessageContaining("interval (1.0)");
        assertThatThrownBy(() -> Forecasts.automatic().of(new double[] {1, Double.NaN, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 of 3 finite");
    }

    @Test
    void aDiskThatFillsHasADate() {
        Random random = new Random(6);
        TimeSeries.Builder disk = TimeSeries.builder("disk");
        for (int day = 0; day < 200; day++) {
            disk.add(START.plus(Duration.ofDays(day)), 100 + 2 * day + random.nextGaussian());
        }
        CapacityForecast full = CapacityForecast.of(
                disk.build(), 560, Forecasts.automatic().seasons().horizon(90));
        long days = Duration.between(START, full.date().orElseThrow()).toDays();
        assertThat(days).isBetween(222L, 245L);
        assertThat(full.earliest().orElseThrow()).isBeforeOrEqualTo(full.date().orElseThrow());
        assertThat(full.explain()).startsWith("disk is at ").contains(" and rises to 560.0 at");
        CapacityForecast beyond = CapacityForecast.of(
                disk.build(), 100, Forecasts.automatic().seasons().horizon(10));
        assertThat(beyond.last()).isGreaterThan(100);
        assertThat(beyond.date()).isEmpty();
        assertThat(beyond.explain()).as("not: does not reach 100").contains(" and does not fall to 100.0");
        CapacityForecast never = CapacityForecast.of(
                disk.build(), 1e6, Forecasts.automatic().seasons().horizon(10));
        assertThat(never.date()).isEmpty();
        assertThat(never.explain()).contains("does not rise to 1000000.0");
    }

    @Test
    void partsAndTotalsAgreeAfterReconciliation() {
        double[] y = hourly(24 * 30, 7, 2);
        double[] days = new double[30];
        for (int t = 0; t < y.length; t++) {
            days[t / 24] += y[t];
        }
        Forecast fine = Forecasts.automatic().seasons(24).horizon(48).of(y);
        Forecast coarse = Forecasts.automatic().seasons().horizon(2).of(days);
        List<Double> hours = Reconciliation.between(fine, coarse, 24);
        double before = fine.points().stream().limit(24).mapToDouble(p -> p).sum();
        double after = hours.stream().limit(24).mapToDouble(p -> p).sum();
        double total = coarse.points().get(0);
        assertThat(after).isBetween(Math.min(before, total) - 1e-6, Math.max(before, total) + 1e-6);
        assertThatThrownBy(() -> Reconciliation.between(fine, coarse, 1)).hasMessageContaining("stretch (1)");
    }
}
