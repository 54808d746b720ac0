package io.dataops.scheduling.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a failure costs at its point of the plan. A deployment that fails shows it when it ends. Then it is undone, and with it
 * those of its set that have started by then, finished or not; the cost of each is that of its strategy, times the factor of
 * the time of the failure. The {@linkplain Goal#ROLLBACK_COST expected cost} adds this up over all deployments, each with the
 * probability that it fails, as if no other did.
 *
 * <p>So within a set it pays to deploy early what is likely to fail, and late what is dear to undo.
 *
 * <pre>{@code
 * RollbackRules rules = RollbackRules.none()
 *         .from(opening, 3)             // with users on it, undoing costs three times as much
 *         .undoTogether("db", "api");   // if one of them fails, the other is undone too, if it has started
 * RollbackRules.none().from(opening, -1);   // IllegalArgumentException: factor (-1.0) must be finite and not negative.
 * }</pre>
 *
 * @param factors from when on undoing costs how many times as much; 1 before the first
 * @param sets names of jobs that are undone together; a job in one set at most
 */
public record RollbackRules(Map<Instant, Double> factors, List<List<String>> sets) {
    private static final RollbackRules NONE = new RollbackRules(Map.of(), List.of());

    /** Copies both; refuses factors that are negative or not finite. */
    public RollbackRules {
        factors = Collections.unmodifiableMap(new TreeMap<>(factors));
        factors.values().forEach(factor -> {
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("factor (" + factor + ") must be finite and not negative.");
            }
        });
        sets = sets.stream().map(List::copyOf).toList();
    }

    /**
     * Returns the rules where every deployment is undone alone, at the same cost at any time.
     *
     * @return the rules
     */
    public static RollbackRules none() {
        return NONE;
    }

    /**
     * Returns these rules with another factor from an instant on.
     *
     * @param instant from when on
     * @param factor how many times the cost of its strategy undoing costs then, 0 or more
     * @return the rules
     */
    public RollbackRules from(Instant instant, double factor) {
        Map<Instant, Double> more = new TreeMap<>(factors);
        more.put(instant, factor);
        return new RollbackRules(more, sets);
    }

    /**
     * Returns these rules with another set of jobs that are undone together.
     *
     * @param jobs at least two names, none of them in another set
     * @return the rules
     */
    public RollbackRules undoTogether(String... jobs) {
        List<List<String>> more = new ArrayList<>(sets);
        more.add(List.of(jobs));
        return new RollbackRules(factors, more);
    }

    /**
     * Returns how many times the cost of its strategy undoing costs at an instant.
     *
     * @param instant the instant
     * @return 0 or more
     */
    public double at(Instant instant) {
        Map.Entry<Instant, Double> step = new TreeMap<>(factors).floorEntry(instant);
        return step == null ? 1 : step.getValue();
    }

    /** The largest factor of any time. */
    double largest() {
        return factors.values().stream().mapToDouble(f -> f).reduce(1, Math::max);
    }

    /** What is undone with a job. */
    List<String> with(String job) {
        return sets.stream()
                .filter(set -> set.contains(job))
                .flatMap(List::stream)
                .filter(other -> !other.equals(job))
                .toList();
    }
}
