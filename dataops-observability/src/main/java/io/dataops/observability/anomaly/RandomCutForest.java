package io.dataops.observability.anomaly;

import java.nio.BufferUnderflowException;
import java.util.Arrays;

/**
 * A random cut forest: how early random cuts part a point from a sample of those before it. Each tree has its own sample, in which
 * newer points are likelier; a point enters and leaves it in time proportional to depth times dimensions.
 *
 * <p>The score is the mean of 1 / (depth + 1) over trees and cuts, in units of a tree that halves at every cut: about 1 for a
 * usual point, at most the logarithm to base 2 of one more than the sample. It depends neither on the origin nor on one common
 * unit of the dimensions; a dimension with a larger scatter counts for more. To watch a series, give its last points as one
 * (a shingle). Trees and their upkeep are those of Guha, Mishra, Roy and Schrijvers, 2016, Robust random cut forest based anomaly
 * detection on streams; the score is that of an isolation forest (Liu, Ting and Zhou, 2008) averaged over all cuts that could part the
 * point, not the collusive displacement of that paper, which asks how many other points move. Values are kept as floats: centre and scale those whose level is more than a million times their scatter. The
 * score has no rate of false alarms; {@link StreamingDetection} and {@link VectorDetection} have.
 *
 * <p>Defaults: 30 trees of 256 points, a memory of ten samples, seed 0: the same seed and points give the same scores, on any
 * machine. With 8 dimensions about 550 KB. Not safe for use by several threads.
 *
 * <pre>{@code
 * RandomCutForest forest = RandomCutForest.builder(2).seed(42).build();
 * double odd = forest.score(0.7, 120);
 * forest.update(0.7, 120);
 * RandomCutForest.builder(0);   // IllegalArgumentException: dimensions (0) must be 1 to 1000.
 * }</pre>
 */
public final class RandomCutForest {
    private static final double USABLE = 1e30;
    private static final String KIND = "random cut forest";

    private final int dimensions;
    private final int treeCount;
    private final int samples;
    private final double memory;
    private final long seed;
    private final ForestPoints points;
    private final CutTree[] trees;
    private final float[] point;
    private long seen;

    /** Settings of a forest; each may be set again. */
    public static final class Builder {
        private final int dimensions;
        private int trees = 30;
        private int samples = 256;
        private double memory = Double.NaN;
        private long seed;

        private Builder(int dimensions) {
            this.dimensions = dimensions;
        }

        /**
         * Sets the number of trees.
         *
         * @param count 1 to 1000; the error of a score falls with its square root
         * @return this builder
         */
        public Builder trees(int count) {
            if (count < 1 || count > 1000) {
                throw new IllegalArgumentException("trees (" + count + ") must be 1 to 1000.");
            }
            trees = count;
            return this;
        }

        /**
         * Sets the number of points in the sample of a tree.
         *
         * @param count 2 to 16,000
         * @return this builder
         */
        public Builder samples(int count) {
            if (count < 2 || count > 16_000) {
                throw new IllegalArgumentException("samples (" + count + ") must be 2 to 16000.");
            }
            samples = count;
            return this;
        }

        /**
         * Sets after how many points the chance to be in a sample has fallen to 1/e.
         *
         * @param count at least 1; infinite for a uniform sample of all points
         * @return this builder
         */
        public Builder memory(double count) {
            if (!(count >= 1)) {
                throw new IllegalArgumentException("memory (" + count
                        + ") must be at least 1 point. Maybe leave it at ten samples, memory(" + 10 * samples + ").");
            }
            memory = count;
            return this;
        }

        /**
         * Sets the seed of all cuts and samples.
         *
         * @param newSeed any number
         * @return this builder
         */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Plants the forest.
         *
         * @return a forest that has seen nothing yet
         */
        public RandomCutForest build() {
            return new RandomCutForest(this);
        }
    }

    private RandomCutForest(Builder settings) {
        dimensions = settings.dimensions;
        treeCount = settings.trees;
        samples = settings.samples;
        memory = Double.isNaN(settings.memory) ? 10.0 * samples : settings.memory;
        seed = settings.seed;
        points = new ForestPoints(dimensions, samples);
        point = new float[dimensions];
        trees = new CutTree[treeCount];
        for (int t = 0; t < treeCount; t++) {
            trees[t] = new CutTree(points, samples, mixed(seed + 0x632BE59BD9B4E019L * (t + 1)));
        }
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }

