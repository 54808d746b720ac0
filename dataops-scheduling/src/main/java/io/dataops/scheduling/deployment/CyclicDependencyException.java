package io.dataops.scheduling.deployment;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown for deployments that wait for each other in a circle.
 *
 * <pre>{@code
 * try {
 *     Deployments.plan().job("a", j -> j.after("b")).job("b", j -> j.after("a")).build();
 * } catch (CyclicDependencyException e) {
 *     e.cycle();   // [a, b, a]
 * }
 * }</pre>
 */
public final class CyclicDependencyException extends IllegalArgumentException {
    /** Jobs of a longer circle that the message names. */
    private static final int SHOWN = 20;

    private final transient List<String> cycle;

    CyclicDependencyException(List<String> cycle) {
        super("deployments wait for each other in a circle: "
                + shown(cycle)
                + ". Maybe leave out one of the dependencies.");
        this.cycle = List.copyOf(cycle);
    }

    private static String shown(List<String> cycle) {
        int more = cycle.size() - 1 - SHOWN;
        String first = cycle.stream()
                .limit(more > 0 ? SHOWN : cycle.size())
                .map(Names::shown)
                .collect(Collectors.joining(" -> "));
        return more > 0 ? first + " -> (" + more + " more) -> " + Names.shown(cycle.get(cycle.size() - 1)) : first;
    }

    /**
     * Returns the circle.
     *
     * @return jobs, each waiting for the one before it; the first is repeated at the end
     */
    public List<String> cycle() {
        return cycle;
    }
}
