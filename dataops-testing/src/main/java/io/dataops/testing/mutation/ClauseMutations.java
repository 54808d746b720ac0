package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Distinct;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.UnionOp;

/** Faults in clauses: dropped conditions, joins, grouping, duplicates, order and limits. */
final class ClauseMutations {
    private final SqlTree tree;
    private final Equivalences equivalences;
    private final List<Edit> out = new ArrayList<>();

    private ClauseMutations(SqlTree tree) {
        this.tree = tree;
        this.equivalences = new Equivalences(tree);
    }

    static List<Edit> of(SqlTree tree) {
        ClauseMutations all = new ClauseMutations(tree);
        tree.scopes.forEach(all::scope);
        tree.sets.forEach(all::set);
        return all.out;
    }

    private void scope(Scope scope) {
        PlainSelect select = scope.select();
        Expression where = select.getWhere();
        if (where != null) {
            out.add(new Edit(
                            MutationOperator.DROPPED_PREDICATE,
                            scope.place() + ", where",
                            () -> select.setWhere(null),
                            () -> select.setWhere(where))
                    .because(equivalences.alwaysTrue(scope, where)));
        }
        Expression having = select.getHaving();
        if (having != null) {
            out.add(new Edit(
                    MutationOperator.DROPPED_PREDICATE,
                    scope.place() + ", having",
                    () -> select.setHaving(null),
                    () -> select.setHaving(having)));
        }
        joins(scope);
        distinct(scope);
        if (select.getGroupBy() != null) {
            grouping(scope, select.getGroupBy());
        }
        order(select, scope.place(), scope.isRoot());
        limit(select, scope.place());
    }

    private void joins(Scope scope) {
        List<Join> joins = SqlTree.joins(scope.select());
        for (int i = 0; i < joins.size(); i++) {
            Join join = joins.get(i);
            String place = scope.place() + ", join " + (i + 1);
            boolean on =
                    join.getOnExpressions() != null && !join.getOnExpressions().isEmpty();
            boolean using =
                    join.getUsingColumns() != null && !join.getUsingColumns().isEmpty();
            if (join.isLeft() || join.isRight() || join.isFull()) {
                boolean left = join.isLeft();
                boolean right = join.isRight();
                boolean full = join.isFull();
                boolean outer = join.isOuter();
                out.add(new Edit(
                                MutationOperator.JOIN_TYPE,
                                place,
                                () -> kind(join, full, false, false, false),
                                () -> kind(join, left, right, full, outer))
                        .because(left ? equivalences.leftIsInner(scope, join) : ""));
            } else if ((on || using) && !join.isSimple()) {
                boolean inner = join.isInner();
                out.add(new Edit(
                                MutationOperator.JOIN_TYPE,
                                place,
                                () -> {
                                    join.setInner(false);
                                    join.setLeft(true);
                                },
                                () -> {
                                    join.setLeft(false);
                                    join.setInner(inner);
                                })
                        .because(equivalences.leftIsInner(scope, join)));
            }
            if (on && join.getOnExpressions().size() == 1) {
                Expression before = join.getOnExpressions().iterator().next();
                Expression always = ConditionMutations.comparison("=", new LongValue(1), new LongValue(1));
                out.add(new Edit(
                        MutationOperator.JOIN_CONDITION,
                        place,
                        () -> join.setOnExpressions(new ArrayList<>(List.of(always))),
                        () -> join.setOnExpressions(new ArrayList<>(List.of(before)))));
                doubled(scope, i, join, before);
            }
        }
    }

    /** Asks for the equality of a second pair of columns, of one name if there are such, else the first of one type. */
    private void doubled(Scope scope, int index, Join join, Expression before) {
        List<SqlTree.Resolved> joined = tree.sites.stream()
                .filter(s -> s.scope().equals(scope) && s.clause().equals("join " + (index + 1)))
                .flatMap(s -> tree.resolve(scope, s.node()).stream())
                .toList();
        String right = SqlTree.aliasOf(join.getFromItem());
        String left = joined.stream()
                .map(SqlTree.Resolved::alias)
                .filter(a -> !a.equals(right))
                .findFirst()
                .orElse("");
        second(scope, joined, left, right).ifPresent(second -> {
            Expression both = new AndExpression(
                    before instanceof OrExpression ? new ParenthesedExpressionList<>(before) : before, second);
            out.add(new Edit(
                    MutationOperator.JOIN_CONDITION_DOUBLED,
                    scope.place() + ", join " + (index + 1),
                    () -> join.setOnExpressions(new ArrayList<>(List.of(both))),
                    () -> join.setOnExpressions(new ArrayList<>(List.of(before)))));
        });
    }

