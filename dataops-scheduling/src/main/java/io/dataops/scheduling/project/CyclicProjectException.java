package io.dataops.scheduling.project;

import java.util.List;

/** Thrown for jobs that wait for each other in a circle. */
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
