package io.dataops.observability.anomaly;

import java.util.Locale;

/** One sentence in the units of the series. */
final class Reason {

    private Reason() {}

    static String of(
            String series, boolean flat, View view, double value, double expected, double lower, double upper) {
        if (flat) {
            return String.format(
                    Locale.ROOT,
                    "%s has hardly moved in its last points, which is rare for it; now %.6g (normal: %.6g to %.6g)",
                    series,
                    value,
                    lower,
                    upper);
        }
        String side = value > expected ? "above" : "below";
        String what = switch (view) {
            case SPIKE -> "far " + side + " the %.6g expected after the points before it";
            case SEASON -> "far " + side + " the %.6g expected at this time";
            case LEVEL -> "and its last points lie " + side + " their level of %.6g";
            case RAMP -> "and has drifted " + side + " its level of %.6g for a while";
            case NOVELTY -> "and its last points are like none before; the nearest had %.6g";
            case SCATTER -> "and its last points scatter more widely than usual around %.6g";
        };
        return String.format(
                Locale.ROOT,
                "%s is %.6g, " + what + " (normal here: %.6g to %.6g)",
                series,
                value,
                expected,
                lower,
                upper);
    }
}
