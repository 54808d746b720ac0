package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The schedules that an island breeds from. After generations without improvement all are made anew: every other time from neighbours of
 * the best, else from scratch, and then twice as many. For the use of one thread.
 */
final class Population {
    private final Supplier<Individual> fresh;
    private final int most;
    private final List<Individual> members = new ArrayList<>();
    private int size;
    private int filled;
    private int stale;
    private boolean nearBest;

    Population(int size, int most, Supplier<Individual> fresh) {
        this.size = size;
        this.most = most;
        this.fresh = fresh;
    }

    boolean isFull() {
        return filled == size;
    }

    /** Whether new members come from neighbours of the best. */
    boolean isNearBest() {
        return nearBest;
    }

    int size() {
        return size;
    }

    Individual get(int place) {
        return members.get(place);
    }

    /** Copies a schedule into the next free place. */
    void add(Individual x) {
        if (members.size() == filled) {
            members.add(fresh.get());
        }
        members.get(filled++).copyFrom(x);
    }

    /** The place of the better of two. */
    int tournament(SplittableRandom random) {
        int a = random.nextInt(size);
        int b = random.nextInt(size);
        return Valuation.better(members.get(b).values, members.get(a).values) ? b : a;
    }

    /** Puts a child in a place, unless it is worse or already there; returns what is free to hold the next child. */
    Individual replace(int place, Individual child) {
        for (int i = 0; i < size; i++) {
            if (members.get(i).sameSchedule(child)) {
                return child;
            }
        }
        return Valuation.better(members.get(place).values, child.values) ? child : members.set(place, child);
    }

    /** Takes note of a best schedule that is better by more than ties. */
    void improved() {
        stale = 0;
    }

    /** Takes note of a child, and starts anew after so many generations without improvement. */
    void aged(int generations, boolean secondPhase) {
        if (++stale > generations * size) {
            stale = 0;
            filled = 0;
            size = nearBest ? Math.min(2 * size, most) : size;
            nearBest = secondPhase && !nearBest;
        }
    }
}
