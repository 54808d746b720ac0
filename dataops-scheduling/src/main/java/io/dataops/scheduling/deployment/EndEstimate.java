package io.dataops.scheduling.deployment;

import java.time.Instant;

/**
 * When everything has ended by a {@link RiskMeasure}, estimated from worlds that were played.
 *
 * <pre>{@code
 * EndEstimate end = PlanRisk.simulate(problem, plan, DurationModel.triangular(0.8, 1, 2), 1_000, 42)
 *         .end(RiskMeasure.quantile(0.95));
 * end.lower();   // with end.upper(), a 95 % confidence interval
 * }</pre>
 *
 * @param value the estimate
 * @param lower the lower limit of its 95 % confidence interval
 * @param upper the upper limit; with few worlds the latest that was seen, so that the interval holds with less than 95 %
 */
public record EndEstimate(Instant value, Instant lower, Instant upper) {

    /** Refuses limits that do not enclose the value. */
    public EndEstimate {
        if (lower.isAfter(value) || upper.isBefore(value)) {
            throw new IllegalArgumentException(
                    "limits [" + lower + ", " + upper + "] must enclose the value (" + value + ").");
        }
    }

    @Override
    public String toString() {
        return value + " [" + lower + ", " + upper + "]";
    }
}
