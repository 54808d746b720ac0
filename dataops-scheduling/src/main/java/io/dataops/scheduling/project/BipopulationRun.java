package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One search of two populations. */
final class BipopulationRun implements AutoCloseable {
    /** Members at first if time is short, for as many generations, so that there is a good schedule soon. */
    private static final int FIRST = 32;
    /** The share of a limit of time after which it is known how fast schedules are made. */
    private static final double TRIAL = 0.05;
    /** Members at the end. */
    private static final int LAST = 8;
    /** Members of a population together hold at most so many starts. */
    private static final int MOST_STARTS = 2_000_000;
    /** Schedules between two calls of the listener. */
    private static final long TELL = 3_000;

    private final Project p;
    private final long[] goal;
    private final Budget budget;
    private final Budget.Meter meter;
    private final ProgressListener listener;
    private final Valuation valuation;
    private final List<Breeder> breeders;
    private final Lanes lanes;
    private final Individual best;
    private final Individual settled;

    /** Those that are read from their start, and those that are read from their end. */
    private Individual[][] members = new Individual[2][0];

    private Individual[] children = new Individual[0];
    private boolean[] made = new boolean[0];
    private boolean[] fits = new boolean[0];
    private final List<Set<Long>> known = List.of(new HashSet<>(), new HashSet<>());
    private long turns;
    /** Schedules a nanosecond at best, if there is a limit of time. */
    private double pace = 1;

    private long told;

    BipopulationRun(Project p, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener, int threads) {
        this.p = p;
        this.goal = goal;
        this.budget = budget;
        this.meter = meter;
        this.listener = listener;
        this.valuation = new Valuation(p);
        this.breeders = Stream.generate(() -> new Breeder(p)).limit(threads).toList();
        this.lanes = new Lanes(threads);
        this.best = fresh();
        this.settled = fresh();
    }

    private Individual fresh() {
        return new Individual(p.jobs, valuation.length());
    }

    @Override
    public void close() {
        lanes.close();
    }

    Individual search() {
        Individual late = fresh();
        breeders.get(0).seed(settled, late, true, random(0));
        meter.spend(2);
        keep(late, true);
        if (budget.maxTime().isPresent()) {
            tryOut(nanos(budget.maxTime().get()));
        }
        if (worth() > members[0].length && !isDone()) {
            populate(worth());
        }
        int most = members[0].length;
        double steps = stepsLeft();
        double nanos = nanosLeft();
        while (!isDone()) {
            double share = Math.min(stepsLeft() / steps, nanosLeft() / nanos);
            shrink((int) Math.max(LAST, Math.ceil(most * share)));
            breed();
        }
        return best;
    }

    /** Breeds a small population for a quick answer, until it is known how fast this goes. */
    private void tryOut(double nanos) {
        populate(FIRST);
        pace = 0;
        for (int g = 0; !isDone() && (g < FIRST || nanosLeft() > (1 - TRIAL) * nanos); g++) {
            long steps = meter.steps();
            long before = budget.ticker().nanos();
            breed();
            double nanosTaken = budget.ticker().nanos() - before;
            pace = Math.max(pace, (meter.steps() - steps) / Math.max(1, nanosTaken));
        }
    }

    private boolean isDone() {
        return !Valuation.better(goal, best.values) || meter.isSpent();
    }

    /** As many members as the schedules left are worth. */
    private int worth() {
        int most = Math.max(FIRST, MOST_STARTS / Math.max(1, p.jobs));
        double left = Math.min(stepsLeft(), nanosLeft() * pace);
        return (int) Math.max(LAST, Math.min(most, Math.pow(left, 2 / 3.0) / 2));
    }

    private double stepsLeft() {
        return budget.maxSteps() - (double) meter.steps();
    }

    private double nanosLeft() {
        return meter.timeLeft().map(BipopulationRun::nanos).orElse(Double.MAX_VALUE);
    }

    /** Also of a time without end, which has more nanoseconds than a long. */
    private static double nanos(Duration time) {
        return 1e9 * time.getSeconds() + time.getNano();
    }