    /**
     * Starts to describe a forest.
     *
     * @param dimensions of its points, 1 to 1000
     * @return a builder with the defaults
     */
    public static Builder builder(int dimensions) {
        if (dimensions < 1 || dimensions > 1000) {
            throw new IllegalArgumentException("dimensions (" + dimensions + ") must be 1 to 1000.");
        }
        return new Builder(dimensions);
    }

    /**
     * Returns how odd a point is beside those so far; the forest does not change.
     *
     * @param values one for each dimension, finite, at most 1e30 in size
     * @return 0 or more; 0 for the first
     */
    public double score(double... values) {
        return Arrays.stream(attribution(values)).sum();
    }

    /**
     * Returns the score of a point in parts: in which dimension it would be cut off.
     *
     * @param values one for each dimension, finite, at most 1e30 in size
     * @return a new array {@code [dimensions]} of parts, 0 or more; their sum is the score
     */
    public double[] attribution(double... values) {
        take(values);
        double[] parts = new double[dimensions];
        for (CutTree tree : trees) {
            tree.oddness(point, parts);
        }
        for (int d = 0; d < dimensions; d++) {
            parts[d] /= treeCount;
        }
        return parts;
    }

    /**
     * Learns a point.
     *
     * @param values one for each dimension, finite, at most 1e30 in size
     */
    public void update(double... values) {
        take(values);
        int index = points.add(point);
        double age = seen / memory;
        for (CutTree tree : trees) {
            tree.offer(point, index, age);
        }
        points.release(index);
        seen++;
    }

    private void take(double[] values) {
        if (values.length != dimensions) {
            throw new IllegalArgumentException("values (" + values.length + ") must be " + dimensions + ".");
        }
        for (int d = 0; d < dimensions; d++) {
            if (!(Math.abs(values[d]) <= USABLE)) {
                throw new IllegalArgumentException(
                        "value " + d + " (" + values[d] + ") must be finite and at most 1e30 in size.");
            }
            point[d] = (float) values[d];
        }
    }

    /**
     * Returns how many points were learnt.
     *
     * @return 0 or more
     */
    public long seen() {
        return seen;
    }

    /**
     * Returns the memory of points and trees.
     *
     * @return in bytes, without headers of objects
     */
    public long bytes() {
        return points.bytes() + Arrays.stream(trees).mapToLong(CutTree::bytes).sum();
    }

    /**
     * What the other dimensions let expect of the last one, by each tree.
     *
     * @param values one for each dimension; the last one is not used
     * @return ascending; none before the first point was learnt
     */
    double[] expectedLast(double... values) {
        if (seen == 0) {
            return new double[0];
        }
        take(values);
        double[] expected = new double[trees.length];
        for (int t = 0; t < expected.length; t++) {
            expected[t] = trees[t].expectedLast(point);
        }
        Arrays.sort(expected);
        return expected;
    }

    CutTree tree(int index) {
        return trees[index];
    }

    ForestPoints points() {
        return points;
    }

    /**
     * Returns all that this forest knows, its settings included. {@link #restore} goes on from it, to the last bit.
     *
     * @return versioned bytes with a check sum; the same state gives the same bytes
     */
    public byte[] snapshot() {
        State state = State.toWrite();
        state.text(KIND);
        state.count(dimensions);
        state.count(treeCount);
        state.count(samples);
        state.real(memory);
        state.whole(seed);
        transfer(state);
        return state.written();
    }

    /**
     * Returns the forest that a snapshot was taken of.
     *
     * @param snapshot from {@link #snapshot()}
     * @return a forest that goes on where that one was
     * @throws IllegalArgumentException if the bytes are of another version, of something else, truncated or damaged
     */
    public static RandomCutForest restore(byte[] snapshot) {
        State state = State.toRead(snapshot);
        try {
            if (!state.text("").equals(KIND)) {
                throw new IllegalArgumentException("snapshot (" + snapshot.length
                        + " bytes) is one of a detector, not of a forest. Maybe use Detectors.restore(byte[]).");
            }
            Builder settings = builder(state.count(0)).trees(state.count(0)).samples(state.count(0));
            RandomCutForest forest =
                    settings.memory(state.real(0)).seed(state.whole(0)).build();
            forest.transfer(state);
            return forest;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "snapshot (" + snapshot.length + " bytes) does not hold a forest. Maybe build a new one.", e);
        }
    }

    void transfer(State state) {
        seen = state.whole(seen);
        points.transfer(state);
        for (CutTree tree : trees) {
            tree.transfer(state);
        }
    }
}
