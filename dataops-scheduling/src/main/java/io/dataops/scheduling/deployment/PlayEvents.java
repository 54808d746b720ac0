package io.dataops.scheduling.deployment;

import java.util.Arrays;

/**
 * What happens to which job at what time, the earliest first; at one time ends, then pauses, resumptions and readiness, each by job.
 * A heap of packed numbers that allocates nothing once it has grown.
 */
final class PlayEvents {
    static final int END = 0;
    static final int PAUSE = 1;
    static final int RESUME = 2;
    static final int READY = 3;

    private static final int JOB_BITS = 17;
    private static final int KIND_BITS = 2;
    private static final int MOST_JOBS = 1 << JOB_BITS;
    private static final long MOST_TIME = 1L << (62 - JOB_BITS - KIND_BITS);

    private long[] heap = new long[64];
    private int size;

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first, in milliseconds; there must be one. */
    long time() {
        return heap[0] >> (JOB_BITS + KIND_BITS);
    }

    int kind() {
        return (int) (heap[0] >> JOB_BITS) & (1 << KIND_BITS) - 1;
    }

    int job() {
        return (int) heap[0] & (MOST_JOBS - 1);
    }

    void add(long time, int kind, int job) {
        if (job >= MOST_JOBS || Math.abs(time) >= MOST_TIME) {
            throw new IllegalArgumentException("a plan that is played must have at most " + MOST_JOBS
                    + " jobs and end within " + MOST_TIME + " milliseconds of the start of its horizon.");
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        long event = time << (JOB_BITS + KIND_BITS) | (long) kind << JOB_BITS | job;
        int at = size++;
        while (at > 0 && heap[(at - 1) >>> 1] > event) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = event;
    }

    void remove() {
        long event = heap[--size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            child += child + 1 < size && heap[child + 1] < heap[child] ? 1 : 0;
            if (heap[child] >= event) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = event;
    }
}
