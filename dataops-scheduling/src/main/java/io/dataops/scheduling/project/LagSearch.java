package io.dataops.scheduling.project;

import java.util.SplittableRandom;

/** The search for projects with maximum lags: two islands that keep them. */
final class LagSearch extends IslandSearch<LagIsland> {
    private static final int ISLANDS = 2;
    private static final long TURN = 1_000;

    LagSearch(int threads) {
        super(ISLANDS, threads, TURN);
    }

    static boolean applies(Project p) {
        return p.maxLags.length > 0;
    }

    @Override
    public String describe() {
        return "hybrid genetic search that keeps maximum lags, " + ISLANDS + " islands";
    }

    @Override
    LagIsland island(Project project, long[] goal, SplittableRandom random) {
        return new LagIsland(project, goal, random);
    }
}
