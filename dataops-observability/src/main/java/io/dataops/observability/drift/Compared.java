package io.dataops.observability.drift;

import java.util.List;

/** The comparison of one column before it is corrected for the number of columns. */
record Compared(
        double pValue,
        double distance,
        double shift,
        double stability,
        double stabilityPValue,
        List<String> appeared,
        List<String> vanished) {

    static Compared nothing() {
        return new Compared(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of(), List.of());
    }
}
