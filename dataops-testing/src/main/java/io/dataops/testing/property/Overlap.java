package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key some of whose columns already have values, because another key or reference shares them: a parent row is
 * looked up that agrees on the shared columns, and the others show it; without one, a nullable column becomes null.
 */
final class Overlap {
    private Overlap() {}

    static void resolve(Plan plan, int t, ForeignKey fk) {
        TableSchema table = plan.schema().tables().get(t);
        int parent = plan.schema().indexOf(fk.table());
        TableSchema parentTable = plan.schema().tables().get(parent);
        List<Integer> shared = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < fk.columns().size(); i++) {
            (plan.source(t, table.indexOf(fk.columns().get(i))) == null ? open : shared).add(i);
        }
        Map<List<@Nullable Object>, List<Integer>> rows = new HashMap<>();
        for (int r = 0; r < plan.size(parent); r++) {
            List<@Nullable Object> key = new ArrayList<>();
            for (int i : shared) {
                key.add(plan.cell(parent, parentTable.indexOf(fk.referenced().get(i)), r));
            }
            rows.computeIfAbsent(key, ignored -> new ArrayList<>()).add(r);
        }
        for (int i : open.isEmpty() ? shared : open) {
            int c = table.indexOf(fk.columns().get(i));
            int target = parentTable.indexOf(fk.referenced().get(i));
            boolean nullable = table.columns().get(c).nullable();
            CellSource before = plan.source(t, c);
            List<CellSource> given = new ArrayList<>();
            for (int s : shared) {
                CellSource source = plan.source(t, table.indexOf(fk.columns().get(s)));
                if (source != null) {
                    given.add(source);
                }
            }
            plan.replace(t, c, row -> {
                List<@Nullable Object> key = new ArrayList<>();
                given.forEach(source -> key.add(source.at(row)));
                List<Integer> candidates = rows.getOrDefault(key, List.of());
                if (key.contains(null) || (candidates.isEmpty() && nullable)) {
                    return before == null || candidates.isEmpty() ? null : before.at(row);
                }
                if (candidates.isEmpty()) {
                    throw new IllegalArgumentException("foreign key " + fk + " of table " + table.name()
                            + " shares columns with another key, and no row of " + fk.table() + " has " + key
                            + " there."
                            + " Maybe make " + fk.columns().get(i) + " nullable.");
                }
                int chosen = candidates.get(
                        (int) Math.floorMod(Hash.at(t * 31L + shared.hashCode(), row), (long) candidates.size()));
                return before != null ? before.at(row) : plan.cell(parent, target, chosen);
            });
        }
    }
}
