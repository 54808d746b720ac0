package io.dataops.scheduling.project;

import java.util.List;

/**
 * Thrown for jobs that wait for each other in a circle.
 *
 * <pre>{@code
 * ProjectBuilder b = Project.builder(100);
 * int dig = b.job();
 * int pour = b.job();
 * b.mode(dig, 4, 0, Map.of()).mode(pour, 2, 0, Map.of()).after(dig, pour, 0).after(pour, dig, 0);
 * try {
 *     b.build();
 * } catch (CyclicProjectException e) {
 *     e.cycle();   // [0, 1, 0]
 * }
 * }</pre>
 */
public final class CyclicProjectException extends IllegalArgumentException {
    private final transient List<Integer> cycle;

    CyclicProjectException(List<Integer> cycle) {
        super("jobs wait for each other in a circle: " + cycle + ". Maybe leave out one of the precedences.");
        this.cycle = List.copyOf(cycle);
    }

    /**
     * Returns the circle.
     *
     * @return jobs, each waiting for the one before it; the first is repeated at the end
     */
    public List<Integer> cycle() {
        return cycle;
    }
}
