package io.dataops.scheduling.project;

/**
 * The operators of the hybrid search, to be switched off one by one.
 *
 * @param population schedules kept by an island at first; doubled after each second phase, up to eight times as many
 * @param peakShare share of crossovers that keep a busy stretch of the father; the others keep a random one
 * @param shortest shortest stretch, as a share of the makespan
 * @param longest longest stretch, as a share of the makespan
 * @param mutation probability that a job moves within its precedence
 * @param justify whether each child is justified
 * @param secondPhase whether every other restart breeds from neighbours of the best instead of from scratch
 * @param staleGenerations children without improvement, in units of the population, before the second phase or a restart
 */
record Tuning(
        int population,
        double peakShare,
        double shortest,
        double longest,
        double mutation,
        boolean justify,
        boolean secondPhase,
        int staleGenerations) {
    static final Tuning STANDARD = new Tuning(40, 0.3, 0.05, 0.5, 0.03, true, true, 60);
}
