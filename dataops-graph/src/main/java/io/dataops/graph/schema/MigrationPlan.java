package io.dataops.graph.schema;

import io.dataops.api.Explained;
import io.dataops.graph.schema.TableSchema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a table that must change in a breaking way gets there without breaking anybody: expand, migrate, contract (the parallel
 * change of Sato, 2014). Between expanding and contracting, old and new readers and writers both work.
 *
 * <pre>{@code
 * TableSchema v1 = TableSchema.of("orders").column("id", "bigint", false);
 * TableSchema v2 = TableSchema.of("orders").column("id", "int", false);
 * MigrationPlan.of(v1, v2).explain();   // expand, migrate, contract
 * }</pre>
 *
 * @param between the table between expanding and contracting; {@link CompatibilityMode#FULL} compatible with the earlier one
 * @param steps the steps in order; none if nothing breaks
 */
public record MigrationPlan(TableSchema between, List<Step> steps) implements Explained {

    /** The phases, in their order. */
    public enum Phase {
        /** Add what is new beside what is old. */
        EXPAND,
        /** Move data and readers. */
        MIGRATE,
        /** Take away what is old. */
        CONTRACT
    }

    /**
     * One step.
     *
     * @param phase the phase
     * @param action what to do
     */
    public record Step(Phase phase, String action) {}

    /** Copies the steps. */
    public MigrationPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Plans the way from one table to another.
     *
     * @param before the table that readers and writers use now
     * @param after the table that it is to become
     * @return the plan; of two tables that are fully compatible, one without steps
     */
    public static MigrationPlan of(TableSchema before, TableSchema after) {
        List<Incompatibility> breaks = new ArrayList<>(TableRules.incompatibilities(after, before));
        breaks.addAll(TableRules.incompatibilities(before, after));
        List<Column> gone = before.columns().stream()
                .filter(c -> after.column(c.name()).isEmpty())
                .toList();
        if (breaks.isEmpty() && gone.isEmpty()) {
            return new MigrationPlan(after, List.of());
        }
        List<Step> expand = new ArrayList<>();
        List<Step> migrate = new ArrayList<>();
        List<Step> contract = new ArrayList<>();
        TableSchema between = before;
        for (Column column : after.columns()) {
            Optional<Column> old = before.column(column.name());
            if (old.isEmpty()) {
                between = between.with(new Column(column.name(), column.type(), true, column.hasDefault()));
                expand.add(new Step(Phase.EXPAND, "add column " + column.name() + " " + column.type() + ", nullable"));
                migrate.add(new Step(Phase.MIGRATE, "fill " + column.name() + " and let writers write it"));
                if (!column.nullable()) {
                    contract.add(new Step(Phase.CONTRACT, "make " + column.name() + " not nullable"));
                }
            } else if (!ColumnType.of(column.type())
                    .takes(ColumnType.of(old.get().type()))
                    .takesAll()) {
                String beside = free(before, after, column.name());
                between = between.with(new Column(beside, column.type(), true, false));
                expand.add(new Step(
                        Phase.EXPAND,
                        "add column " + beside + " " + column.type() + ", nullable, beside " + column.name()));
                migrate.add(new Step(
                        Phase.MIGRATE,
                        "write both, fill " + beside + " from " + column.name() + ", and move readers to " + beside));
                contract.add(new Step(
                        Phase.CONTRACT, "replace column " + column.name() + " by " + beside + " under the old name"));
            } else if (old.get().nullable() && !column.nullable()) {
                migrate.add(new Step(Phase.MIGRATE, "fill " + column.name() + " where it is null"));
                contract.add(new Step(Phase.CONTRACT, "make " + column.name() + " not nullable"));
            } else if (!old.get().equals(column)) {
                contract.add(new Step(Phase.CONTRACT, "widen " + column.name() + " to " + column.type()));
            }
        }
        gone.forEach(c -> contract.add(new Step(Phase.CONTRACT, "drop column " + c.name() + " when nobody reads it")));
        List<Step> all = new ArrayList<>(expand);
        all.addAll(migrate);
        all.addAll(contract);
        return new MigrationPlan(between, all);
    }

    private static String free(TableSchema before, TableSchema after, String name) {
        String candidate = name + "_new";
        for (int i = 2;
                before.column(candidate).isPresent() || after.column(candidate).isPresent();
                i++) {
            candidate = name + "_new" + i;
        }
        return candidate;
    }

    @Override
    public String explain() {
        return steps.isEmpty()
                ? "nothing breaks: change it in one step"
                : steps.stream()
                        .map(s -> s.phase().name().toLowerCase(Locale.ROOT) + ": " + s.action())
                        .collect(Collectors.joining("\n"));
    }
}
