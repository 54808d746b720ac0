package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes references null, or lead to the same row, so that the rows they led to can go. */
final class ReferenceShrinking {
    private final DatasetShrinker shrinker;

    ReferenceShrinking(DatasetShrinker shrinker) {
        this.shrinker = shrinker;
    }

    void run() {
        RelationalSchema schema = shrinker.best().schema();
        for (int t = 0; t < schema.tables().size(); t++) {
            for (ForeignKey fk : schema.tables().get(t).foreignKeys()) {
                shrink(t, schema.indexOf(fk.table()), fk);
            }
        }
    }

    private void shrink(int t, int parent, ForeignKey fk) {
        Table child = shrinker.best().tables().get(t);
        int[] columns = fk.columns().stream().mapToInt(child.schema()::indexOf).toArray();
        List<Integer> all = new ArrayList<>();
        for (int r = 0; r < child.size(); r++) {
            all.add(r);
        }
        boolean nullable = fk.columns().stream()
                .allMatch(c ->
                        child.schema().columns().get(child.schema().indexOf(c)).nullable());
        if (all.isEmpty()) {
            return;
        }
        if (nullable && !point(t, columns, all, nulls(columns.length))) {
            all.forEach(r -> point(t, columns, List.of(r), nulls(columns.length)));
        }
        if (shrinker.best().tables().get(parent).size() > 1 && !first(t, parent, fk, columns, all)) {
            for (int r : all) {
                first(t, parent, fk, columns, List.of(r));
            }
        }
    }

    private static List<@Nullable Object> nulls(int count) {
        List<@Nullable Object> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(null);
        }
        return out;
    }

    /** Points rows that refer to anything to the first row of the parent. */
    private boolean first(int t, int parent, ForeignKey fk, int[] columns, List<Integer> rows) {
        Table table = shrinker.best().tables().get(parent);
        List<@Nullable Object> target = new ArrayList<>();
        fk.referenced().forEach(c -> target.add(table.cell(0, table.schema().indexOf(c))));
        Table child = shrinker.best().tables().get(t);
        List<Integer> referring =
                rows.stream().filter(r -> child.cell(r, columns[0]) != null).toList();
        return point(t, columns, referring, target);
    }

    private boolean point(int t, int[] columns, List<Integer> rows, List<@Nullable Object> target) {
        Table table = shrinker.best().tables().get(t);
        if (rows.stream().allMatch(r -> Reduction.cells(table, r, columns).equals(target))) {
            return true;
        }
        Table changed = table;
        for (int i = 0; i < columns.length; i++) {
            @Nullable Object[] cells = changed.copyOf(columns[i]);
            for (int r : rows) {
                cells[r] = target.get(i);
            }
            changed = changed.with(columns[i], cells);
        }
        Dataset candidate = shrinker.best().with(t, changed);
        return candidate.violations().isEmpty() && shrinker.accept(candidate);
    }
}
