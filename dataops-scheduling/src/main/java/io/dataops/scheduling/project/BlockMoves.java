package io.dataops.scheduling.project;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Takes a few blocks of jobs that are bound to each other by lags out of a schedule and puts them back between the others, from a random
 * slot on. For the use of one thread.
 */
final class BlockMoves {
    private static final int MOST = 3;
    /** One in so many blocks comes back from a random slot on, the others as early as they can. */
    private static final int RANDOM_START = 2;

    private final Project p;
    private final LagGenerator generator;
    private final Valuation valuation;
    private final Individual now;
    private final Individual next;
    private final int[] out = new int[MOST];
    private final int[] movable;
    private int count;

    BlockMoves(Project p) {
        this.p = p;
        this.generator = new LagGenerator(p);
        this.movable = movable(p, generator);
        this.valuation = new Valuation(p);
        this.now = new Individual(p.jobs, valuation.length());
        this.next = new Individual(p.jobs, valuation.length());
    }

    /** Whether there are blocks that can move: none has a pinned job, and no pin tears jobs from those that they start with. */
    boolean apply() {
        return movable.length > 0;
    }

    /** The blocks without pinned jobs; none at all if a pin tears jobs from others, since such a job holds what a block does not know. */
    private static int[] movable(Project p, LagGenerator generator) {
        int[][] blocks = generator.blocks();
        boolean[] isPinned = new boolean[blocks.length];
        for (int b = 0; b < blocks.length; b++) {
            for (int v : blocks[b]) {
                isPinned[b] |= p.pinned[v] >= 0;
                if (p.pinned[v] >= 0 && p.group[v].length > 0) {
                    return new int[0];
                }
            }
        }
        return IntStream.range(0, blocks.length).filter(b -> !isPinned[b]).toArray();
    }

    /** The schedule that is being changed. */
    Individual now() {
        return now;
    }

    /** Continues with another schedule, in which every job has a place. */
    void load(Individual x) {
        now.copyFrom(x);
        next.copyFrom(x);
        generator.load(next);
    }

    /**
     * Moves some blocks.
     *
     * @param warmth by how much the first value that differs may grow, in average shares of a job
     * @return false if the schedule is as it was
     */
    boolean step(SplittableRandom random, double warmth) {
        choose(random);
        for (int i = 0; i < count; i++) {
            generator.takeOut(out[i]);
        }
        boolean kept = true;
        int last = Math.max(1, p.isTimed() ? p.horizon : now.makespan);
        for (int i = 0; i < count && kept; i++) {
            int from = random.nextInt(RANDOM_START) == 0 ? random.nextInt(last) : 0;
            kept = generator.insert(out[i], from, next.starts);
        }
        if (kept) {
            next.makespan = 0;
            for (int j = 0; j < p.jobs; j++) {
                next.makespan = Math.max(next.makespan, p.end(next.modes[j], next.starts[j]));
            }
            valuation.value(next.starts, next.modes, next.makespan, next.values);
            if (Reinsertion.isAccepted(p, now.values, next.values, warmth)) {
                now.copyFrom(next);
                return true;
            }
        }
        for (int i = 0; i < count; i++) {
            generator.takeOut(out[i]);
        }
        for (int i = 0; i < count; i++) {
            generator.restore(out[i], now.starts);
        }
        next.copyFrom(now);
        return false;
    }

    private void choose(SplittableRandom random) {
        int wanted = Math.min(movable.length, 1 + random.nextInt(MOST));
        for (count = 0; count < wanted; ) {
            int block = late(random);
            boolean seen = false;
            for (int i = 0; i < count; i++) {
                seen |= out[i] == block;
            }
            if (!seen) {
                out[count++] = block;
            }
        }
    }

    /** Of two blocks, the one that starts later. */
    private int late(SplittableRandom random) {
        int a = movable[random.nextInt(movable.length)];
        int b = movable[random.nextInt(movable.length)];
        boolean later =
                now.starts[generator.blocks()[b][0]] > now.starts[generator.blocks()[a][0]];
        return later && random.nextBoolean() ? b : a;
    }
}
