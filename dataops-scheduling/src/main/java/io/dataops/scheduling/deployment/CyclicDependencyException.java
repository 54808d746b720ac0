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
    private final transient List<String> cycle;

    CyclicDependencyException(List<String> cycle) {
        super("deployments wait for each other in a circle: "
                + cycle.stream().map(Names::shown).collect(Collectors.joining(" -> "))
                + ". Maybe leave out one of the dependencies.");
        this.cycle = List.copyOf(cycle);
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
