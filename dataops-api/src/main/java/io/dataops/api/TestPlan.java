package io.dataops.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which tests to run within a limit of time, most valuable first.
 *
 * <p>The certificate: {@link #value()} is what the selection reaches, {@link #upperBound()} what no selection within the
 * limit can exceed.
 *
 * <pre>{@code
 * TestPlan tests = outcome.tests();
 * tests.selected();     // the most useful first
 * tests.value();        // affected assets that a selected test is expected to notice
 * tests.upperBound();   // what no selection within the limit exceeds
 * tests.unguarded();    // affected assets without any test
 * }</pre>
 *
 * @param selected the tests to run, in order
 * @param leftOut tests that touch what is affected, and did not fit
 * @param limit the time that was given
 * @param value expected number of affected assets that a selected test would notice
 * @param upperBound a value that no selection within the limit exceeds
 * @param unguarded affected assets that no test of the suite exercises, most probable first
 * @param provenance how the answer was computed
 */
public record TestPlan(
        List<PlannedTest> selected,
        List<TestCase> leftOut,
        Duration limit,
        double value,
        double upperBound,
        List<String> unguarded,
        Provenance provenance)
        implements Explained {

    private static final TestPlan NONE =
            new TestPlan(List.of(), List.of(), Duration.ZERO, 0, 0, List.of(), Provenance.of("no test selection"));

    /** Copies the lists; refuses a selection that takes longer than the limit, and a bound below the value. */
    public TestPlan {
        selected = List.copyOf(selected);
        leftOut = List.copyOf(leftOut);
        unguarded = List.copyOf(unguarded);
        Duration taken = total(selected);
        if (taken.compareTo(limit) > 0) {
            throw new IllegalArgumentException(
                    "selected tests take " + taken + ", longer than the limit (" + limit + ").");
        }
        if (!(value >= 0) || !(upperBound >= value)) {
            throw new IllegalArgumentException(
                    "upperBound (" + upperBound + ") must be at least value (" + value + ").");
        }
    }

    /**
     * Returns the plan of a loop that selects no tests.
     *
     * @return a plan without tests
     */
    public static TestPlan none() {
        return NONE;
    }

    /**
     * Returns how long the selected tests take one after the other.
     *
     * @return at most {@link #limit()}
     */
    public Duration total() {
        return total(selected);
    }

    private static Duration total(List<PlannedTest> tests) {
        return tests.stream().map(t -> t.test().duration()).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public String explain() {
        String head = String.format(
                Locale.ROOT,
                "%d tests in %s of %s, value %.3f of at most %.3f",
                selected.size(),
                total(),
                limit,
                value,
                upperBound);
        String tests = selected.stream()
                .map(t -> "\n" + t.test().id() + ": " + t.reason())
                .collect(Collectors.joining());
        String out = leftOut.isEmpty()
                ? ""
                : "\nleft out: " + leftOut.stream().map(TestCase::id).collect(Collectors.joining(", "));
        return head + tests + out + (unguarded.isEmpty() ? "" : "\nno test exercises: " + String.join(", ", unguarded));
    }
}
