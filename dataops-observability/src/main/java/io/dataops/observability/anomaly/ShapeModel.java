package io.dataops.observability.anomaly;

/** What the shapes of stretches usually are, and how far the last one is from that; each measure has a tail of its own. */
interface ShapeModel {

    /**
     * Takes the points that were just seen.
     *
     * @param pushed how many of the last ones of the rhythm are new
     * @return whether the last period is to be judged now
     */
    boolean take(Rhythm rhythm, int pushed);

    /** The stretch is broken: the points to come do not go on from those before. */
    void restart();

    /** How far the last period is, in usual deviations, 0 or more; an entry for each tail. */
    double[] distances(Rhythm rhythm);

    /** The sentence about the last period, from the verb on; the limit is a distance that would have been normal. */
    String says(int tail, double limit);

    /** Takes in the last period, which was judged. */
    void learn(boolean off);

    /** The usual scatter of a value about that of a period before. */
    double unit();

    void write(State state);
}
