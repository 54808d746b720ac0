package io.dataops.graph.history;

/** What the model knows of a pair, as numbers of about the same size. */
final class Features {
    static final int COUNT = 14;

    private Features() {}

    static double[] of(double together, double asset, double candidate, double idleDays, Structure.Likeness likeness) {
        double forward = together / (asset + 0.5);
        double backward = together / (candidate + 0.5);
        return new double[] {
            1,
            Math.log((together + 0.1) / (Math.max(0, asset - together) + 1)),
            Math.log((together + 0.1) / (Math.max(0, candidate - together) + 1)),
            forward,
            Math.sqrt(forward * backward),
            together > 0 ? 1 : 0,
            Math.exp(-idleDays / 7),
            Math.exp(-idleDays / 90),
            Math.log1p(candidate),
            likeness.neighbours() ? 1 : 0,
            likeness.sharedNeighbours(),
            likeness.sameFolder() ? 1 : 0,
            likeness.words(),
            likeness.words() * (likeness.sameFolder() ? 1 : 0)
        };
    }
}
