package io.dataops.testing.pit;

/**
 * A mutant of Java code, as PIT describes it.
 *
 * <pre>{@code
 * for (PitMutant mutant : PitMutation.of("com.acme.Cleaning").tests("com.acme.CleaningTest").reportInto(folder).run().survivors()) {
 *     System.out.println(mutant.className() + ":" + mutant.line() + " " + mutant.description());
 * }
 * }</pre>
 *
 * @param className the class
 * @param method the method
 * @param line the line, from 1; 0 if the class has no line numbers
 * @param description what was changed
 * @param status PIT's verdict: KILLED, SURVIVED, NO_COVERAGE, TIMED_OUT, ...
 * @param detected whether PIT counts it as killed
 */
public record PitMutant(
        String className, String method, int line, String description, String status, boolean detected) {
    @Override
    public String toString() {
        return className + "." + method + ":" + line + " " + description + " (" + status + ")";
    }
}
