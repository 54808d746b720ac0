package io.dataops.graph.history;

import io.dataops.api.Explained;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How likely a change is to fail.
 *
 * <pre>{@code
 * RiskEstimate risk = ChangeRisk.learn(graph, released).of(next);
 * risk.lower();     // with upper(): where the probability of a failure lies
 * risk.reasons();   // what raises and lowers it
 * }</pre>
 *
 * @param probability the estimate, 0 to 1
 * @param lower lower end of its 95 % interval, which covers what is not known of the weights
 * @param upper upper end of it
 * @param reasons what speaks for and against, strongest first
 */
public record RiskEstimate(double probability, double lower, double upper, List<Reason> reasons) implements Explained {

    /**
     * The part that one feature has in an estimate.
     *
     * @param feature what is looked at, for example {@code "assets changed"}
     * @param value its value for this change
     * @param factor by how much it multiplies the odds of failure, against an average change
     */
    public record Reason(String feature, double value, double factor) {}

    /** Copies the reasons. */
    public RiskEstimate {
        reasons = List.copyOf(reasons);
    }

    @Override
    public String explain() {
        return String.format(
                        Locale.ROOT, "fails with %.1f %% [%.1f, %.1f]", 100 * probability, 100 * lower, 100 * upper)
                + reasons.stream()
                        .map(r -> String.format(
                                Locale.ROOT, "%n%s %.3g: odds times %.2f", r.feature(), r.value(), r.factor()))
                        .collect(Collectors.joining());
    }
}
