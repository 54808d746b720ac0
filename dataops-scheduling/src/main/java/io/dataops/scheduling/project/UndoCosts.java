package io.dataops.scheduling.project;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How {@link Objective#MODE_COST} depends on the point of the schedule: a job that fails, which shows when it ends, costs more or
 * less by the slot of its end, and takes with it those of its set that have started before.
 *
 * <p>What the failure of job j adds: {@code round(factor * cost of its mode)}, and for every other job k of its set that starts
 * before j ends {@code round(factor * chance of j * cost of k)}, where the factor is that of the slot by which j ends. Every
 * part is rounded to a whole number, so the parts add up exactly in any order.
 *
 * <pre>{@code
 * new UndoCosts(Map.of(40, 3.0), List.of(), List.of(), List.of());   // three times as dear for what ends from slot 40 on
 * new UndoCosts(Map.of(40, -1.0), List.of(), List.of(), List.of());  // IllegalArgumentException: factor (-1.0) must be ...
 * }</pre>
 *
 * @param factors from which slot on undoing costs how many times as much, each finite and not negative; 1 before the first
 * @param sets jobs that are undone together, at least two each; a job in one set at most
 * @param chances for each job that of each of its modes: what a unit of cost of the others counts if it fails, 0 or more
 * @param costs for each job that of each of its modes: what undoing it costs if another of its set fails, 0 or more
 */
public record UndoCosts(
        Map<Integer, Double> factors, List<List<Integer>> sets, List<List<Double>> chances, List<List<Double>> costs) {

    /** Copies everything; refuses numbers that are negative or not finite. */
    public UndoCosts {
        factors = Collections.unmodifiableMap(new TreeMap<>(factors));
        factors.forEach((slot, factor) -> check("factor", factor));
        sets = sets.stream().map(List::copyOf).toList();
        chances = chances.stream().map(List::copyOf).toList();
        costs = costs.stream().map(List::copyOf).toList();
        chances.forEach(ofModes -> ofModes.forEach(c -> check("chance", c)));
        costs.forEach(ofModes -> ofModes.forEach(c -> check("cost", c)));
    }

    private static void check(String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " (" + value + ") must be finite and not negative.");
        }
    }

    /**
     * Returns the costs of modes that do not depend on the schedule.
     *
     * @return no factors, no sets
     */
    public static UndoCosts none() {
        return new UndoCosts(Map.of(), List.of(), List.of(), List.of());
    }
}
