package io.dataops.testing.mutation;

import io.dataops.testing.mutation.ColumnInfo.Kind;
import io.dataops.testing.mutation.SqlTree.Scope;
import io.dataops.testing.property.ColumnType;
import io.dataops.testing.property.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;

/**
 * Faults in what reaches a step: a schema that has changed, rows that come twice, late or too early, and dirty values. Each is
 * the query with the relation that it reads replaced by one that arrives like this.
 */
final class ArrivalMutations {
    /** The least values of the whole types of databases, which no check has set. */
    private static final Set<Long> WIDEST =
            Set.of(Long.MIN_VALUE, (long) Integer.MIN_VALUE, (long) Short.MIN_VALUE, (long) Byte.MIN_VALUE);

    private final SqlTree tree;
    private final String step;
    private final Predicate<MutationOperator> chosen;
    private final List<Edit> out = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private boolean star;

    private ArrivalMutations(SqlTree tree, String step, Predicate<MutationOperator> chosen) {
        this.tree = tree;
        this.step = step;
        this.chosen = chosen;
    }

    static List<Edit> of(SqlTree tree, String step, Predicate<MutationOperator> chosen) {
        ArrivalMutations all = new ArrivalMutations(tree, step, chosen);
        for (SqlTree.Site site : tree.sites) {
            if (site.node() instanceof Column column) {
                all.used.add(Pipeline.key(column.getUnquotedColumnName()));
            }
        }
        all.star = tree.scopes.stream()
                .flatMap(scope -> scope.select().getSelectItems().stream())
                .anyMatch(item ->
                        item.getExpression() instanceof AllColumns || item.getExpression() instanceof AllTableColumns);
        String text = Pipeline.key(tree.root.toString());
        for (Scope scope : tree.scopes) {
            PlainSelect select = scope.select();
            all.item(scope, select.getFromItem(), select::setFromItem, text);
            for (Join join : SqlTree.joins(select)) {
                all.item(scope, join.getFromItem(), join::setFromItem, text);
            }
        }
        return all.out;
    }

    private void item(
            Scope scope, @org.jspecify.annotations.Nullable FromItem item, Consumer<FromItem> put, String text) {
        if (!(item instanceof Table table)
                || scope.relations().getOrDefault(SqlTree.aliasOf(item), "").isEmpty()
                || tree.catalog.columns(table.getUnquotedName()).isEmpty()) {
            return;
        }
        List<ColumnInfo> columns = tree.catalog.columns(table.getUnquotedName());
        Optional<TableSchema> source = tree.catalog.source(table.getUnquotedName());
        Arrival arrival = new Arrival(scope, table, put, columns);
        for (ColumnInfo column : columns) {
            if (star || used.contains(Pipeline.key(column.name())) || text.contains(Pipeline.key(column.name()))) {
                column(arrival, column, source);
            }
        }
        String from = " FROM " + table.getName();
        String all = "SELECT *" + from;
        boolean keyed = source.filter(t -> !t.keys().isEmpty()).isPresent();
        add(
                arrival,
                keyed ? MutationOperator.SCHEMA_KEY_DROPPED : MutationOperator.DUPLICATE_DELIVERY,
                all + " UNION ALL " + all);
        source.ifPresent(t -> unique(arrival, t));
        if (source.isEmpty()) {
            add(arrival, MutationOperator.BARRIER_DROPPED, all + " WHERE 1 = 0");
            add(
                    arrival,
                    MutationOperator.PARTIAL_RETRY,
                    all + " UNION ALL (" + all + " ORDER BY 1 FETCH FIRST 1 ROWS ONLY)");
        }
        columns.stream()
                .filter(c -> c.kind() == Kind.DATE || c.kind() == Kind.TIMESTAMP || c.kind() == Kind.INSTANT)
                .findFirst()
                .ifPresent(c -> {
                    String name = SqlText.name(c.name());
                    boolean bag = !WitnessSearch.SENSITIVE.matcher(text).find();
                    add(
                            arrival,
                            MutationOperator.OUT_OF_ORDER_ROWS,
                            all + " ORDER BY " + name + " DESC",
                            bag ? "nothing in the query depends on the order in which rows arrive" : "");
                    add(
                            arrival,
                            MutationOperator.LATE_ROWS,
                            all + " WHERE " + name + " IS NULL OR " + name + " < (SELECT MAX(" + name + ")" + from
                                    + ")");
                });
    }

    /** The rows once more under other primary keys, so that those of the unique ones meet again. */
    private void unique(Arrival arrival, TableSchema table) {
        if (table.uniqueKeys().isEmpty() || table.primaryKey().size() != 1) {
            return;
        }
        String key = table.primaryKey().get(0);
        boolean whole = arrival.columns().stream().anyMatch(c -> c.name().equals(key) && c.kind() == Kind.WHOLE);
        if (whole && table.uniqueKeys().stream().noneMatch(u -> u.contains(key))) {
            String items = arrival.columns().stream()
                    .map(c -> c.name().equals(key)
                            ? "-1 - " + SqlText.name(key) + " AS " + SqlText.name(key)
                            : SqlText.name(c.name()))
                    .collect(Collectors.joining(", "));
            String from = " FROM " + arrival.table().getName();
            String plain =
                    arrival.columns().stream().map(c -> SqlText.name(c.name())).collect(Collectors.joining(", "));
            add(
                    arrival,
                    MutationOperator.SCHEMA_UNIQUE_DROPPED,
                    "SELECT " + plain + from + " UNION ALL SELECT " + items + from);
        }
    }

