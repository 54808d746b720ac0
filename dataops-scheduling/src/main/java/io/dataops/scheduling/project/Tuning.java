package io.dataops.scheduling.project;

/**
 * The operators of the hybrid search, to be switched off one by one.
 *
 * @param population schedules kept by an island
 * @param peakShare share of crossovers that keep a busy stretch of the father; the others keep a random one
 * @param mutation probability that a job moves within its precedence
 * @param justify whether each child is justified
 * @param staleGenerations children without improvement, in units of the population, before the second phase or a restart
 */
record Tuning(int population, double peakShare, double mutation, boolean justify, int staleGenerations) {
    static final Tuning STANDARD = new Tuning(40, 0.5, 0.03, true, 60);
}
