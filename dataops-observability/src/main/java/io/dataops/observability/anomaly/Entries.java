package io.dataops.observability.anomaly;

import java.time.Duration;

/** The detectors of a choice, all at the same budget of false alarms, fitted to one history's step and period. */
final class Entries {
    private static final double DAY = 86_400;
    /** A period so near to a day or a week is one: the clock keeps it better. */
    private static final double NEAR = 0.02;

    private static final int LARGEST_WINDOW = 4_096;

    private final DetectorSelection.Settings settings;
    private final double spacing;
    private final int period;

    Entries(DetectorSelection.Settings settings, double spacing, int period) {
        this.settings = settings;
        this.spacing = spacing;
        this.period = period;
    }

    int period() {
        return period;
    }

    /** False alarms a point that all may raise. */
    double perPoint() {
        double inTime = settings.alarms() * spacing / (settings.within().toMillis() / 1e3);
        return inTime > 0 ? Math.min(settings.perPoint(), inTime) : settings.perPoint();
    }

    boolean suits(DetectorKind kind) {
        return switch (kind) {
            case POINT, SPECTRAL, FOREST -> true;
            case SHAPE, POINT_AND_SHAPE -> period > 0;
            case SEASONAL_POINT, SEASONAL_POINT_AND_SHAPE -> period > 0 && !near(DAY) && !near(7 * DAY);
        };
    }

    private boolean near(double seconds) {
        return Math.abs(period * spacing / seconds - 1) < NEAR;
    }

    StreamingDetector start(DetectorKind kind, String series) {
        return switch (kind) {
            case POINT -> points(false, 1).start(series);
            case SEASONAL_POINT -> points(true, 1).start(series);
            case SHAPE -> shape(1).start(series);
            case SPECTRAL -> spectral().start(series);
            case FOREST -> forest().start(series);
            case POINT_AND_SHAPE, SEASONAL_POINT_AND_SHAPE ->
                new PairDetector(
                        points(kind == DetectorKind.SEASONAL_POINT_AND_SHAPE, 0.5)
                                .start(series),
                        shape(0.5).start(series),
                        period);
        };
    }

    String text(DetectorKind kind) {
        return switch (kind) {
            case POINT -> points(false, 1).toString();
            case SEASONAL_POINT -> points(true, 1).toString();
            case SHAPE -> shape(1).toString();
            case SPECTRAL -> spectral().toString();
            case FOREST -> forest().toString();
            case POINT_AND_SHAPE, SEASONAL_POINT_AND_SHAPE ->
                points(kind == DetectorKind.SEASONAL_POINT_AND_SHAPE, 0.5) + ", and " + shape(0.5);
        };
    }

    private StreamingDetection points(boolean seasonal, double part) {
        StreamingDetection detection = seasonal
                ? Detectors.seasonal(Duration.ofMillis(Math.max(1, Math.round(1e3 * period * spacing))))
                : Detectors.streaming();
        return detection
                .zone(settings.zone())
                .maxFalseAlarms(part * settings.alarms(), settings.within())
                .maxFalseAlarmsPerPoint(part * settings.perPoint());
    }

    private ShapeDetection shape(double part) {
        return Detectors.shape(period).maxFalseAlarmsPerPeriod(Math.min(1, part * perPoint() * period));
    }

    private SpectralDetection spectral() {
        int window = 256;
        while (window < 3 * period && window < LARGEST_WINDOW) {
            window *= 2;
        }
        return Detectors.spectral().window(window).maxFalseAlarmsPerPoint(perPoint());
    }

    private ForestDetection forest() {
        return Detectors.forest()
                .maxFalseAlarmsPerPoint(perPoint())
                .seed(settings.budget().seed());
    }

    @Override
    public String toString() {
        return (period > 0 ? "period of " + period + " points" : "no period") + ", at most " + perPoint()
                + " false alarms a point";
    }
}
