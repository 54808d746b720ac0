/**
 * Mutation of Java logic by PIT, for transformations that are not queries. Add {@code org.pitest:pitest-command-line} and
 * {@code org.pitest:pitest-junit5-plugin} to the class path of the tests; nothing here is compiled against them.
 *
 * <p>Entry type: {@link io.dataops.testing.pit.PitMutation}.
 *
 * <pre>{@code
 * PitReport report = PitMutation.of("com.acme.Cleaning")
 *         .tests("com.acme.CleaningTest")
 *         .reportInto(Path.of("target", "pit"))
 *         .run();
 * report.score();
 * report.survivors();   // class, method, line and what was changed
 * }</pre>
 */
package io.dataops.testing.pit;
