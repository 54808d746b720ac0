package io.dataops.testing.mutation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** A parsed query with every place in it at which something can be exchanged. */
final class SqlTree {
    final Select root;
    final Catalog catalog;
    final List<Scope> scopes = new ArrayList<>();
    final List<Site> sites = new ArrayList<>();
    final Map<SetOperationList, String> sets = new LinkedHashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();

    /** A SELECT with the relations that its columns can come from. */
    record Scope(PlainSelect select, String place, boolean isRoot, Map<String, String> relations, Set<String> common) {}

    /** An expression that can be exchanged, where it stands, and whether it is a condition. */
    record Site(Expression node, Consumer<Expression> put, Scope scope, String clause, boolean condition) {
        String place() {
            return scope.place() + ", " + clause;
        }
    }

    /** A column with what is known of it. */
    record Resolved(String alias, String relation, ColumnInfo column) {}

    /** A query still to be looked at, with the names of the common table expressions that it sees. */
    private record Open(Select select, String place, boolean isRoot, Set<String> common) {}

    SqlTree(Select root, Catalog catalog) {
        this.root = root;
        this.catalog = catalog;
        open.add(new Open(root, "main query", true, Set.of()));
        while (!open.isEmpty()) {
            Open next = open.poll();
            select(next);
        }
    }

    private void select(Open next) {
        Select select = next.select();
        String place = next.place();
        boolean isRoot = next.isRoot();
        Set<String> common = new HashSet<>(next.common());
        if (select.getWithItemsList() != null) {
            boolean recursive = select.getWithItemsList().stream().anyMatch(WithItem::isRecursive);
            for (WithItem<?> with : select.getWithItemsList()) {
                Set<String> before = new HashSet<>(common);
                common.add(Pipeline.key(with.getUnquotedAliasName()));
                if (with.getParenthesedStatement() instanceof ParenthesedSelect inner) {
                    // Unless it is recursive, its own name means a table within it.
                    open.add(new Open(
                            inner, "query " + with.getUnquotedAliasName(), false, recursive ? common : before));
                }
            }
        }
        if (select instanceof ParenthesedSelect parenthesed) {
            open.add(new Open(parenthesed.getSelect(), place, isRoot, common));
        } else if (select instanceof SetOperationList set) {
            sets.put(set, place);
            for (int i = 0; i < set.getSelects().size(); i++) {
                open.add(new Open(set.getSelects().get(i), place + ", branch " + (i + 1), false, common));
            }
        } else if (select instanceof PlainSelect plain) {
            plain(plain, place, isRoot, common);
        }
    }

    private void plain(PlainSelect select, String place, boolean isRoot, Set<String> common) {
        Map<String, String> relations = new LinkedHashMap<>();
        Scope scope = new Scope(select, place, isRoot, relations, common);
        scopes.add(scope);
        from(select.getFromItem(), scope);
        for (Join join : joins(select)) {
            from(join.getFromItem(), scope);
        }
        for (int i = 0; i < select.getSelectItems().size(); i++) {
            @SuppressWarnings("unchecked")
            SelectItem<Expression> item =
                    (SelectItem<Expression>) select.getSelectItems().get(i);
            List<Consumer<Expression>> repeated = repeated(select, item.getExpression());
            walk(new Site(
                    item.getExpression(),
                    e -> {
                        item.setExpression(e);
                        repeated.forEach(r -> r.accept(e));
                    },
                    scope,
                    "select item " + (i + 1),
                    false));
        }
        List<Join> joins = joins(select);
        for (int i = 0; i < joins.size(); i++) {
            Join join = joins.get(i);
            if (join.getOnExpressions() != null && join.getOnExpressions().size() == 1) {
                walk(new Site(
                        join.getOnExpressions().iterator().next(),
                        e -> join.setOnExpressions(new ArrayList<>(List.of(e))),
                        scope,
                        "join " + (i + 1),
                        true));
            }
        }
        if (select.getWhere() != null) {
            walk(new Site(select.getWhere(), select::setWhere, scope, "where", true));
        }
        if (select.getHaving() != null) {
            walk(new Site(select.getHaving(), select::setHaving, scope, "having", true));
        }
        if (select.getQualify() != null) {
            walk(new Site(select.getQualify(), select::setQualify, scope, "qualify", true));
        }
    }

