package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes runs of rows away: at each place the longest run that can go is found by doubling, so that what is not needed costs
 * the logarithm of its length, and what is needed a call or two.
 */
final class RowShrinking {
    private final DatasetShrinker shrinker;

    RowShrinking(DatasetShrinker shrinker) {
        this.shrinker = shrinker;
    }

    void run() {
        for (int t : parentsFirst(shrinker.best().schema())) {
            Dataset data = shrinker.best();
            if (data.tables().get(t).size() > 0) {
                shrinker.accept(without(data, t, 0, data.tables().get(t).size()));
            }
            int at = 0;
            while (at < shrinker.best().tables().get(t).size() && !shrinker.isSpent()) {
                if (!deleteFrom(t, at)) {
                    at++;
                }
            }
        }
    }

    /** Takes away the longest run from a row on; false if not even the row can go. */
    private boolean deleteFrom(int t, int at) {
        Dataset data = shrinker.best();
        int left = data.tables().get(t).size() - at;
        if (!shrinker.accept(without(data, t, at, 1))) {
            return false;
        }
        if (left == 1) {
            return true;
        }
        // Deleted from the dataset as it was, since deleting cascades.
        int good = 1;
        int bad = left + 1;
        int next = Math.max(2, left / 2);
        while (good + 1 < bad && !shrinker.isSpent()) {
            if (shrinker.accept(without(data, t, at, next))) {
                good = next;
                next = Math.min(good + Math.max(1, (bad - good) / 2), bad - 1);
            } else {
                bad = next;
                next = good + (bad - good) / 2;
            }
            if (next <= good) {
                break;
            }
        }
        return true;
    }

    private static Dataset without(Dataset data, int t, int from, int count) {
        boolean[][] kept = Reduction.all(data);
        Arrays.fill(kept[t], from, Math.min(kept[t].length, from + count), false);
        return Reduction.keep(data, kept);
    }

    /** The tables, each after those it refers to as far as that is possible. */
    static List<Integer> parentsFirst(RelationalSchema schema) {
        List<Integer> out = new ArrayList<>();
        Set<Integer> done = new HashSet<>();
        while (out.size() < schema.tables().size()) {
            int before = out.size();
            for (int t = 0; t < schema.tables().size(); t++) {
                int table = t;
                boolean ready = schema.tables().get(t).foreignKeys().stream()
                        .map(fk -> schema.indexOf(fk.table()))
                        .allMatch(p -> p == table || done.contains(p));
                if (ready && done.add(t)) {
                    out.add(t);
                }
            }
            if (out.size() == before) {
                for (int t = 0; t < schema.tables().size(); t++) {
                    if (done.add(t)) {
                        out.add(t);
                        break;
                    }
                }
            }
        }
        return out;
    }
}
