package io.dataops.scheduling.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;

/**
 * Draws moves of a list of jobs that keep precedence: a job goes to another place between its predecessors and its successors; a few jobs
 * in a row go together; of two jobs on a critical chain, of which one waits for what the other holds, the later one goes first; a job
 * changes its mode. For the use of one thread.
 */
final class OrderNeighbourhood implements Iterator<AbstractMove<OrderedJobs>> {
    /** Of so many moves one is a change of mode where there are several, ... */
    private static final int MODE_MOVES = 4;
    /** ... and of the others these many in a hundred are of blocks and of critical pairs. */
    private static final int BLOCKS = 5;

    private static final int CRITICAL = 5;
    private static final int LONGEST_BLOCK = 8;
    private static final int TRIES = 8;

    private final Project p;
    private final int[] place;
    private final int[] order;
    private final int[] holding;
    private final int[] waiting;
    private int pairs;

    @SuppressWarnings("NullAway.Init") // set before it is asked
    private OrderedJobs solution;

    @SuppressWarnings("NullAway.Init")
    private Random random;

    OrderNeighbourhood(Project p) {
        this.p = p;
        this.place = new int[p.jobs];
        this.order = new int[p.jobs];
        this.holding = new int[p.jobs];
        this.waiting = new int[p.jobs];
    }

    /** Draws moves of a solution from now on. */
    void of(OrderedJobs newSolution, Random newRandom) {
        solution = newSolution;
        random = newRandom;
        pairs = -1;
        for (int i = 0; i < order.length; i++) {
            order[i] = solution.sequence.order.get(i).id;
            place[order[i]] = i;
        }
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public AbstractMove<OrderedJobs> next() {
        if (!solution.choices.isEmpty() && random.nextInt(MODE_MOVES) == 0) {
            int job = solution.choices.get(random.nextInt(solution.choices.size()));
            OrderedJobs.Modes now = solution.sequence.modes();
            return new OrderMoves.ModeMove(now, now.with(job, p.firstMode[job] + random.nextInt(p.modesOf(job))));
        }
        int which = random.nextInt(100);
        if (which < CRITICAL) {
            return critical();
        }
        return move(which < CRITICAL + BLOCKS ? 2 + random.nextInt(LONGEST_BLOCK - 1) : 1);
    }

    /** Takes some jobs in a row to another place, if a few tries find some that can go. */
    private AbstractMove<OrderedJobs> move(int wanted) {
        int n = order.length;
        int many = Math.min(wanted, n - 1);
        for (int tries = 0; tries < TRIES; tries++) {
            int first = random.nextInt(n - many + 1);
            int low = 0;
            int high = n - many;
            for (int i = first; i < first + many; i++) {
                low = Math.max(low, lastBefore(order[i], first) + 1);
                high = Math.min(high, firstAfter(order[i], first + many - 1) - many);
            }
            if (low < high) {
                int to = low + random.nextInt(high - low);
                return to < first ? rotate(to, first, first + many) : rotate(first, first + many, to + 1 + many);
            }
        }
        return rotate(0, 0, 0);
    }

    /** The last place before one that has a predecessor of the job; -1 if there is none. */
    private int lastBefore(int job, int end) {
        int last = -1;
        for (int a = p.before.first()[job]; a < p.before.first()[job + 1]; a++) {
            int at = place[p.before.other()[a]];
            last = at < end ? Math.max(last, at) : last;
        }
        return last;
    }

    /** The first place after one that has a successor of the job; the number of jobs if there is none. */
    private int firstAfter(int job, int start) {
        int first = order.length;
        for (int a = p.after.first()[job]; a < p.after.first()[job + 1]; a++) {
            int at = place[p.after.other()[a]];
            first = at > start ? Math.min(first, at) : first;
        }
        return first;
    }

    /** Exchanges two stretches of the list that touch each other. */
    private AbstractMove<OrderedJobs> rotate(int low, int middle, int high) {
        List<OrderedJobs.Job> was = List.copyOf(solution.sequence.order.subList(low, high));
        List<OrderedJobs.Job> next = new ArrayList<>(was);
        Collections.rotate(next, low - middle);
        return new OrderMoves.Rearrangement(low, was, next);
    }

    private AbstractMove<OrderedJobs> critical() {
        if (pairs < 0) {
            findPairs();
        }
        int pair = pairs > 0 ? random.nextInt(pairs) : -1;
        int a = pair < 0 ? 0 : place[holding[pair]];
        int b = pair < 0 ? 0 : place[waiting[pair]];
        if (a >= b) {
            return move(1);
        }
        boolean up = lastBefore(order[b], b) < a;
        boolean down = firstAfter(order[a], a) > b;
        if (up && down && random.nextBoolean()) {
            List<OrderedJobs.Job> was = List.copyOf(solution.sequence.order.subList(a, b + 1));
            List<OrderedJobs.Job> next = new ArrayList<>(was);
            Collections.swap(next, 0, b - a);
            return new OrderMoves.Rearrangement(a, was, next);
        }
        if (up && (!down || random.nextBoolean())) {
            return rotate(a, b, b + 1);
        }
        return down ? rotate(a, a + 1, b + 1) : move(1);
    }

    /** Goes back along one critical chain of the schedule scored last, which nearly always is that of the list. */
    private void findPairs() {
        pairs = 0;
        ReplayPlan plan = solution.session.decoder.plan();
        int job = endingAt(plan, plan.makespan, -1);
        for (int links = 0; job >= 0 && plan.starts[job] > 0 && links < p.jobs; links++) {
            int earlier = endingAt(plan, plan.starts[job], job);
            if (earlier >= 0 && !isBefore(earlier, job)) {
                holding[pairs] = earlier;
                waiting[pairs++] = job;
            }
            job = earlier;
        }
    }

    /** Some job that ends then and that another waits for: rather one for what it holds than a predecessor; -1 if there is none. */
    private int endingAt(ReplayPlan plan, int time, int waits) {
        int found = -1;
        int at = random.nextInt(p.jobs);
        for (int i = 0; i < p.jobs; i++, at = at + 1 == p.jobs ? 0 : at + 1) {
            if (plan.ends[at] != time || plan.starts[at] == time) {
                continue;
            }
            if (waits < 0 || (shares(plan.modes[at], plan.modes[waits]) && !isBefore(at, waits))) {
                return at;
            }
            found = isBefore(at, waits) ? at : found;
        }
        return found;
    }

    private boolean shares(int mode, int other) {
        for (int r = 0; r < p.capacity.length; r++) {
            if (p.demand[mode][r] > 0 && p.demand[other][r] > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isBefore(int earlier, int later) {
        for (int a = p.before.first()[later]; a < p.before.first()[later + 1]; a++) {
            if (p.before.other()[a] == earlier) {
                return true;
            }
        }
        return false;
    }
}
