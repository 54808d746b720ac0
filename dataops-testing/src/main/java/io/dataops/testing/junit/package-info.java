/**
 * Covering arrays in JUnit 5: a test template that runs once a row, and a source for parameterized tests.
 *
 * <p>Entry type: {@link io.dataops.testing.junit.CoveringTest}.
 *
 * <pre>{@code
 * enum Mode { BATCH, STREAM }
 *
 * @CoveringTest(strength = 2, constraints = "not (mode = BATCH and lag < 10)")
 * void runs(Mode mode, @Levels({"1", "10", "60"}) int lag, boolean retry) {
 *     assertTrue(new Pipeline(mode, lag, retry).run());
 * }
 *
 * @ParameterizedTest
 * @CoveringSource(strength = 2)
 * void runsToo(Mode mode, @Levels({"1", "10", "60"}) int lag) { ... }
 * }</pre>
 */
package io.dataops.testing.junit;
