package io.dataops.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How an answer was computed, so that it can be computed again.
 *
 * <pre>{@code
 * Provenance provenance = plan.provenance();
 * provenance.algorithm();
 * provenance.seed();      // with the same seed and steps, the same answer
 * provenance.steps();
 * }</pre>
 *
 * @param algorithm what computed it, in a few words
 * @param seed the seed of its random choices; 0 where there are none
 * @param steps the steps that were taken; 0 for a closed form
 * @param elapsed the time that it took; present only under a time budget, so that equal runs give equal records
 */
public record Provenance(String algorithm, long seed, long steps, Optional<Duration> elapsed) {

    /** Refuses a blank algorithm and a negative number of steps. */
    public Provenance {
        Text.name("algorithm", algorithm);
        if (steps < 0) {
            throw new IllegalArgumentException("steps (" + steps + ") must not be negative.");
        }
    }

    /**
     * Returns the provenance of a computation without search or chance.
     *
     * @param algorithm what computed it
     * @return seed 0, no steps, no time
     */
    public static Provenance of(String algorithm) {
        return new Provenance(algorithm, 0, 0, Optional.empty());
    }

    @Override
    public String toString() {
        return algorithm
                + (seed == 0 ? "" : ", seed " + seed)
                + (steps == 0 ? "" : ", " + steps + " steps")
                + elapsed.map(e -> ", " + e.toMillis() + " ms").orElse("");
    }
}
