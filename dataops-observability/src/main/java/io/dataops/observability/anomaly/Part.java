package io.dataops.observability.anomaly;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The parts of {@link StreamingDetection} that can be left out, to see what each is worth. */
enum Part {
    SPIKE_VIEW,
    SEASON_VIEW,
    LEVEL_VIEW,
    RAMP_VIEW,
    SCATTER_VIEW,
    /** What came before, and what never did. */
    NOVELTY,
    /** The season by the clock. */
    CLOCK,
    /** The tail learnt from the series; a normal one instead. */
    TAIL,
    /** Forgetting in tails and budget. */
    DECAY,
    /** The second calibration, of the largest surprise; each view alone keeps the budget instead. */
    CALIBRATION,
    /** One alarm an event. */
    EPISODES,
    /** An event that lasts is the new normal. */
    ADAPTATION,
    /** What is far off moves what was learnt by a bounded amount. */
    BOUNDS;

    /** All parts: the detector as it is. */
    static final Set<Part> ALL = Collections.unmodifiableSet(EnumSet.allOf(Part.class));

    /** A view that is left out sees nothing. */
    static void leaveOut(Set<Part> parts, double[] views) {
        for (View view : Track.VIEWS) {
            if (!parts.contains(valueOf(view.name() + "_VIEW"))) {
                views[view.index] = 0;
            }
        }
    }
}
