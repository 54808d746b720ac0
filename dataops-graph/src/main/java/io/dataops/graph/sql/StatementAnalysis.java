package io.dataops.graph.sql;

import io.dataops.graph.lineage.ColumnLineage;
import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageEdge;
import io.dataops.graph.lineage.LineageKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.merge.MergeUpdate;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/** One statement: what it writes, and from which columns. */
final class StatementAnalysis {
    private final TableCatalog catalog;
    private final QueryAnalysis queries;
    private final Scope scope = new Scope(null);
    private final List<LineageEdge> edges = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private final Set<String> passes = new LinkedHashSet<>();

    StatementAnalysis(TableCatalog catalog) {
        this.catalog = catalog;
        this.queries = new QueryAnalysis(catalog);
    }

    /** Analyses a statement; what it creates goes into the catalogue for those after it. */
    StatementLineage of(Statement statement, String resultName) {
        Optional<String> target = Optional.empty();
        if (statement instanceof Select select) {
            target = Optional.of(resultName);
            write(resultName, List.of(), queries.query(select, scope), select);
        } else if (statement instanceof CreateTable create) {
            target = Optional.of(create(create));
        } else if (statement instanceof CreateView view) {
            target = Optional.of(QueryAnalysis.name(view.getView()));
            List<String> names = FromClause.names(view.getColumnNames());
            write(target.get(), names, queries.query(view.getSelect(), scope), view.getSelect());
            register(target.get());
        } else if (statement instanceof Insert insert) {
            target = Optional.of(insert(insert));
        } else if (statement instanceof Update update) {
            target = Optional.of(update(update));
        } else if (statement instanceof Merge merge) {
            target = Optional.of(merge(merge));
        } else if (statement instanceof Delete delete) {
            target = Optional.of(delete(delete));
        }
        return new StatementLineage(
                target,
                queries.sources(),
                List.copyOf(columns),
                passes,
                new ColumnLineage(edges),
                List.copyOf(queries.unresolved()));
    }

    private String create(CreateTable create) {
        String target = QueryAnalysis.name(create.getTable());
        List<String> names = create.getColumnDefinitions() == null
                ? List.of()
                : create.getColumnDefinitions().stream()
                        .map(d -> TableCatalog.unquoted(d.getColumnName()))
                        .toList();
        if (create.getSelect() != null) {
            write(target, names, queries.query(create.getSelect(), scope), create.getSelect());
        } else if (create.getLikeTable() != null) {
            String like = catalog.canonical(QueryAnalysis.name(create.getLikeTable()));
            catalog.columns(like).ifPresent(columns::addAll);
        } else {
            columns.addAll(names);
        }
        register(target);
        return target;
    }

    private void register(String target) {
        if (passes.isEmpty() && !columns.isEmpty()) {
            catalog.add(target, List.copyOf(columns));
        }
    }

    private String insert(Insert insert) {
        String target = catalog.canonical(QueryAnalysis.name(insert.getTable()));
        with(insert.getWithItemsList());
        List<String> names = FromClause.names(insert.getColumns());
        List<String> known = names.isEmpty() ? catalog.columns(target).orElse(List.of()) : names;
        if (insert.getSelect() instanceof Values values) {
            queries.values(values, scope);
        } else if (insert.getSelect() != null) {
            Relation result = queries.query(insert.getSelect(), scope);
            if (known.isEmpty() && !result.outputs().isEmpty()) {
                queries.unresolved(
                        "the columns of " + target + " are not known, so values are put down by the names of the query",
                        insert.getTable());
            } else if (!known.isEmpty() && result.isClosed() && result.outputs().size() > known.size()) {
                queries.unresolved(
                        result.outputs().size() + " values for " + known.size() + " columns of " + target,
                        insert.getTable());
            }
            write(target, known, result, insert.getSelect());
        }
        if (insert.getConflictAction() != null && insert.getConflictAction().getUpdateSets() != null) {
            scope.add("excluded", "excluded", Relation.made(Set.of(), List.of()));
            scope.add("", target, Relation.table(target, catalog.columns(target)));
            insert.getConflictAction().getUpdateSets().forEach(s -> assign(s, target));
        }
        return target;
    }

    private String update(Update update) {
        with(update.getWithItemsList());
        String target = catalog.canonical(QueryAnalysis.name(update.getTable()));
        Relation result = Relation.table(target, Optional.of(List.of()));
        FromClause from = new FromClause(queries, scope, result);
        target(update.getTable(), target);
        from.joins(update.getStartJoins());
        from.item(update.getFromItem());
        from.joins(update.getJoins());
        update.getUpdateSets().forEach(s -> assign(s, target));
        result.use(queries.origins(update.getWhere(), scope, LineageKind.FILTER), LineageKind.FILTER);
        rows(result, target);
        return target;
    }

