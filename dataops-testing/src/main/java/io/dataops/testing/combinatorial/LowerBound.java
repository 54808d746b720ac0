package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Numbers of rows that no array undercuts. */
final class LowerBound {
    private static final int SETS = 64;
    private static final long TUPLES = 200_000;

    private LowerBound() {}

    /**
     * The most feasible tuples of any one column set, since each needs a row of its own. Looked at are the sets of the
     * columns with most values; for binary parameters without constraints and strength 2 the exact number is known.
     */
    static int of(IntModel model, Request request, int[] base) {
        Feasibility feasibility = new Feasibility(model);
        int best = 1;
        for (int[] set : candidates(model, request)) {
            long product = product(model, set);
            if (product > best && product <= TUPLES) {
                best = Math.max(best, feasible(model, feasibility, set, product, base));
            } else if (product > best && free(model, set)) {
                best = (int) Math.min(Integer.MAX_VALUE, product);
            }
        }
        if (request.bySize() && request.strength() == 2 && !model.constrained()) {
            int binary = (int) Arrays.stream(model.levels).filter(v -> v >= 2).count();
            best = Math.max(best, binary < 2 ? 1 : KleitmanSpencer.rows(binary));
        }
        return best;
    }

    private static List<int[]> candidates(IntModel model, Request request) {
        List<int[]> out = new ArrayList<>();
        int[] all = new int[model.columns];
        Arrays.setAll(all, p -> p);
        largest(model, all, request.strength(), out);
        for (ColumnSets.Group group : request.groups()) {
            largest(model, group.columns(), group.strength(), out);
        }
        out.sort(Comparator.comparingLong((int[] s) -> -product(model, s)));
        return out.subList(0, Math.min(out.size(), SETS));
    }

    /** Sets among the few columns with most values. */
    private static void largest(IntModel model, int[] columns, int strength, List<int[]> out) {
        int[] chosen = Arrays.stream(columns)
                .boxed()
                .sorted(Comparator.comparingInt((Integer p) -> -model.levels[p]))
                .limit(strength + 6L)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int[] set : ColumnSets.all(chosen.length, strength, List.of())) {
            out.add(Arrays.stream(set).map(i -> chosen[i]).toArray());
        }
    }

    private static long product(IntModel model, int[] set) {
        long product = 1;
        for (int p : set) {
            product *= model.levels[p];
        }
        return product;
    }

    private static boolean free(IntModel model, int[] set) {
        return Arrays.stream(set).allMatch(p -> model.component[p] < 0);
    }

    private static int feasible(IntModel model, Feasibility feasibility, int[] set, long product, int[] base) {
        if (free(model, set)) {
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
