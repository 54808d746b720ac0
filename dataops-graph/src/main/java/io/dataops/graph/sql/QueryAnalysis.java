package io.dataops.graph.sql;

import io.dataops.graph.lineage.LineageKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.ExceptOp;
import net.sf.jsqlparser.statement.select.MinusOp;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;

/** Follows the columns of one statement through its queries. */
final class QueryAnalysis {
    private final TableCatalog catalog;
    private final Set<String> sources = new LinkedHashSet<>();
    private final Set<Unresolved> unresolved = new LinkedHashSet<>();
    private final Map<String, WindowDefinition> windows = new HashMap<>();

    QueryAnalysis(TableCatalog catalog) {
        this.catalog = catalog;
    }

    Set<String> sources() {
        return sources;
    }

    Set<Unresolved> unresolved() {
        return unresolved;
    }

    Optional<WindowDefinition> window(String name) {
        return Optional.ofNullable(windows.get(Relation.key(name)));
    }

    void unresolved(String reason, Object at) {
        Node node = at instanceof ASTNodeAccess access ? access.getASTNode() : null;
        Token token = node == null ? null : node.jjtGetFirstToken();
        unresolved.add(
                token == null
                        ? new Unresolved(reason, 0, 0)
                        : new Unresolved(reason, token.beginLine, token.beginColumn));
    }

