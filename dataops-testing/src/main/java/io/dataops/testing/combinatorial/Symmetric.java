package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Constructions for models without constraints: sums, orthogonal arrays, Kleitman-Spencer, products, doubling, and groups. */
final class Symmetric {
    private static final long INNER_STEPS = 20_000;

    private Symmetric() {}

    static boolean applies(IntModel model, Request request) {
        return request.bySize()
                && !model.constrained()
                && request.strength() >= 2
                && request.columns() > request.strength()
                && Arrays.stream(model.levels).noneMatch(v -> v < 2);
    }

    static boolean isUniform(IntModel model) {
        return Arrays.stream(model.levels).allMatch(v -> v == model.levels[0]);
    }

    /** The smallest array that a closed form gives with fewer rows than are known; empty if there is none. */
    static List<int[]> closedForm(IntModel model, Request request, int known) {
        int largest = Arrays.stream(model.levels).max().orElse(0);
        int t = request.strength();
        if (model.columns == t + 1) {
            return SumColumn.rows(model.levels) < known ? SumColumn.array(model.levels) : List.of();
        }
        if (largest == 2 && t == 2) {
            return KleitmanSpencer.rows(model.columns) < known ? KleitmanSpencer.array(model.columns) : List.of();
        }
        if (largest == 2 && t == 3 && Doubling.rows(model.columns) < known) {
            return Doubling.array(model.columns);
        }
        if (t == 2) {
            PartitionedArray.Power power = PartitionedArray.Power.best(model.columns, largest);
            return power.rows() < known ? power.array(model.levels) : List.of();
        }
        if (t == 3) {
            RouxDoubling.Plan plan = RouxDoubling.Plan.best(model.columns, largest);
            return plan.rows() < known ? plan.array(model.levels) : List.of();
        }
        OptionalInt q = GaloisField.sizeFrom(Math.max(largest, model.columns - 1));
        return q.isPresent() && Math.pow(q.getAsInt(), t) < known
                ? BushArray.array(q.getAsInt(), t, model.levels)
                : List.of();
    }

    /** A small array for a few symbols that larger arrays are built from; spends at most a fixed number of steps. */
    static List<int[]> small(IntModel model, Request request, long seed) {
        List<int[]> best = List.copyOf(InParameterOrder.build(model, request, List.of(), new int[model.columns])
                .rows());
        List<int[]> closed = closedForm(model, request, best.size());
        best = smaller(best, Optional.of(closed).filter(c -> !c.isEmpty()));
        return search(
                model,
                request,
                best,
                Budget.steps(INNER_STEPS).withSeed(seed),
                Budget.steps(INNER_STEPS).start());
    }

    /**
     * Cover starters for strength 2, then development by groups, each with its share of the budget.
     *
     * @param meter what all of it is charged to
     */
    static List<int[]> search(IntModel model, Request request, List<int[]> start, Budget budget, Budget.Meter meter) {
        int v = model.levels[0];
        List<int[]> best = start;
        if (request.strength() == 2 && v > 2) {
            Budget.Meter own = share(budget, 0.35).start();
            best = smaller(best, CoverStarter.search(model.columns, v, best.size(), budget.seed(), own));
            meter.spend(own.steps());
        }
        List<SymbolGroup> groups = SymbolGroup.candidates(v, request.strength());
        for (int i = 0; i < groups.size() && !meter.isSpent(); i++) {
            Budget.Meter own = share(budget, request.strength() == 2 ? 0.2 : i == 0 ? 0.8 : 0.05)
                    .start();
            best = smaller(
                    best,
                    Development.search(
                            model.columns, request.strength(), groups.get(i), best.size(), budget.seed(), own));
            meter.spend(own.steps());
        }
        return best;
    }

    private static Budget share(Budget budget, double part) {
        long steps = budget.maxSteps() == Long.MAX_VALUE ? Long.MAX_VALUE : (long) (budget.maxSteps() * part);
        return new Budget(
                steps,
                budget.maxTime().map(t -> Duration.ofNanos((long) (t.toNanos() * part))),
                budget.seed(),
                budget.ticker());
    }

    private static List<int[]> smaller(List<int[]> best, Optional<List<int[]>> found) {
        return found.filter(f -> f.size() < best.size()).orElse(best);
    }
}
