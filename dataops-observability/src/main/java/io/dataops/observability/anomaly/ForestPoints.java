package io.dataops.observability.anomaly;

import java.util.Arrays;

/** The points that the trees of a forest have in their samples, each kept once with a count of its uses. */
final class ForestPoints {
    final int dimensions;
    /** Room for the box of one node, lows before highs, and for the way to it; of no meaning between two calls. */
    final float[] box;

    final int[] path;

    private float[] values;
    private int[] uses;
    private int[] free;
    private int freeCount;
    private int used;

    ForestPoints(int dimensions, int samples) {
        this.dimensions = dimensions;
        this.box = new float[2 * dimensions];
        this.path = new int[samples];
        this.values = new float[samples * dimensions];
        this.uses = new int[samples];
        this.free = new int[samples];
    }

    int add(float[] point) {
        int index;
        if (freeCount > 0) {
            index = free[--freeCount];
        } else {
            if (used == uses.length) {
                int room = used + used / 4 + 16;
                values = Arrays.copyOf(values, room * dimensions);
                uses = Arrays.copyOf(uses, room);
                free = Arrays.copyOf(free, room);
            }
            index = used++;
        }
        System.arraycopy(point, 0, values, index * dimensions, dimensions);
        uses[index] = 1;
        return index;
    }

    void use(int point) {
        uses[point]++;
    }

    void release(int point) {
        if (--uses[point] == 0) {
            free[freeCount++] = point;
        }
    }

    /** How many different points are in use. */
    int size() {
        return used - freeCount;
    }

    float value(int point, int d) {
        return values[point * dimensions + d];
    }

    boolean same(int point, float[] other) {
        for (int d = 0; d < dimensions; d++) {
            if (values[point * dimensions + d] != other[d]) {
                return false;
            }
        }
        return true;
    }

    /** Widens the box by a point. */
    void widen(int point) {
        for (int d = 0; d < dimensions; d++) {
            float v = values[point * dimensions + d];
            box[d] = Math.min(box[d], v);
            box[dimensions + d] = Math.max(box[dimensions + d], v);
        }
    }

    long bytes() {
        return 4L * (values.length + uses.length + free.length);
    }

    void transfer(State state) {
        int room = state.length(uses.length, 4 * dimensions);
        used = state.count(used);
        freeCount = state.count(freeCount);
        if (state.reading()) {
            values = new float[room * dimensions];
            uses = new int[room];
            free = new int[room];
        }
        state.floats(values);
        state.ints(uses);
        state.ints(free);
    }
}
