/**
 * Which tests to run for a change within a limit of time.
 *
 * <p>Entry type: {@link io.dataops.testing.selection.TestSelection}.
 *
 * <pre>{@code
 * TestSuite suite = TestSuite.of(
 *         TestCase.of("orders not null", Duration.ofSeconds(20), "orders"),
 *         TestCase.of("revenue end to end", Duration.ofMinutes(8), "orders", "revenue"));
 * TestPlan plan = TestSelection.within(Duration.ofMinutes(5)).select(impact, suite);
 * plan.selected();    // "orders not null": the other does not fit
 * plan.unguarded();   // affected assets that no test exercises
 * assert plan.value() <= plan.upperBound();
 * }</pre>
 */
package io.dataops.testing.selection;