    /** A value that the column's type forbids although the column of a database could hold it; empty if there is none. */
    private static Optional<String> forbidden(ColumnType type) {
        if (type instanceof ColumnType.Int64 range) {
            if (!WIDEST.contains(range.min())) {
                return Optional.of(String.valueOf(range.min() - 1));
            }
            return WIDEST.contains(-range.max() - 1) ? Optional.empty() : Optional.of(String.valueOf(range.max() + 1));
        } else if (type instanceof ColumnType.Decimal range) {
            BigDecimal most = BigDecimal.TEN.pow(range.precision() - range.scale());
            BigDecimal unit = BigDecimal.valueOf(1, range.scale());
            if (range.min().subtract(unit).compareTo(most.negate()) > 0) {
                return Optional.of(range.min().subtract(unit).toPlainString());
            }
            return range.max().add(unit).compareTo(most) < 0
                    ? Optional.of(range.max().add(unit).toPlainString())
                    : Optional.empty();
        } else if (type instanceof ColumnType.Choice choice) {
            Object first = choice.values().get(0);
            if (first instanceof String) {
                return choice.values().contains("?") ? Optional.empty() : Optional.of("'?'");
            } else if (first instanceof Long) {
                long least =
                        choice.values().stream().mapToLong(v -> (Long) v).min().orElse(0);
                return least == Long.MIN_VALUE ? Optional.empty() : Optional.of(String.valueOf(least - 1));
            }
        }
        return Optional.empty();
    }

    private record Arrival(Scope scope, Table table, Consumer<FromItem> put, List<ColumnInfo> columns) {}

    private void column(Arrival arrival, ColumnInfo column, Optional<TableSchema> source) {
        String fewer = arrival.columns().stream()
                .filter(c -> !c.equals(column))
                .map(c -> SqlText.name(c.name()))
                .collect(Collectors.joining(", "));
        if (!fewer.isEmpty()) {
            add(
                    arrival,
                    MutationOperator.SCHEMA_COLUMN_DROPPED,
                    "SELECT " + fewer + " FROM " + arrival.table().getName());
        }
        if (column.kind() == Kind.OTHER) {
            return;
        }
        if (!column.nullable()) {
            with(arrival, column, MutationOperator.SCHEMA_NULLABLE, n -> "CAST(NULL AS " + column.sqlType() + ")");
        }
        if (column.kind() != Kind.TEXT && column.kind() != Kind.BYTES) {
            with(arrival, column, MutationOperator.SCHEMA_RETYPED, n -> "CAST(" + n + " AS VARCHAR)");
        }
        source.flatMap(t -> t.columns().stream()
                        .filter(c -> c.name().equals(column.name()))
                        .findFirst())
                .flatMap(c -> forbidden(c.type()))
                .ifPresent(value -> with(
                        arrival,
                        column,
                        MutationOperator.SCHEMA_CHECK_DROPPED,
                        n -> "CAST(" + value + " AS " + column.sqlType() + ")"));
        boolean referring = source.stream()
                .flatMap(t -> t.foreignKeys().stream())
                .anyMatch(fk -> fk.columns().stream().anyMatch(c -> c.equalsIgnoreCase(column.name())));
        if (column.kind() == Kind.TEXT) {
            with(arrival, column, MutationOperator.SCHEMA_NARROWED, n -> "SUBSTRING(" + n + ", 1, 1)");
            with(arrival, column, MutationOperator.DIRTY_SPACE, n -> n + " || ' '");
            with(arrival, column, MutationOperator.DIRTY_CASE, n -> "UPPER(" + n + ")");
        } else if (column.kind() == Kind.BYTES) {
            with(arrival, column, MutationOperator.SCHEMA_NARROWED, n -> "SUBSTRING(" + n + ", 1, 1)");
        } else if (column.kind() == Kind.TIMESTAMP || column.kind() == Kind.INSTANT) {
            with(
                    arrival,
                    column,
                    MutationOperator.SCHEMA_NARROWED,
                    n -> "CAST(CAST(" + n + " AS DATE) AS " + column.sqlType() + ")");
        } else if (referring && column.kind() == Kind.WHOLE) {
            with(arrival, column, MutationOperator.SCHEMA_REFERENCE_DROPPED, n -> "-1 - " + n);
        } else if (column.kind() == Kind.NUMBER) {
            with(arrival, column, MutationOperator.SCHEMA_NARROWED, n -> "CAST(FLOOR(" + n + ") AS BIGINT)");
            with(arrival, column, MutationOperator.DIRTY_SIGN, n -> "-" + n);
        } else if (column.kind() == Kind.WHOLE) {
            with(arrival, column, MutationOperator.DIRTY_SIGN, n -> "-" + n);
        }
    }

    private void with(Arrival arrival, ColumnInfo column, MutationOperator operator, UnaryOperator<String> changed) {
        String items = arrival.columns().stream()
                .map(c -> {
                    String name = SqlText.name(c.name());
                    return c.equals(column) ? changed.apply(name) + " AS " + name : name;
                })
                .collect(Collectors.joining(", "));
        add(arrival, operator, "SELECT " + items + " FROM " + arrival.table().getName());
    }

    private void add(Arrival arrival, MutationOperator operator, String sql) {
        add(arrival, operator, sql, "");
    }

    private void add(Arrival arrival, MutationOperator operator, String sql, String equivalent) {
        if (!chosen.test(operator)) {
            return;
        }
        Select inner = SqlText.parse(step, sql);
        ParenthesedSelect wrapped = new ParenthesedSelect();
        wrapped.setSelect(inner);
        Table table = arrival.table();
        wrapped.setAlias(table.getAlias() == null ? new Alias(table.getName(), false) : table.getAlias());
        out.add(new Edit(
                operator,
                arrival.scope().place() + ", from " + table.getName(),
                () -> arrival.put().accept(wrapped),
                () -> arrival.put().accept(table),
                equivalent));
    }
}
