package io.dataops.observability.anomaly;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Opens to the ablation what no user should need: the detector without one of its parts. */
public final class DetectorParts {

    private DetectorParts() {}

    /** All that can be left out. */
    public static List<String> all() {
        return Arrays.stream(Part.values()).map(Part::name).toList();
    }

    /** The default detector without a part; with all for the empty name. */
    public static StreamingDetector without(String part, String series) {
        StreamingDetection detection = Detectors.streaming();
        return (part.isEmpty() ? detection : detection.without(Part.valueOf(part.toUpperCase(Locale.ROOT))))
                .start(series);
    }
}
