package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hybrid search for projects in which only the makespan counts and time runs the same both ways: two populations, one of
 * schedules that start as early as they can, one of schedules that end as late as they can, each bred from the other.
 *
 * <p>A population starts with as many members as the schedules left are worth, and shrinks with what is left of them: many
 * parents at first, many generations at the end. The children of a generation depend on its number and theirs alone, so the
 * answer under a step budget is the same for any number of threads.
 */
final class BipopulationSearch implements Core {
    private final int threads;

    BipopulationSearch(int threads) {
        this.threads = threads;
    }

    /** Whether nothing in a project tells its beginning from its end but precedence. */
    static boolean applies(Project p) {
        return p.objectives.equals(List.of(Objective.MAKESPAN))
                && !p.isMultiMode()
                && p.stock.length == 0
                && p.maxLags.length == 0
                && Arrays.stream(p.openings).allMatch(Openings::isAlways)
                && Arrays.stream(p.release).allMatch(r -> r == 0)
                && Arrays.stream(p.pinned).allMatch(s -> s < 0)
                && IntStream.range(0, p.jobs).allMatch(j -> !p.steady[j] && p.deadline[j] >= p.horizon - p.tail[j])
                && isConstant(p);
    }

    private static boolean isConstant(Project p) {
        return IntStream.range(0, p.capacity.length)
                .allMatch(r -> Arrays.stream(p.capacityAt[r]).allMatch(c -> c == p.capacity[r]));
    }

    @Override
    public String describe() {
        return "hybrid genetic search of two populations";
    }

    @Override
    public Individual search(
            Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener) {
        try (BipopulationRun run = new BipopulationRun(project, goal, budget, meter, listener, threads)) {
            return run.search();
        }
    }
}