    private Optional<Expression> second(Scope scope, List<SqlTree.Resolved> joined, String left, String right) {
        Optional<Expression> found = Optional.empty();
        for (ColumnInfo here : tree.catalog.columns(scope.relations().getOrDefault(left, ""))) {
            for (ColumnInfo there : tree.catalog.columns(scope.relations().getOrDefault(right, ""))) {
                boolean known = joined.stream().anyMatch(r -> is(r, left, here))
                        && joined.stream().anyMatch(r -> is(r, right, there));
                if (known || here.kind() != there.kind() || here.kind() == ColumnInfo.Kind.OTHER) {
                    continue;
                }
                Expression pair = ConditionMutations.comparison("=", column(left, here), column(right, there));
                if (here.name().equalsIgnoreCase(there.name())) {
                    return Optional.of(pair);
                }
                found = found.or(() -> Optional.of(pair));
            }
        }
        return found;
    }

    private static boolean is(SqlTree.Resolved resolved, String alias, ColumnInfo column) {
        return resolved.alias().equals(alias) && resolved.column().equals(column);
    }

    private static Column column(String alias, ColumnInfo column) {
        return new Column(new Table(SqlText.name(alias)), SqlText.name(column.name()));
    }

    private static void kind(Join join, boolean left, boolean right, boolean full, boolean outer) {
        join.setLeft(left);
        join.setRight(right);
        join.setFull(full);
        join.setOuter(outer);
        join.setInner(!left && !right && !full);
    }

    private void distinct(Scope scope) {
        PlainSelect select = scope.select();
        Distinct before = select.getDistinct();
        String why = equivalences.rowsAreUnique(scope);
        if (before != null && before.getOnSelectItems() == null) {
            out.add(new Edit(
                            MutationOperator.DISTINCT,
                            scope.place(),
                            () -> select.setDistinct(null),
                            () -> select.setDistinct(before))
                    .because(why));
        } else if (before == null
                && select.getGroupBy() == null
                && !Equivalences.isAggregated(select)
                && ordersByItems(select)) {
            out.add(new Edit(
                            MutationOperator.DISTINCT,
                            scope.place(),
                            () -> select.setDistinct(new Distinct()),
                            () -> select.setDistinct(null))
                    .because(why));
        }
    }

    /** Whether all that rows are sorted by is shown, without which DISTINCT is refused. */
    private static boolean ordersByItems(PlainSelect select) {
        List<OrderByElement> elements = select.getOrderByElements() == null ? List.of() : select.getOrderByElements();
        return elements.stream()
                .map(OrderByElement::getExpression)
                .allMatch(e -> e instanceof LongValue
                        || select.getSelectItems().stream()
                                .anyMatch(i -> i.getExpression() instanceof AllColumns
                                        || i.getExpression() instanceof AllTableColumns
                                        || i.getExpression().toString().equalsIgnoreCase(e.toString())
                                        || (i.getAlias() != null
                                                && i.getAlias().getName().equalsIgnoreCase(e.toString()))
                                        || (i.getExpression() instanceof Column shown
                                                && e instanceof Column sorted
                                                && shown.getColumnName().equalsIgnoreCase(sorted.getColumnName()))));
    }