    private static long mixed(long z) {
        long y = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        y = (y ^ (y >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return y ^ (y >>> 33);
    }

    /** Of the seed, the turn and the place alone. */
    private SplittableRandom random(int place) {
        return new SplittableRandom(mixed(mixed(mixed(budget.seed()) + turns) + place));
    }

    private void populate(int size) {
        turns++;
        members = new Individual[2][size];
        for (int i = 0; i < size; i++) {
            members[0][i] = fresh();
            members[1][i] = fresh();
        }
        children = Stream.generate(this::fresh).limit(size).toArray(Individual[]::new);
        made = new boolean[size];
        fits = new boolean[size];
        each(size, 2, (breeder, i) -> breeder.seed(members[1][i], members[0][i], false, random(i)));
        known.forEach(Set::clear);
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (made[i]) {
                members[0][count] = members[0][i];
                members[1][count] = members[1][i];
                known.get(0).add(hash(members[0][count]));
                known.get(1).add(hash(members[1][count]));
                keep(members[0][count++], true);
            }
        }
        members[0] = Arrays.copyOf(members[0], count);
        members[1] = Arrays.copyOf(members[1], count);
    }

    /** Breeds each population from the other in turn. */
    private void breed() {
        turns++;
        int from = (int) (turns & 1);
        boolean forwards = from == 0;
        Individual[] parents = members[from];
        if (parents.length == 0) {
            return;
        }
        Individual[] old = members[1 - from];
        int count = (int) Math.min(parents.length, Math.max(1, budget.maxSteps() - meter.steps()));
        each(count, 1, (breeder, i) -> {
            SplittableRandom random = random(i);
            Individual a = parents[random.nextInt(parents.length)];
            Individual b = parents[random.nextInt(parents.length)];
            Individual mother = Valuation.better(b.values, a.values) ? b : a;
            fits[i] = breeder.breed(parents[i], mother, forwards, old[i].makespan, children[i], random);
        });
        for (int i = 0; i < count; i++) {
            if (made[i] && fits[i]) {
                keep(children[i], !forwards);
                replace(1 - from, i);
            }
        }
        if (meter.steps() - told >= TELL) {
            told = meter.steps();
            listener.progressed(IslandSearch.progress(meter, best, goal));
        }
    }

    /** Leaves so many members: those whose better side is best. */
    private void shrink(int size) {
        int count = members[0].length;
        if (size >= count) {
            return;
        }
        Integer[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(i -> Math.min(members[0][i].makespan, members[1][i].makespan)))
                .toArray(Integer[]::new);
        boolean[] stays = new boolean[count];
        for (int i = 0; i < size; i++) {
            stays[order[i]] = true;
        }
        for (int side = 0; side < 2; side++) {
            Individual[] kept = new Individual[size];
            int next = 0;
            for (int i = 0; i < count; i++) {
                if (stays[i]) {
                    kept[next++] = members[side][i];
                } else {
                    known.get(side).remove(hash(members[side][i]));
                }
            }
            members[side] = kept;
        }
    }

    /** Puts a child, which is not worse, in the place of its father's other side unless it is there already. */
    private void replace(int into, int i) {
        Individual child = children[i];
        Individual old = members[into][i];
        if (!known.get(into).add(hash(child))) {
            return;
        }
        known.get(into).remove(hash(old));
        members[into][i] = child;
        children[i] = old;
    }

    private static long hash(Individual x) {
        long hash = 0;
        for (int s : x.starts) {
            hash = (hash + s + 1) * 0x9e3779b97f4a7c15L;
        }
        return mixed(hash);
    }

    private void keep(Individual x, boolean forwards) {
        if (best.makespan > 0 && x.makespan >= best.makespan) {
            return;
        }
        settled.copyFrom(x);
        breeders.get(0).settle(settled, forwards);
        meter.spend(1);
        valuation.value(settled.starts, settled.modes, settled.makespan, settled.values);
        if (Valuation.better(settled.values, best.values)) {
            best.copyFrom(settled);
        }
    }

    /** What a thread does for one place of a population. */
    private interface Work {
        void at(Breeder breeder, int place);
    }

    /** Does the same for each place, in as many threads as there are; notes which were done before the budget was spent. */
    private void each(int count, int steps, Work work) {
        Arrays.fill(made, false);
        int threads = breeders.size();
        List<Consumer<BooleanSupplier>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            tasks.add(stop -> {
                for (int i = first; i < count && !stop.getAsBoolean(); i += threads) {
                    work.at(breeders.get(first), i);
                    made[i] = true;
                }
            });
        }
        lanes.run(tasks, meter::isSpent);
        int done = 0;
        for (boolean m : made) {
            done += m ? 1 : 0;
        }
        meter.spend((long) steps * done);
    }
}
