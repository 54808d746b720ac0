package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/** Islands that breed with justification. */
final class HybridSearch extends IslandSearch<Island> {
    private static final long TURN = 3_000;

    private final int islands;
    private final Tuning tuning;

    HybridSearch(int islands, int threads, Tuning tuning) {
        super(islands, threads, TURN);
        this.islands = islands;
        this.tuning = tuning;
    }

    @Override
    public String describe() {
        return "hybrid genetic search with justification, " + islands + (islands == 1 ? " island" : " islands");
    }

    @Override
    Island island(Project project, long[] goal, SplittableRandom random) {
        return new Island(project, tuning, goal, random);
    }
}
