package io.dataops.testing.combinatorial;

import java.util.Arrays;
import java.util.Optional;

/**
 * Decides whether fixed cells extend to a valid row: unit propagation over clauses and chronological backtracking, one
 * component at a time, guided by a row that is already valid. Nothing is computed before it is asked for. Not safe for use
 * by several threads.
 */
final class Feasibility {
    private static final long DECISIONS = 20_000_000;

    private final IntModel model;
    private final int[] wordStart;
    private final long[] domain;
    private final int[] size;
    private final int[] queue;
    private final boolean[] queued;
    private int head;
    private int tail;
    private long[] trailBits;
    private int[] trailColumn;
    private int trailLength;
    private final int[] chosen;
    private final int[] chosenValue;
    private final int[] chosenTrail;
    private final boolean[] touched;

    Feasibility(IntModel model) {
        this.model = model;
        this.wordStart = new int[model.columns + 1];
        for (int p = 0; p < model.columns; p++) {
            wordStart[p + 1] = wordStart[p] + words(p);
        }
        this.domain = new long[wordStart[model.columns]];
        this.size = new int[model.columns];
        this.queue = new int[model.columns + 1];
        this.queued = new boolean[model.columns];
        this.trailBits = new long[256];
        this.trailColumn = new int[256];
        this.chosen = new int[model.columns];
        this.chosenValue = new int[model.columns];
        this.chosenTrail = new int[model.columns];
        this.touched = new boolean[model.members.length];
    }

    private int words(int p) {
        return (model.levels[p] + 63) >> 6;
    }

    /** Finds any valid row; empty if the constraints contradict each other. */
    Optional<int[]> anyRow() {
        int[] row = new int[model.columns];
        for (Clause clause : model.clauses) {
            if (clause.params().length == 0) {
                return Optional.empty();
            }
        }
        int[] free = new int[model.columns];
        Arrays.fill(free, -1);
        for (int c = 0; c < model.members.length; c++) {
            if (!solve(c, free, row, row)) {
                return Optional.empty();
            }
        }
        return Optional.of(row);
    }

    /**
     * Extends fixed cells to a valid row.
     *
     * @param partial the cells, -1 where free
     * @param hint a valid row whose values are preferred
     * @param out receives the valid row; may be the hint itself; undefined when the answer is false
     */
    boolean extend(int[] partial, int[] hint, int[] out) {
        Arrays.fill(touched, false);
        boolean differs = false;
        for (int p = 0; p < partial.length; p++) {
            if (partial[p] >= 0 && partial[p] != hint[p] && model.component[p] >= 0) {
                touched[model.component[p]] = true;
                differs = true;
            }
        }
        if (differs) {
            for (int c = 0; c < touched.length; c++) {
                if (touched[c] && !solve(c, partial, hint, out)) {
                    return false;
                }
            }
        }
        for (int p = 0; p < partial.length; p++) {
            if (model.component[p] < 0) {
                out[p] = partial[p] >= 0 ? partial[p] : hint[p];
            } else if (!touched[model.component[p]]) {
                out[p] = hint[p];
            }
        }
        return true;
    }

    private boolean solve(int component, int[] partial, int[] hint, int[] out) {
        int[] members = model.members[component];
        trailLength = 0;
        head = 0;
        tail = 0;
        for (int p : members) {
            queued[p] = false;
            if (partial[p] >= 0) {
                Arrays.fill(domain, wordStart[p], wordStart[p + 1], 0);
                domain[wordStart[p] + (partial[p] >> 6)] = 1L << partial[p];
                size[p] = 1;
            } else {
                int left = model.levels[p];
                for (int w = wordStart[p]; w < wordStart[p + 1]; w++, left -= 64) {
                    domain[w] = left >= 64 ? -1L : (1L << left) - 1;
                }
                size[p] = model.levels[p];
            }
        }
        for (int p : members) {
            enqueue(p);
        }
        if (!propagate() || !search(members, hint)) {
            return false;
        }
        for (int p : members) {
            out[p] = first(p);
        }
        return true;
    }

