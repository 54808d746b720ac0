package io.dataops.scheduling.project;

/** Nodes to look at again, each at most once at a time, first in, first out. For the use of one thread. */
final class Worklist {
    private final int[] queue;
    private final boolean[] queued;
    private int head;
    private int tail;

    Worklist(int nodes) {
        this.queue = new int[nodes + 1];
        this.queued = new boolean[nodes];
    }

    boolean isEmpty() {
        return head == tail;
    }

    void add(int node) {
        if (!queued[node]) {
            queued[node] = true;
            queue[tail] = node;
            tail = after(tail);
        }
    }

    int take() {
        int node = queue[head];
        head = after(head);
        queued[node] = false;
        return node;
    }

    void clear() {
        while (!isEmpty()) {
            take();
        }
    }

    private int after(int at) {
        return at + 1 == queue.length ? 0 : at + 1;
    }
}
