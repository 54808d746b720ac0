package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import io.dataops.api.Provenance;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the engine for a request, and puts the answer together. */
final class Generation {
    private static final long TUPLES = 2_000_000_000L;
    private static final int BOUNDED_SETS = 64;

    private Generation() {}

    static CoveringArray run(
            CoveringModel model,
            IntModel integers,
            int strength,
            List<StrengthGroup> named,
            List<int[]> seeds,
            Budget budget) {
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
        List<ColumnSets.Group> groups = named.stream().map(g -> g.in(model)).toList();
        List<int[]> sets = ColumnSets.all(integers.columns, strength, groups);
        InParameterOrder.Result result = InParameterOrder.build(integers, sets, seeds, base.get());
        return new CoveringArray(
                model,
                strength,
                named,
                result.rows().stream().map(model::decode).toList(),
                lowerBound(integers, sets, base.get()),
                result.infeasible(),
                List.of(),
                new Provenance("in-parameter-order", budget.seed(), 0, Optional.empty()));
    }

    /** The most feasible tuples of any one column set; only the largest sets are looked at. */
    private static int lowerBound(IntModel model, List<int[]> sets, int[] base) {
        Feasibility feasibility = new Feasibility(model);
        int best = 1;
        List<int[]> largest = sets.stream()
                .sorted(Comparator.comparingLong((int[] s) -> -product(model, s)))
                .limit(BOUNDED_SETS)
                .toList();
        for (int[] set : largest) {
            long product = product(model, set);
            if (product > best) {
                best = Math.max(best, feasible(model, feasibility, set, product, base));
            }
        }
        return best;
    }

    private static long product(IntModel model, int[] set) {
        long product = 1;
        for (int p : set) {
            product *= model.levels[p];
        }
        return product;
    }

    private static int feasible(IntModel model, Feasibility feasibility, int[] set, long product, int[] base) {
        if (Arrays.stream(set).allMatch(p -> model.component[p] < 0)) {
            return (int) product;
        }
        int[] tuple = new int[model.columns];
        int[] out = new int[model.columns];
        Arrays.fill(tuple, -1);
        int count = 0;
        for (long code = 0; code < product; code++) {
            long rest = code;
            for (int p : set) {
                tuple[p] = (int) (rest % model.levels[p]);
                rest /= model.levels[p];
            }
            count += feasibility.extend(tuple, base, out) ? 1 : 0;
        }
        return count;
    }
}
