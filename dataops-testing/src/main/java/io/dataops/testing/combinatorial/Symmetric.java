package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Constructions for models without constraints: orthogonal arrays, Kleitman-Spencer, and development by groups. */
final class Symmetric {
    private Symmetric() {}

    static boolean applies(IntModel model, Request request) {
        return request.bySize()
                && !model.constrained()
                && request.strength() >= 2
                && request.columns() > request.strength()
                && Arrays.stream(model.levels).noneMatch(v -> v < 2);
    }

    /** The smallest array that a closed form gives; empty if none applies. */
    static List<int[]> closedForm(IntModel model, Request request) {
        int largest = Arrays.stream(model.levels).max().orElse(0);
        int t = request.strength();
        List<int[]> best = List.of();
        if (largest == 2 && t == 2) {
            return KleitmanSpencer.array(model.columns);
        }
        OptionalInt q = GaloisField.sizeFrom(Math.max(largest, model.columns - 1));
        if (q.isPresent() && Math.pow(q.getAsInt(), t) < 200_000) {
            best = BushArray.array(q.getAsInt(), t, model.levels);
        }
        return best;
    }

    /** The smallest array of closed forms and development for a uniform model, within the budget. */
    static List<int[]> best(IntModel model, Request request, long seed, Budget.Meter meter) {
        List<int[]> best = new ArrayList<>(
                InParameterOrder.build(model, request, List.of(), new int[model.columns]).rows());
        List<int[]> closed = closedForm(model, request);
        if (!closed.isEmpty() && closed.size() < best.size()) {
            best = closed;
        }
        int v = model.levels[0];
        for (SymbolGroup group : SymbolGroup.candidates(v, request.strength())) {
            List<int[]> found = Development.search(
                            model.columns, v, request.strength(), group, best.size(), seed, meter)
                    .orElse(best);
            best = found.size() < best.size() ? found : best;
        }
        return best;
    }
}
