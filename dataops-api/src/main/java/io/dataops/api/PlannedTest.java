package io.dataops.api;

/**
 * A test that is worth running now.
 *
 * <pre>{@code
 * for (PlannedTest planned : outcome.tests().selected()) {
 *     System.out.println(planned.test().id() + ": " + planned.reason());
 * }
 * }</pre>
 *
 * @param test the test
 * @param gain the probability mass of affected assets that this test adds to what the tests before it exercise
 * @param reason one line that says why
 */
public record PlannedTest(TestCase test, double gain, String reason) {

    /** Refuses a gain that is negative or not a number. */
    public PlannedTest {
        if (!(gain >= 0)) {
            throw new IllegalArgumentException("gain (" + gain + ") must be 0 or more.");
        }
    }
}