    private String merge(Merge merge) {
        with(merge.getWithItemsList());
        String target = catalog.canonical(QueryAnalysis.name(merge.getTable()));
        Relation result = Relation.table(target, Optional.of(List.of()));
        target(merge.getTable(), target);
        FromItem using = merge.getFromItem();
        new FromClause(queries, scope, result).item(using);
        result.use(queries.origins(merge.getOnCondition(), scope, LineageKind.JOIN), LineageKind.JOIN);
        for (MergeOperation operation : merge.getOperations()) {
            if (operation instanceof MergeUpdate change) {
                filter(change.getAndPredicate(), result);
                filter(change.getWhereCondition(), result);
                filter(change.getDeleteWhereCondition(), result);
                change.getUpdateSets().forEach(s -> assign(s, target));
            } else if (operation instanceof MergeDelete delete) {
                filter(delete.getAndPredicate(), result);
            } else if (operation instanceof MergeInsert insert) {
                filter(insert.getAndPredicate(), result);
                filter(insert.getWhereCondition(), result);
                values(insert, target, merge);
            }
        }
        rows(result, target);
        return target;
    }

    private void values(MergeInsert insert, String target, Merge merge) {
        List<String> names = insert.getColumns() == null
                ? catalog.columns(target).orElse(List.of())
                : FromClause.names(insert.getColumns());
        List<? extends Expression> values = insert.getValues() == null ? List.of() : insert.getValues();
        if (names.size() != values.size()) {
            queries.unresolved(
                    values.size() + " values for " + names.size() + " known columns of " + target, merge.getTable());
        }
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            direct(target, names.get(i), queries.origins(values.get(i), scope, LineageKind.IDENTITY));
        }
    }

    private String delete(Delete delete) {
        with(delete.getWithItemsList());
        String target = catalog.canonical(QueryAnalysis.name(delete.getTable()));
        Relation result = Relation.table(target, Optional.of(List.of()));
        FromClause from = new FromClause(queries, scope, result);
        target(delete.getTable(), target);
        if (delete.getUsingFromItemList() != null) {
            delete.getUsingFromItemList().forEach(from::item);
        }
        from.joins(delete.getJoins());
        filter(delete.getWhere(), result);
        rows(result, target);
        return target;
    }

    /** The written table itself can be read by name; only what is read of it becomes an edge. */
    private void target(Table table, String name) {
        String alias = table.getAlias() == null
                ? ""
                : TableCatalog.unquoted(table.getAlias().getName());
        scope.add(alias, name, Relation.table(name, catalog.columns(name)));
    }

    private void with(List<net.sf.jsqlparser.statement.select.WithItem<?>> items) {
        if (items != null) {
            items.forEach(item -> queries.define(item, scope));
        }
    }

    private void filter(Expression condition, Relation result) {
        result.use(queries.origins(condition, scope, LineageKind.FILTER), LineageKind.FILTER);
    }

    private void assign(UpdateSet set, String target) {
        List<Column> to = set.getColumns();
        List<?> values = set.getValues();
        for (int i = 0; i < to.size(); i++) {
            List<String> parts = QueryAnalysis.parts(to.get(i));
            String name = parts.get(parts.size() - 1);
            if (to.size() == values.size()) {
                direct(target, name, queries.origins((Expression) values.get(i), scope, LineageKind.IDENTITY));
            } else {
                for (Object value : values) {
                    direct(target, name, queries.origins((Expression) value, scope, LineageKind.IDENTITY));
                }
            }
        }
    }

    private void direct(String target, String column, Set<Origin> origins) {
        columns.add(column);
        ColumnRef to = new ColumnRef(target, column);
        origins.stream()
                .filter(o -> !(o.column().equals(to) && o.kind() == LineageKind.IDENTITY))
                .forEach(o -> edges.add(LineageEdge.of(o.column(), to, o.kind())));
    }

    private void rows(Relation result, String target) {
        result.uses().forEach(o -> edges.add(LineageEdge.ofRows(o.column(), target, o.kind())));
    }

    private void write(String target, List<String> names, Relation result, Object at) {
        List<Relation.Output> outputs = result.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            String name = i < names.size() ? names.get(i) : outputs.get(i).name();
            if (name.isBlank()) {
                queries.unresolved("column " + (i + 1) + " of the result has no name", at);
            } else {
                direct(target, name, outputs.get(i).origins());
            }
        }
        passes.addAll(result.passes());
        for (String table : result.passes()) {
            queries.unresolved("the columns of " + table + " are not known, so * stays unexpanded", at);
        }
        if (result.isOpaque()) {
            queries.unresolved("not all columns of the result can be told", at);
        }
        rows(result, target);
    }
}