    static List<String> parts(Column column) {
        List<String> parts = new ArrayList<>();
        if (column.getTable() != null) {
            for (String part : name(column.getTable()).split("\\.", -1)) {
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
        }
        parts.add(TableCatalog.unquoted(column.getColumnName()));
        return parts;
    }

    /** The dotted name without quotes. */
    static String name(Table table) {
        List<String> parts = new ArrayList<>(table.getNameParts());
        StringBuilder name = new StringBuilder();
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i) != null) {
                name.append(name.isEmpty() ? "" : ".").append(TableCatalog.unquoted(parts.get(i)));
            }
        }
        return name.toString();
    }

    Set<Origin> origins(Expression expression, Scope scope, LineageKind kind) {
        return expression == null ? Set.of() : new ExpressionOrigins(this, scope, kind).of(expression);
    }

    /** A table of the catalogue, noted as read. */
    Relation table(String name) {
        String known = catalog.canonical(name);
        sources.add(known);
        return Relation.table(known, catalog.columns(known));
    }

    /** The result of a query that stands within a scope. */
    Relation query(Select select, Scope outer) {
        Scope scope = new Scope(outer);
        if (select.getWithItemsList() != null) {
            select.getWithItemsList().forEach(with -> define(with, scope));
        }
        if (select instanceof ParenthesedSelect inner) {
            return query(inner.getSelect(), scope);
        }
        if (select instanceof PlainSelect plain) {
            return plain(plain, scope);
        }
        if (select instanceof SetOperationList set) {
            return set(set, scope);
        }
        if (select instanceof TableStatement table) {
            return table(name(table.getTable()));
        }
        if (select instanceof Values values) {
            return values(values, scope);
        }
        unresolved("a query of the form " + select.getClass().getSimpleName() + " is not followed", select);
        return Relation.opaque(Relation.made(Set.of(), List.of()));
    }

    Relation values(Values values, Scope scope) {
        Relation relation = Relation.made(Set.of(), List.of());
        values.getExpressions().forEach(e -> relation.use(origins(e, scope, LineageKind.FILTER), LineageKind.FILTER));
        return relation;
    }

    void define(WithItem<?> with, Scope scope) {
        List<String> names = with.getWithItemList() == null
                ? List.of()
                : with.getWithItemList().stream()
                        .map(i -> TableCatalog.unquoted(i.toString()))
                        .toList();
        if (!(with.getParenthesedStatement() instanceof ParenthesedSelect body)) {
            unresolved("WITH " + with.getAliasName() + " is no query and is not followed", with.getAlias());
            scope.define(with.getUnquotedAliasName(), Relation.opaque(Relation.made(Set.of(), List.of())));
            return;
        }
        String name = with.getUnquotedAliasName();
        if (with.isRecursive() && body.getSelect() instanceof SetOperationList set) {
            scope.define(name, query(set.getSelect(0), scope).renamed(names));
            int before = unresolved.size();
            scope.define(name, query(body, scope).renamed(names));
            if (unresolved.size() > before) {
                return;
            }
        }
        scope.define(name, query(body, scope).renamed(names));
    }

    private Relation set(SetOperationList set, Scope scope) {
        Relation result = query(set.getSelect(0), scope);
        List<String> names =
                result.outputs().stream().map(Relation.Output::name).toList();
        boolean unknown = !result.isClosed();
        for (int i = 1; i < set.getSelects().size(); i++) {
            Relation next = query(set.getSelect(i), scope);
            result.useAll(next.uses());
            boolean removes = set.getOperation(i - 1) instanceof ExceptOp || set.getOperation(i - 1) instanceof MinusOp;
            List<Relation.Output> columns = next.outputs();
            if (removes) {
                columns.forEach(c -> result.use(c.origins(), LineageKind.FILTER));
                continue;
            }
            if (!unknown && next.isClosed() && columns.size() != names.size()) {
                unresolved(
                        "the parts of a set operation have " + names.size() + " and " + columns.size() + " columns",
                        set);
            }
            for (int c = 0; c < Math.min(names.size(), columns.size()); c++) {
                result.addAt(c, columns.get(c).origins());
            }
            result.passOn(next.passes());
            unknown |= !next.isClosed();
        }
        sort(set.getOrderByElements(), result, scope);
        return result;
    }

    private Relation plain(PlainSelect select, Scope scope) {
        Relation result = Relation.table("result", Optional.of(List.of()));
        new FromClause(this, scope, result).read(select);
        if (select.getWindowDefinitions() != null) {
            select.getWindowDefinitions().forEach(w -> windows.put(Relation.key(w.getWindowName()), w));
        }
        for (SelectItem<?> item : select.getSelectItems()) {
            item(item, scope, result);
        }
        result.use(origins(select.getWhere(), scope, LineageKind.FILTER), LineageKind.FILTER);
        result.use(origins(select.getPreWhere(), scope, LineageKind.FILTER), LineageKind.FILTER);
        if (select.getGroupBy() != null && select.getGroupBy().getGroupByExpressionList() != null) {
            select.getGroupBy().getGroupByExpressionList().forEach(e -> group(e, scope, result));
        }
        if (select.getGroupBy() != null && select.getGroupBy().getGroupingSets() != null) {
            select.getGroupBy().getGroupingSets().forEach(set -> set.forEach(e -> group(e, scope, result)));
        }
        result.use(origins(select.getHaving(), scope, LineageKind.FILTER), LineageKind.FILTER);
        result.use(origins(select.getQualify(), scope, LineageKind.FILTER), LineageKind.FILTER);
        if (select.getDistinct() != null) {
            List<SelectItem<?>> on = select.getDistinct().getOnSelectItems();
            if (on != null) {
                on.forEach(i -> group(i.getExpression(), scope, result));
            } else {
                result.outputs().forEach(c -> result.use(c.origins(), LineageKind.GROUP_BY));
            }
        }
        sort(select.getOrderByElements(), result, scope);
        return result;
    }

    private void group(Expression by, Scope scope, Relation result) {
        result.use(ordinal(by, result).orElseGet(() -> origins(by, scope, LineageKind.GROUP_BY)), LineageKind.GROUP_BY);
    }

    private void sort(List<OrderByElement> order, Relation result, Scope scope) {
        if (order != null) {
            for (OrderByElement by : order) {
                Expression e = by.getExpression();
                Optional<Set<Origin>> named =
                        e instanceof Column c && parts(c).size() == 1 && result.lists(parts(c).get(0))
                                ? result.column(parts(c).get(0))
                                : ordinal(e, result);
                result.use(named.orElseGet(() -> origins(e, scope, LineageKind.SORT)), LineageKind.SORT);
            }
        }
    }

    /** The column that {@code GROUP BY 2} means. */
    private static Optional<Set<Origin>> ordinal(Expression expression, Relation result) {
        List<Relation.Output> outputs = result.outputs();
        return expression instanceof LongValue number
                        && number.getStringValue().matches("[1-9]\\d{0,4}")
                        && number.getValue() <= outputs.size()
                ? Optional.of(outputs.get((int) number.getValue() - 1).origins())
                : Optional.empty();
    }

    private void item(SelectItem<?> item, Scope scope, Relation result) {
        Expression expression = item.getExpression();
        if (expression instanceof AllTableColumns all) {
            Optional<Relation> relation = scope.relation(name(all.getTable()));
            if (relation.isEmpty()) {
                unresolved("no table in reach is called " + name(all.getTable()), all.getTable());
            } else {
                expand(all, List.of(relation.get()), scope, result);
            }
        } else if (expression instanceof AllColumns all) {
            expand(all, scope.relations(), scope, result);
        } else {
            Set<Origin> origins = origins(expression, scope, LineageKind.IDENTITY);
            Alias alias = item.getAlias();
            String name = alias != null
                    ? TableCatalog.unquoted(alias.getName())
                    : expression instanceof Column column
                            ? TableCatalog.unquoted(column.getColumnName())
                            : expression.toString();
            result.add(name, origins);
            if (alias != null) {
                scope.alias(name, origins);
            }
        }
    }

    private void expand(AllColumns all, List<Relation> relations, Scope scope, Relation result) {
        Set<String> except = all.getExceptColumns() == null
                ? Set.of()
                : all.getExceptColumns().stream()
                        .map(c -> Relation.key(TableCatalog.unquoted(c.getColumnName())))
                        .collect(Collectors.toSet());
        Set<String> given = new LinkedHashSet<>();
        for (Relation relation : relations) {
            for (Relation.Output column : relation.outputs()) {
                boolean again = scope.isMerged(column.name()) && given.contains(Relation.key(column.name()));
                if (!except.contains(Relation.key(column.name())) && !again) {
                    given.add(Relation.key(column.name()));
                    result.add(column.name(), column.origins());
                }
            }
            result.passOn(relation.passes());
            if (relation.isOpaque()) {
                result.cover();
            }
        }
        if (all.getReplaceExpressions() != null) {
            all.getReplaceExpressions()
                    .forEach(r -> result.replace(
                            TableCatalog.unquoted(r.getAliasName()),
                            origins(r.getExpression(), scope, LineageKind.IDENTITY)));
        }
    }
}
