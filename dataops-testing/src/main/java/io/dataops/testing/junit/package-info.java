/**
 * Covering arrays in JUnit 5: a test template that runs once a row, and a source for parameterized tests.
 *
 * <p>Entry type: {@link io.dataops.testing.junit.CoveringTest}.
 *
 * <pre>{@code
 * @CoveringTest(strength = 2, constraints = "not (mode = BATCH and lag < 10)")
 * void runs(Mode mode, @Levels({"1", "10", "60"}) int lag, boolean retry) {
 *     assertTrue(new Flow(mode, lag, retry).run());
 * }
 *
 * @ParameterizedTest
 * @CoveringSource(strength = 2)
 * void runsToo(Mode mode, @Levels({"1", "10", "60"}) int lag) { run(mode, lag); }
 * }</pre>
 */
package io.dataops.testing.junit;
