package io.dataops.api;

import java.util.Arrays;

/**
 * What was measured on one side of a comparison; the kind decides which test fits.
 *
 * <pre>{@code
 * Measure errors = Measure.rate(12, 90_000);            // events of trials
 * Measure restarts = Measure.count(3, 24);              // events in hours
 * Measure latencies = Measure.samples(12.5, 13.1, 40);  // values
 * Measure.rate(2, 1);                                   // IllegalArgumentException: …
 * }</pre>
 */
public sealed interface Measure {

    /**
     * Says whether there is nothing to judge by.
     *
     * @return true without trials, exposure or samples
     */
    boolean isEmpty();

    /**
     * Events among trials, for example failed requests among all.
     *
     * @param events how many trials had the event
     * @param trials how many there were
     */
    record Rate(long events, long trials) implements Measure {
        /** Refuses negative counts and more events than trials. */
        public Rate {
            if (events < 0 || events > trials) {
                throw new IllegalArgumentException(
                        "events (" + events + ") must be between 0 and trials (" + trials + ").");
            }
        }

        @Override
        public boolean isEmpty() {
            return trials == 0;
        }
    }

    /**
     * Events over an exposure, for example restarts in hours of operation.
     *
     * @param events how many there were
     * @param exposure over how much time or volume, in the same unit on both sides
     */
    record Count(long events, double exposure) implements Measure {
        /** Refuses negative figures. */
        public Count {
            if (events < 0) {
                throw new IllegalArgumentException("events (" + events + ") must not be negative.");
            }
            if (!(exposure >= 0) || Double.isInfinite(exposure)) {
                throw new IllegalArgumentException("exposure (" + exposure + ") must be finite and not negative.");
            }
        }

        @Override
        public boolean isEmpty() {
            return exposure == 0;
        }
    }

    /** Single observations of a quantity such as latency; the distribution is compared. Immutable. */
    final class Samples implements Measure {
        private final double[] values;

        private Samples(double[] values) {
            this.values = values;
        }

        /**
         * Returns the observations.
         *
         * @return a new array {@code [size]}
         */
        public double[] values() {
            return values.clone();
        }

        /**
         * Returns the number of observations.
         *
         * @return 0 or more
         */
        public int size() {
            return values.length;
        }

        @Override
        public boolean isEmpty() {
            return values.length == 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Samples s && Arrays.equals(values, s.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return values.length + " samples";
        }
    }

    /**
     * Returns events among trials.
     *
     * @param events 0 to {@code trials}
     * @param trials 0 or more
     * @return the measure
     */
    static Measure rate(long events, long trials) {
        return new Rate(events, trials);
    }

    /**
     * Returns events over an exposure.
     *
     * @param events 0 or more
     * @param exposure 0 or more
     * @return the measure
     */
    static Measure count(long events, double exposure) {
        return new Count(events, exposure);
    }

    /**
     * Returns single observations. Missing ones (NaN) are left out.
     *
     * @param values the observations; infinite ones are kept, since a request that never ended is an observation
     * @return the measure
     */
    static Samples samples(double... values) {
        return new Samples(Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray());
    }
}