    private boolean search(int[] members, int[] hint) {
        int depth = 0;
        long decisions = 0;
        while (true) {
            int p = -1;
            for (int q : members) {
                if (size[q] > 1) {
                    p = q;
                    break;
                }
            }
            if (p < 0) {
                return true;
            }
            if (++decisions > DECISIONS) {
                throw new IllegalStateException("the constraints are too hard: no decision after " + DECISIONS
                        + " steps. Maybe split or simplify them.");
            }
            int value = has(p, hint[p]) ? hint[p] : first(p);
            chosen[depth] = p;
            chosenValue[depth] = value;
            chosenTrail[depth] = trailLength;
            depth++;
            fix(p, value);
            while (!propagate()) {
                do {
                    if (depth == 0) {
                        return false;
                    }
                    depth--;
                    undo(chosenTrail[depth]);
                    remove(chosen[depth], chosenValue[depth]);
                } while (size[chosen[depth]] == 0);
            }
        }
    }

    private boolean has(int p, int value) {
        return (domain[wordStart[p] + (value >> 6)] >>> value & 1) != 0;
    }

    private int first(int p) {
        for (int w = wordStart[p]; ; w++) {
            if (domain[w] != 0) {
                return (w - wordStart[p]) * 64 + Long.numberOfTrailingZeros(domain[w]);
            }
        }
    }

    private void enqueue(int p) {
        if (!queued[p]) {
            queued[p] = true;
            queue[tail] = p;
            tail = tail + 1 == queue.length ? 0 : tail + 1;
        }
    }

    private void fix(int p, int value) {
        for (int w = 0; w < words(p); w++) {
            keep(p, w, w == value >> 6 ? 1L << value : 0);
        }
    }

    private void remove(int p, int value) {
        keep(p, value >> 6, ~(1L << value));
    }

    private void keep(int p, int word, long mask) {
        long gone = domain[wordStart[p] + word] & ~mask;
        if (gone == 0) {
            return;
        }
        if (trailLength == trailBits.length) {
            trailBits = Arrays.copyOf(trailBits, 2 * trailLength);
            trailColumn = Arrays.copyOf(trailColumn, 2 * trailLength);
        }
        trailBits[trailLength] = gone;
        trailColumn[trailLength++] = word == 0 ? p : -(wordStart[p] + word) - 1;
        domain[wordStart[p] + word] &= mask;
        size[p] -= Long.bitCount(gone);
        enqueue(p);
    }

    private void undo(int length) {
        while (trailLength > length) {
            trailLength--;
            int at = trailColumn[trailLength];
            int word = at >= 0 ? wordStart[at] : -at - 1;
            int p = at >= 0 ? at : owner(word);
            domain[word] |= trailBits[trailLength];
            size[p] += Long.bitCount(trailBits[trailLength]);
        }
        while (head != tail) {
            queued[queue[head]] = false;
            head = head + 1 == queue.length ? 0 : head + 1;
        }
    }

    private int owner(int word) {
        int at = Arrays.binarySearch(wordStart, word);
        return at >= 0 ? at : -at - 2;
    }

    private boolean propagate() {
        while (head != tail) {
            int p = queue[head];
            head = head + 1 == queue.length ? 0 : head + 1;
            queued[p] = false;
            for (Clause clause : model.clausesOf[p]) {
                if (!propagate(clause)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Narrows the last literal that can still hold; false if none can. */
    private boolean propagate(Clause clause) {
        int[] params = clause.params();
        int open = -1;
        for (int i = 0; i < params.length; i++) {
            long[] allowed = clause.allowed()[i];
            int start = wordStart[params[i]];
            boolean possible = false;
            boolean entailed = true;
            for (int w = 0; w < allowed.length; w++) {
                long d = domain[start + w];
                possible |= (d & allowed[w]) != 0;
                entailed &= (d & ~allowed[w]) == 0;
            }
            if (possible) {
                if (entailed || open >= 0) {
                    return true;
                }
                open = i;
            }
        }
        if (open < 0) {
            return false;
        }
        long[] allowed = clause.allowed()[open];
        for (int w = 0; w < allowed.length; w++) {
            keep(params[open], w, allowed[w]);
        }
        return true;
    }
}
