package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import io.dataops.api.Provenance;
import java.util.List;
import java.util.Optional;

/** Chooses the engine for a request, and puts the answer together. */
final class Generation {
    private static final long TUPLES = 2_000_000_000L;

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
        Request request = new Request(
                integers.columns, strength, named.stream().map(g -> g.in(model)).toList());
        InParameterOrder.Result result = InParameterOrder.build(integers, request, seeds, base.get());
        int bound = LowerBound.of(integers, request, base.get());
        Budget.Meter meter = budget.start();
        List<int[]> rows =
                Compaction.compact(integers, request, result.rows(), seeds.size(), bound, budget.seed(), meter);
        return new CoveringArray(
                model,
                strength,
                named,
                rows.stream().map(model::decode).toList(),
                bound,
                result.infeasible(),
                List.of(),
                meter.provenance("in-parameter-order" + (meter.steps() > 0 ? ", then tabu search" : "")));
    }
}