    /**
     * Makes an expression that GROUP BY or ORDER BY repeats one with the item that it repeats, since a change of one alone is no
     * longer a query; how to exchange it there.
     */
    private static List<Consumer<Expression>> repeated(PlainSelect select, Expression item) {
        List<Consumer<Expression>> out = new ArrayList<>();
        GroupByElement group = select.getGroupBy();
        if (item instanceof Column || group == null || group.getGroupByExpressionList() == null) {
            return out;
        }
        ExpressionList<Expression> groups = group.getGroupByExpressionList();
        String text = item.toString();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i) instanceof LongValue || !groups.get(i).toString().equals(text)) {
                continue;
            }
            int at = i;
            groups.set(at, item);
            out.add(e -> groups.set(at, e));
        }
        if (!out.isEmpty() && select.getOrderByElements() != null) {
            for (OrderByElement element : select.getOrderByElements()) {
                if (element.getExpression().toString().equals(text)) {
                    element.setExpression(item);
                    out.add(element::setExpression);
                }
            }
        }
        return out;
    }

    static List<Join> joins(PlainSelect select) {
        return select.getJoins() == null ? List.of() : select.getJoins();
    }

    private void from(@Nullable FromItem item, Scope scope) {
        Map<String, String> relations = scope.relations();
        String place = scope.place();
        if (item instanceof Table table) {
            String alias = table.getAlias() == null
                    ? table.getUnquotedName()
                    : table.getAlias().getUnquotedName();
            String name = Pipeline.key(table.getUnquotedName());
            boolean renamed = table.getAlias() != null && table.getAlias().getAliasColumns() != null;
            boolean other =
                    scope.common().contains(name) || table.getNameParts().size() > 1 || renamed;
            relations.put(Pipeline.key(alias), other ? "" : name);
        } else if (item instanceof ParenthesedSelect inner) {
            String alias = inner.getAlias() == null ? "" : inner.getAlias().getUnquotedName();
            relations.put(Pipeline.key(alias), "");
            open.add(new Open(
                    inner, alias.isEmpty() ? place + ", subquery" : "subquery " + alias, false, scope.common()));
        }
    }

    private void walk(Site start) {
        Deque<Site> stack = new ArrayDeque<>(List.of(start));
        while (!stack.isEmpty()) {
            Site site = stack.pop();
            sites.add(site);
            if (site.node() instanceof Select inner) {
                open.add(new Open(
                        inner,
                        "subquery in " + site.place(),
                        false,
                        site.scope().common()));
            }
            List<Site> children = children(site);
            for (int i = children.size() - 1; i >= 0; i--) {
                stack.push(children.get(i));
            }
        }
    }

    private static List<Site> children(Site site) {
        List<Site> out = new ArrayList<>();
        Expression node = site.node();
        boolean logical = site.condition()
                && (node instanceof AndExpression
                        || node instanceof OrExpression
                        || node instanceof NotExpression
                        || node instanceof ParenthesedExpressionList<?>);
        if (node instanceof BinaryExpression binary) {
            add(out, site, binary.getLeftExpression(), binary::setLeftExpression, logical);
            add(out, site, binary.getRightExpression(), binary::setRightExpression, logical);
        } else if (node instanceof NotExpression not) {
            add(out, site, not.getExpression(), not::setExpression, logical);
        } else if (node instanceof ExpressionList<?> list) {
            list(out, site, list, logical);
        } else if (node instanceof Between between) {
            add(out, site, between.getLeftExpression(), between::setLeftExpression, false);
            add(out, site, between.getBetweenExpressionStart(), between::setBetweenExpressionStart, false);
            add(out, site, between.getBetweenExpressionEnd(), between::setBetweenExpressionEnd, false);
        } else if (node instanceof InExpression in) {
            add(out, site, in.getLeftExpression(), in::setLeftExpression, false);
            add(out, site, in.getRightExpression(), in::setRightExpression, false);
        } else if (node instanceof IsNullExpression is) {
            add(out, site, is.getLeftExpression(), is::setLeftExpression, false);
        } else if (node instanceof ExistsExpression exists) {
            add(out, site, exists.getRightExpression(), exists::setRightExpression, false);
        } else if (node instanceof CaseExpression c) {
            add(out, site, c.getSwitchExpression(), c::setSwitchExpression, false);
            for (WhenClause when : c.getWhenClauses()) {
                add(out, site, when.getWhenExpression(), when::setWhenExpression, c.getSwitchExpression() == null);
                add(out, site, when.getThenExpression(), when::setThenExpression, false);
            }
            add(out, site, c.getElseExpression(), c::setElseExpression, false);
        } else if (node instanceof Function function && function.getParameters() != null) {
            list(out, site, function.getParameters(), false);
        } else if (node instanceof AnalyticExpression window) {
            add(out, site, window.getExpression(), window::setExpression, false);
            add(out, site, window.getFilterExpression(), window::setFilterExpression, true);
            if (window.getOrderByElements() != null) {
                for (OrderByElement element : window.getOrderByElements()) {
                    add(out, site, element.getExpression(), element::setExpression, false);
                }
            }
        } else if (node instanceof CastExpression cast) {
            add(out, site, cast.getLeftExpression(), cast::setLeftExpression, false);
        } else if (node instanceof SignedExpression signed) {
            add(out, site, signed.getExpression(), signed::setExpression, false);
        } else if (node instanceof ExtractExpression extract) {
            add(out, site, extract.getExpression(), extract::setExpression, false);
        }
        return out;
    }

    private static void list(List<Site> out, Site parent, ExpressionList<?> list, boolean condition) {
        @SuppressWarnings("unchecked")
        ExpressionList<Expression> items = (ExpressionList<Expression>) list;
        for (int i = 0; i < items.size(); i++) {
            int at = i;
            add(out, parent, items.get(i), e -> items.set(at, e), condition);
        }
    }

    private static void add(
            List<Site> out, Site parent, @Nullable Expression node, Consumer<Expression> put, boolean condition) {
        if (node != null) {
            out.add(new Site(node, put, parent.scope(), parent.clause(), condition));
        }
    }

    /** The expression within parentheses. */
    static Expression inner(Expression node) {
        Expression now = node;
        while (now instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            now = list.get(0);
        }
        return now;
    }

    /** What a column is, if it comes from a relation whose columns are known. */
    Optional<Resolved> resolve(Scope scope, Expression node) {
        if (!(inner(node) instanceof Column column)) {
            return Optional.empty();
        }
        String name = column.getUnquotedColumnName();
        String qualifier = column.getTable() == null ? "" : Pipeline.key(column.getUnquotedTableName());
        Resolved found = null;
        for (Map.Entry<String, String> relation : scope.relations().entrySet()) {
            if (!qualifier.isEmpty() && !qualifier.equals(relation.getKey())) {
                continue;
            }
            for (ColumnInfo info : catalog.columns(relation.getValue())) {
                if (info.name().equalsIgnoreCase(name)) {
                    if (found != null) {
                        return Optional.empty();
                    }
                    found = new Resolved(relation.getKey(), relation.getValue(), info);
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** The name under which columns of a relation are read, in lower case. */
    static String aliasOf(@Nullable FromItem item) {
        if (item == null) {
            return "";
        }
        if (item.getAlias() != null) {
            return Pipeline.key(item.getAlias().getUnquotedName());
        }
        return item instanceof Table table ? Pipeline.key(table.getUnquotedName()) : "";
    }
}
