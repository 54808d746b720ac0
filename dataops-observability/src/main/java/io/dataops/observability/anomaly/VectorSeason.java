package io.dataops.observability.anomaly;

import java.time.Instant;
import java.util.Arrays;

/**
 * Takes level and season by the clock off each dimension of a vector: what is left is what the dimensions may have to do with each other.
 * Learns from each vector after it was taken off, by bounded steps as in the detector of one series.
 */
final class VectorSeason {
    private static final int FIRST_LOOK = 48;
    private static final int MOST_SLOTS = 336;

    private final SeasonClock clock;
    private final int d;
    private Instant[] times = new Instant[FIRST_LOOK];
    private double[][] first;
    private int seen;
    private double spacing;
    private Track[] tracks = new Track[0];
    private SeasonProfile[] profiles = new SeasonProfile[0];

    VectorSeason(SeasonClock clock, int dimensions) {
        this.clock = clock;
        this.d = dimensions;
        this.first = new double[FIRST_LOOK][dimensions];
    }

    /** What is left of the values; empty until two seasons were seen. */
    double[] left(Instant time, double[] values) {
        if (tracks.length > 0) {
            return take(time, values);
        }
        times[seen] = time;
        first[seen++] = values.clone();
        if (seen == FIRST_LOOK) {
            double[] steps = new double[FIRST_LOOK - 1];
            Arrays.setAll(steps, i -> SeriesDetector.seconds(times[i], times[i + 1]));
            spacing = ScoreTail.median(steps);
            build();
            for (int k = 0; k < d; k++) {
                int dimension = k;
                double[] own =
                        Arrays.stream(first).mapToDouble(v -> v[dimension]).toArray();
                tracks[k].start(own, FIRST_LOOK);
            }
            for (int i = 0; i < FIRST_LOOK; i++) {
                take(times[i], first[i]);
            }
            times = new Instant[0];
            first = new double[0][];
        }
        return new double[0];
    }

    private void build() {
        tracks = new Track[d];
        profiles = new SeasonProfile[d];
        for (int k = 0; k < d; k++) {
            tracks[k] = new Track(clock.seconds() / spacing, true);
            profiles[k] = new SeasonProfile(clock, spacing, MOST_SLOTS, true);
        }
    }

    private double[] take(Instant time, double[] values) {
        double[] left = new double[d];
        boolean known = true;
        for (int k = 0; k < d; k++) {
            Track track = tracks[k];
            SeasonProfile profile = profiles[k];
            int slot = profile.slot(time);
            double deviation = values[k] - track.level();
            double offset = profile.exact(slot);
            left[k] = deviation - offset;
            known &= profile.used();
            double limit = 10 * track.scatter();
            double error = Math.min(Math.abs(deviation - profile.exact(slot)), limit);
            double weight = track.weight();
            if (profile.known()) {
                track.accept(values[k] - offset, 1);
            }
            profile.learn(slot, deviation, 4 * track.scatter(), error, Math.min(Math.abs(deviation), limit), weight);
        }
        return known ? left : new double[0];
    }

    void transfer(State state) {
        boolean built = state.flag(tracks.length > 0);
        if (!built) {
            seen = Math.max(0, Math.min(FIRST_LOOK - 1, state.count(seen)));
            for (int i = 0; i < seen; i++) {
                Instant at = state.time(times[i]);
                times[i] = at == null ? Instant.EPOCH : at;
                state.reals(first[i]);
            }
            return;
        }
        spacing = state.real(spacing);
        if (tracks.length == 0) {
            build();
            times = new Instant[0];
            first = new double[0][];
        }
        for (int k = 0; k < d; k++) {
            tracks[k].transfer(state);
            profiles[k].transfer(state);
        }
    }
}
