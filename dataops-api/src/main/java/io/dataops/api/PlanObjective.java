package io.dataops.api;

/**
 * One thing that a plan keeps small, with its certificate.
 *
 * <pre>{@code
 * for (PlanObjective objective : plan.objectives()) {
 *     System.out.println(objective.name() + " " + objective.value() + ", at least " + objective.lowerBound());
 * }
 * }</pre>
 *
 * @param name what is measured, and its unit
 * @param value what the plan reaches
 * @param lowerBound a value that no plan for the same problem undercuts while the objectives before it keep theirs
 */
public record PlanObjective(String name, double value, double lowerBound) {

    /** Refuses a bound above the value. */
    public PlanObjective {
        Text.name("name", name);
        if (!(lowerBound <= value)) {
            throw new IllegalArgumentException(
                    "lowerBound (" + lowerBound + ") of " + name + " must be at most the value (" + value + ").");
        }
    }

    /**
     * Returns how far the value may be from the best, relative to the value.
     *
     * @return 0 if the value is proven best, at most 1
     */
    public double gap() {
        return value == lowerBound ? 0 : Math.min(1, (value - lowerBound) / Math.abs(value));
    }
}