    private void grouping(Scope scope, GroupByElement group) {
        ExpressionList<Expression> items = group.getGroupByExpressionList();
        if (items == null || items.size() < 2) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            int at = i;
            Expression item = items.get(i);
            List<SelectItem<?>> shown = new ArrayList<>();
            for (SelectItem<?> candidate : scope.select().getSelectItems()) {
                if (candidate.getExpression().toString().equals(item.toString())) {
                    shown.add(candidate);
                }
            }
            Map<SelectItem<?>, Alias> aliases = new java.util.HashMap<>();
            shown.forEach(s -> aliases.put(s, s.getAlias()));
            out.add(new Edit(
                            MutationOperator.GROUP_BY,
                            scope.place() + ", group by " + (i + 1),
                            () -> {
                                items.remove(at);
                                shown.forEach(s -> aggregate(s, item));
                            },
                            () -> {
                                items.add(at, item);
                                shown.forEach(s -> restore(s, item, aliases.get(s)));
                            })
                    .because(equivalences.groupDetermined(scope, items, at)));
        }
    }

    @SuppressWarnings("unchecked")
    private static void aggregate(SelectItem<?> shown, Expression item) {
        ((SelectItem<Expression>) shown).setExpression(new Function("MAX", item));
        if (shown.getAlias() == null && item instanceof Column column) {
            shown.setAlias(new Alias(column.getColumnName(), true));
        }
    }

    @SuppressWarnings("unchecked")
    private static void restore(SelectItem<?> shown, Expression item, @org.jspecify.annotations.Nullable Alias alias) {
        ((SelectItem<Expression>) shown).setExpression(item);
        shown.setAlias(alias);
    }

    private void order(Select select, String place, boolean isRoot) {
        List<OrderByElement> elements = select.getOrderByElements();
        if (elements == null || elements.isEmpty()) {
            return;
        }
        boolean limited = select.getLimit() != null || select.getFetch() != null || select.getOffset() != null;
        boolean open = WitnessSearch.SENSITIVE.matcher(tree.root.toString()).find();
        String why = isRoot || limited || open ? "" : "the order of rows within a query has no influence";
        for (OrderByElement element : elements) {
            boolean before = element.isAsc();
            boolean present = element.isAscDescPresent();
            out.add(new Edit(
                            MutationOperator.ORDER,
                            place + ", order by",
                            () -> {
                                element.setAsc(!before);
                                element.setAscDescPresent(true);
                            },
                            () -> {
                                element.setAsc(before);
                                element.setAscDescPresent(present);
                            })
                    .because(why));
        }
        out.add(new Edit(
                        MutationOperator.ORDER,
                        place + ", order by",
                        () -> select.setOrderByElements(null),
                        () -> select.setOrderByElements(elements))
                .because(why));
    }

    private void limit(Select select, String place) {
        Limit limit = select.getLimit();
        if (limit != null && limit.getRowCount() instanceof LongValue n) {
            for (long moved : new long[] {n.getValue() + 1, n.getValue() - 1}) {
                if (moved >= 0) {
                    out.add(new Edit(
                            MutationOperator.LIMIT,
                            place + ", limit",
                            () -> limit.setRowCount(new LongValue(moved)),
                            () -> limit.setRowCount(n)));
                }
            }
            out.add(new Edit(
                    MutationOperator.LIMIT,
                    place + ", limit",
                    () -> select.setLimit(null),
                    () -> select.setLimit(limit)));
        }
        Fetch fetch = select.getFetch();
        if (fetch != null && fetch.getExpression() instanceof LongValue n) {
            out.add(new Edit(
                    MutationOperator.LIMIT,
                    place + ", fetch",
                    () -> fetch.setExpression(new LongValue(n.getValue() + 1)),
                    () -> fetch.setExpression(n)));
        }
        if (select.getOffset() != null) {
            var offset = select.getOffset();
            out.add(new Edit(
                    MutationOperator.LIMIT,
                    place + ", offset",
                    () -> select.setOffset(null),
                    () -> select.setOffset(offset)));
        }
    }

    private void set(SetOperationList set, String place) {
        boolean isRoot = set == tree.root;
        order(set, place, isRoot);
        limit(set, place);
        for (int i = 0; i < set.getOperations().size(); i++) {
            if (set.getOperations().get(i) instanceof UnionOp) {
                int at = i;
                var before = set.getOperations().get(i);
                UnionOp other = new UnionOp(before.isAll() ? "" : "ALL");
                out.add(new Edit(
                                MutationOperator.SET_OPERATION,
                                place + ", union " + (i + 1),
                                () -> set.getOperations().set(at, other),
                                () -> set.getOperations().set(at, before))
                        .because(equivalences.unionIsUnique(set)));
            }
        }
        boolean unions = set.getOperations().stream().allMatch(o -> o instanceof UnionOp);
        for (int i = 0;
                unions && set.getSelects().size() > 2 && i < set.getSelects().size();
                i++) {
            int at = i;
            int operation = Math.max(0, i - 1);
            Select branch = set.getSelects().get(i);
            var joined = set.getOperations().get(operation);
            out.add(new Edit(
                    MutationOperator.SET_OPERATION,
                    place + ", branch " + (i + 1),
                    () -> {
                        set.getSelects().remove(at);
                        set.getOperations().remove(operation);
                    },
                    () -> {
                        set.getSelects().add(at, branch);
                        set.getOperations().add(operation, joined);
                    }));
        }
    }
}
