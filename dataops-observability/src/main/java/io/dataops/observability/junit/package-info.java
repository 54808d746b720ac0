/**
 * Unit tests of alarms: recorded series are replayed with a virtual clock.
 *
 * <p>Entry type: {@link io.dataops.observability.junit.Replay}, given to a test by
 * {@link io.dataops.observability.junit.ReplayExtension}. Needs org.junit.jupiter:junit-jupiter-api on the class path.
 *
 * <pre>{@code
 * replay.of(recorded)
 *         .through(Detectors.streaming())
 *         .firedWithin(outage, Duration.ofMinutes(30))
 *         .firedAtMost(2);
 * replay.of(recorded).through("too slow", (clock, value) -> value > 5_000).neverFired();
 * }</pre>
 */
package io.dataops.observability.junit;
