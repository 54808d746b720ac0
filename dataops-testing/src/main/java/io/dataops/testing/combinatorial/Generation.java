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
        InParameterOrder.Result result = InParameterOrder.build(integers, request, seeds, base.get());
        int bound = LowerBound.of(integers, request, base.get());
        boolean symmetric = seeds.isEmpty() && Symmetric.applies(integers, request);
        List<int[]> closed = symmetric
                ? Symmetric.closedForm(integers, request, result.rows().size())
                : List.of();
        Lanes.Found start = closed.isEmpty()
                ? new Lanes.Found(result.rows(), "in-parameter-order", 0)
                : new Lanes.Found(closed, "algebraic construction", 0);
        Lanes.Found found = start;
        boolean settled = start.rows().size() <= Math.max(bound, seeds.size());
        Budget.Meter meter = budget.start();
        if (!settled && !meter.isSpent()) {
            ProgressListener fewest = fewest(start.rows().size(), bound, listener);
            Lanes.Lane compacting = share -> compacted(integers, request, start, seeds.size(), bound, share, fewest);
            Lanes.Lane developing = share -> developed(integers, request, start, bound, share, fewest);
            boolean uniform = symmetric && Symmetric.isUniform(integers);
            Lanes.Lane first = uniform ? developing : compacting;
            boolean huge = ColumnSets.choose(integers.columns, strength)
                    > HUGE / start.rows().size();
            found = Lanes.best(huge ? List.of(first) : List.of(first, compacting), budget, bound);
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
                result.infeasible(),
                List.of(),
                meter.provenance(found.algorithm()));
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
