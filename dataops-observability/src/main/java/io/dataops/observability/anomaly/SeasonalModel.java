package io.dataops.observability.anomaly;

import java.time.Instant;
import java.util.Arrays;

/** Level, season and scale of one series, learnt from a warm-up and updated with clipped innovations. */
final class SeasonalModel {
    private static final int MAX_SLOTS = 168;
    private static final double CLIP = 3;
    private static final double SEASON_WEIGHT = 0.2;
    private static final double TO_DEVIATION = Math.sqrt(Math.PI / 2);
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double FLOOR = 1e-9;

    private final double spacing;
    private final double pointsPerSeason;
    private final double levelWeight;
    private final double[] season;
    private double level;
    private double scale;
    private int sinceCentred;

    private SeasonalModel(double spacing, double pointsPerSeason, int slots) {
        this.spacing = spacing;
        this.pointsPerSeason = pointsPerSeason;
        this.levelWeight = Math.max(0.002, Math.min(0.2, 2 / (pointsPerSeason + 1)));
        this.season = new double[slots];
    }

    static double seconds(Instant from, Instant to) {
        return (double) (to.getEpochSecond() - from.getEpochSecond()) + (to.getNano() - from.getNano()) / 1e9;
    }

    static SeasonalModel learn(SeasonClock clock, Instant[] times, double[] values, int n) {
        double[] steps = new double[n - 1];
        for (int i = 1; i < n; i++) {
            steps[i - 1] = seconds(times[i - 1], times[i]);
        }
        double spacing = SeasonalDetector.median(steps);
        double pointsPerSeason = Math.max(1, clock.seconds() / spacing);
        SeasonalModel model =
                new SeasonalModel(spacing, pointsPerSeason, (int) Math.min(MAX_SLOTS, Math.round(pointsPerSeason)));
        model.level = SeasonalDetector.median(Arrays.copyOf(values, n));
        double perSlot = model.learnSeason(clock, times, values, n);
        model.centre();
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = Math.abs(values[i] - model.expected(clock.phase(times[i])));
        }
        model.scale = robustScale(residuals) * Math.sqrt((perSlot + 1) / (perSlot - 1));
        return model;
    }

    /** Sets each slot to its median and empty ones to the slot before; returns the points a slot, at least 1.5. */
    private double learnSeason(SeasonClock clock, Instant[] times, double[] values, int n) {
        int slots = season.length;
        int[] start = new int[slots + 1];
        int[] slotOf = new int[n];
        for (int i = 0; i < n; i++) {
            slotOf[i] = slot(clock.phase(times[i]));
            start[slotOf[i] + 1]++;
        }
        int filled = 0;
        for (int s = 0; s < slots; s++) {
            filled += start[s + 1] > 0 ? 1 : 0;
            start[s + 1] += start[s];
        }
        int[] at = Arrays.copyOf(start, slots);
        double[] grouped = new double[n];
        for (int i = 0; i < n; i++) {
            grouped[at[slotOf[i]]++] = values[i] - level;
        }
        for (int pass = 0; pass < 2; pass++) {
            for (int s = 0; s < slots; s++) {
                season[s] = start[s + 1] > start[s]
                        ? SeasonalDetector.median(Arrays.copyOfRange(grouped, start[s], start[s + 1]))
                        : season[Math.floorMod(s - 1, slots)];
            }
        }
        return Math.max(1.5, (double) n / filled);
    }

    /** Deviation of absolute residuals: by their median, or by their mean where more than half are zero. */
    private static double robustScale(double[] absolute) {
        double byMedian = MAD_TO_DEVIATION * SeasonalDetector.median(absolute.clone());
        return byMedian > 0
                ? byMedian
                : TO_DEVIATION * Arrays.stream(absolute).average().orElse(0);
    }

    double[] scaledResiduals(SeasonClock clock, Instant[] times, double[] values, int n) {
        double[] scaled = new double[n];
        for (int i = 0; i < n; i++) {
            scaled[i] = Math.abs(values[i] - expected(clock.phase(times[i]))) / scale();
        }
        return scaled;
    }

    private int slot(double phase) {
        return Math.min(season.length - 1, (int) (phase * season.length));
    }

    double spacing() {
        return spacing;
    }

    double pointsPerSeason() {
        return pointsPerSeason;
    }

    double expected(double phase) {
        return level + season[slot(phase)];
    }

    double scale() {
        return Math.max(scale, Math.max(FLOOR * Math.abs(level), Double.MIN_NORMAL));
    }

    void shift(double by) {
        level += by;
    }

    void update(double phase, double residual) {
        double limit = CLIP * scale();
        double clipped = Math.max(-limit, Math.min(limit, residual));
        level += levelWeight * clipped;
        season[slot(phase)] += SEASON_WEIGHT * (1 - levelWeight) * clipped;
        scale += levelWeight * (TO_DEVIATION * Math.abs(clipped) - scale);
        if (++sinceCentred >= pointsPerSeason) {
            centre();
        }
    }

    /** Moves the mean of the season into the level, so that the two stay apart. */
    private void centre() {
        double mean = Arrays.stream(season).average().orElse(0);
        for (int s = 0; s < season.length; s++) {
            season[s] -= mean;
        }
        level += mean;
        sinceCentred = 0;
    }
}
