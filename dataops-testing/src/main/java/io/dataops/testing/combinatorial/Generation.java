package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import io.dataops.api.Provenance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Chooses the engine for a request, and puts the answer together. */
final class Generation {
    private static final long TUPLES = 2_000_000_000L;
    private static final long HUGE = 40_000_000L;
    private static final int ROWS = 10_000_000;
    private static final long WORK = 10_000_000_000L;

    private Generation() {}

    static CoveringArray run(
            CoveringModel model,
            IntModel integers,
            int strength,
            List<StrengthGroup> named,
            List<int[]> seeds,
            Budget budget,
            ProgressListener listener) {
        long tuples = ColumnSets.tuples(integers.levels, strength);
        if (tuples > TUPLES) {
            throw new IllegalArgumentException(
                    "strength (" + strength + ") over " + integers.columns + " parameters means " + tuples
                            + " combinations, more than " + TUPLES + ". Maybe lower strength(" + strength + ").");
        }
        Optional<int[]> base = new Feasibility(integers).anyRow();
        if (base.isEmpty()) {
            return new CoveringArray(
                    model, strength, named, List.of(), 0, 0, model.conflict(), Provenance.of("satisfiability check"));
        }
        Request request = new Request(
                integers.columns, strength, named.stream().map(g -> g.in(model)).toList());
        int bound = LowerBound.of(integers, request, base.get());
        if (bound > ROWS) {
            throw new IllegalArgumentException("strength (" + strength + ") over " + integers.columns
                    + " parameters needs at least " + bound + " rows, more than " + ROWS
                    + ". Maybe group the values of the largest parameters, or lower strength(" + strength + ").");
        }
        boolean symmetric = seeds.isEmpty() && Symmetric.applies(integers, request);
        Start first = start(integers, request, seeds, base.get(), bound, symmetric);
        Lanes.Found start = first.found();
        Lanes.Found found = start;
        boolean settled = start.rows().size() <= Math.max(bound, seeds.size());
        Budget.Meter meter = budget.start();
        if (!settled && !meter.isSpent()) {
            ProgressListener fewest = fewest(start.rows().size(), bound, listener);
            Lanes.Lane compacting = share -> compacted(integers, request, start, seeds.size(), bound, share, fewest);
            Lanes.Lane developing = share -> developed(integers, request, start, bound, share, fewest);
            boolean uniform = symmetric && Symmetric.isUniform(integers);
            Lanes.Lane leading = uniform ? developing : compacting;
            boolean huge = ColumnSets.choose(integers.columns, strength)
                    > HUGE / start.rows().size();
            found = Lanes.best(huge ? List.of(leading) : List.of(leading, compacting), budget, bound);
            meter.spend(found.steps());
        }
        return new CoveringArray(
                model,
                strength,
                named,
                Preferences.apply(model, integers, request, found.rows(), seeds.size()).stream()
                        .map(model::decode)
                        .toList(),
                bound,
                first.infeasible(),
                List.of(),
                meter.provenance(found.algorithm()));
    }

    private record Start(Lanes.Found found, long infeasible) {}

    /** A closed form at once if no array is smaller, or if growing one would take minutes for at most a tenth of its rows. */
    private static Start start(
            IntModel model, Request request, List<int[]> seeds, int[] base, int bound, boolean symmetric) {
        int enough = InParameterOrder.work(model.levels, bound) > WORK ? bound + bound / 10 : bound;
        List<int[]> closed = symmetric ? Symmetric.closedForm(model, request, enough + 1) : List.of();
        if (!closed.isEmpty()) {
            return new Start(new Lanes.Found(closed, "algebraic construction", 0), 0);
        }
        InParameterOrder.Result grown = InParameterOrder.build(model, request, seeds, base);
        closed = symmetric ? Symmetric.closedForm(model, request, grown.rows().size()) : List.of();
        return new Start(
                closed.isEmpty()
                        ? new Lanes.Found(grown.rows(), "in-parameter-order", 0)
                        : new Lanes.Found(closed, "algebraic construction", 0),
                grown.infeasible());
    }

    /** Passes on what is better than all before, one call at a time. */
    private static ProgressListener fewest(int start, int bound, ProgressListener listener) {
        AtomicInteger best = new AtomicInteger(start);
        return progress -> {
            synchronized (best) {
                int rows = (int) progress.best().orElse(Double.MAX_VALUE);
                if (rows < best.get()) {
                    best.set(rows);
                    listener.progressed(progress.withBound(bound));
                }
            }
        };
    }

    private static Lanes.Found compacted(
            IntModel model,
            Request request,
            Lanes.Found start,
            int seeds,
            int bound,
            Budget budget,
            ProgressListener listener) {
        Budget.Meter meter = budget.start();
        List<int[]> rows =
                Compaction.compact(model, request, start.rows(), seeds, bound, budget.seed(), meter, listener);
        return new Lanes.Found(rows, start.algorithm() + ", then tabu search", meter.steps());
    }

    private static Lanes.Found developed(
            IntModel model, Request request, Lanes.Found start, int bound, Budget budget, ProgressListener listener) {
        Budget.Meter meter = budget.start();
        List<int[]> rows = Symmetric.search(model, request, start.rows(), budget, meter);
        String algorithm = rows.size() < start.rows().size() ? "starter rows developed by a group" : start.algorithm();
        if (rows.size() < start.rows().size()) {
            listener.progressed(Progress.of("compacting", meter.steps()).withBest(rows.size()));
        }
        List<int[]> fewer = Compaction.compact(model, request, rows, 0, bound, budget.seed(), meter, listener);
        return new Lanes.Found(fewer, algorithm + ", then tabu search", meter.steps());
    }
}
