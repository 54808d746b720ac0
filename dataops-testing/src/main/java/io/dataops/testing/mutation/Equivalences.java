package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Resolved;
import io.dataops.testing.mutation.SqlTree.Scope;
import io.dataops.testing.property.ColumnType;
import io.dataops.testing.property.ForeignKey;
import io.dataops.testing.property.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import org.jspecify.annotations.Nullable;

/**
 * Faults that no data which obeys the schema of the sources can show. Every rule answers with its reason, or with an empty text
 * if it does not apply. Sources: Tuya, Suárez-Cabal and de la Riva (2009), "Using an SQL coverage measurement for testing
 * database applications" and their equivalence rules for joins and nulls; Galindo-Legaria and Rosenthal (1997), "Outerjoin
 * simplification and reordering for query optimization".
 */
final class Equivalences {
    private final SqlTree tree;
    private final Nullability nullability;

    Equivalences(SqlTree tree) {
        this.tree = tree;
        this.nullability = new Nullability(tree);
    }

    /** Whether an expression has a value in every row. */
    boolean neverNull(Scope scope, @Nullable Expression expression) {
        return nullability.neverNull(scope, expression);
    }

    private Optional<ColumnType> type(Scope scope, Expression node) {
        Optional<Resolved> resolved = tree.resolve(scope, node);
        Optional<TableSchema> source = resolved.flatMap(r -> tree.catalog.source(r.relation()));
        return source.map(t -> t.columns().stream()
                .filter(c -> c.name().equalsIgnoreCase(resolved.get().column().name()))
                .findFirst()
                .orElseThrow()
                .type());
    }

    private static @Nullable BigDecimal number(Expression expression) {
        Expression node = SqlTree.inner(expression);
        if (node instanceof SignedExpression signed) {
            BigDecimal inner = number(signed.getExpression());
            return inner == null ? null : signed.getSign() == '-' ? inner.negate() : inner;
        }
        if ((node instanceof LongValue || node instanceof DoubleValue)
                && node.toString().length() < 40) {
            try {
                return new BigDecimal(node.toString());
            } catch (NumberFormatException notPlain) {
                return null;
            }
        }
        return null;
    }

    /** No value of the column's type lies on the boundary of a comparison. */
    String boundaryNeverMet(Scope scope, Expression left, Expression right) {
        BigDecimal bound = number(right) != null ? number(right) : number(left);
        Expression column = number(right) != null ? left : right;
        Optional<ColumnType> type = type(scope, column);
        if (bound == null || type.isEmpty()) {
            return "";
        }
        boolean met = true;
        if (type.get() instanceof ColumnType.Int64 t) {
            met = bound.stripTrailingZeros().scale() <= 0
                    && bound.compareTo(BigDecimal.valueOf(t.min())) >= 0
                    && bound.compareTo(BigDecimal.valueOf(t.max())) <= 0;
        } else if (type.get() instanceof ColumnType.Decimal t) {
            met = bound.stripTrailingZeros().scale() <= t.scale()
                    && bound.compareTo(t.min()) >= 0
                    && bound.compareTo(t.max()) <= 0;
        } else if (type.get() instanceof ColumnType.Choice t) {
            met = t.values().stream()
                    .anyMatch(v -> v instanceof Number n && new BigDecimal(n.toString()).compareTo(bound) == 0);
        }
        return met ? "" : column + " is never " + bound.toPlainString();
    }

    /** A condition that every row meets. */
    String alwaysTrue(Scope scope, Expression condition) {
        Expression node = SqlTree.inner(condition);
        if (node instanceof IsNullExpression is && is.isNot() && neverNull(scope, is.getLeftExpression())) {
            return is.getLeftExpression() + " is never null";
        }
        if (node instanceof ComparisonOperator c && neverNull(scope, c.getLeftExpression())) {
            BigDecimal bound = number(c.getRightExpression());
            Optional<ColumnType> type = type(scope, c.getLeftExpression());
            if (bound == null || type.isEmpty()) {
                return "";
            }
            BigDecimal min = null;
            BigDecimal max = null;
            if (type.get() instanceof ColumnType.Int64 t) {
                min = BigDecimal.valueOf(t.min());
                max = BigDecimal.valueOf(t.max());
            } else if (type.get() instanceof ColumnType.Decimal t) {
                min = t.min();
                max = t.max();
            }
            if (min == null || max == null) {
                return "";
            }
            boolean holds = switch (c.getStringExpression()) {
                case ">=" -> min.compareTo(bound) >= 0;
                case ">" -> min.compareTo(bound) > 0;
                case "<=" -> max.compareTo(bound) <= 0;
                case "<" -> max.compareTo(bound) < 0;
                default -> false;
            };
            return holds ? "every value of " + c.getLeftExpression() + " meets " + c : "";
        }
        return "";
    }

    /** COUNT(x) counts all rows, or COUNT(DISTINCT x) all values. */
    String countsAll(Scope scope, Expression counted, boolean distinct) {
        if (distinct) {
            return isKey(scope, counted) ? counted + " is unique" : "";
        }
        return neverNull(scope, counted) ? counted + " is never null" : "";
    }

    /** Whether a column alone is a key of the rows that the scope reads. */
    boolean isKey(Scope scope, Expression column) {
        return identifies(scope, List.of(column));
    }

    /** Whether columns include a key of the first relation, and no join repeats its rows. */
    private boolean identifies(Scope scope, List<? extends Expression> columns) {
        String base = SqlTree.aliasOf(scope.select().getFromItem());
        return includesKey(scope, base, columns) && joinsAtMostOne(scope);
    }

    private boolean includesKey(Scope scope, String alias, List<? extends Expression> columns) {
        Optional<TableSchema> source = tree.catalog.source(scope.relations().getOrDefault(alias, ""));
        if (source.isEmpty()) {
            return false;
        }
        Set<String> own = new HashSet<>();
        for (Expression column : columns) {
            tree.resolve(scope, column)
                    .filter(r -> r.alias().equals(alias))
                    .ifPresent(r -> own.add(Pipeline.key(r.column().name())));
        }
        return source.get().keys().stream()
                .filter(key -> key.stream()
                        .allMatch(k -> !source.get()
                                .columns()
                                .get(source.get().indexOf(k))
                                .nullable()))
                .anyMatch(key -> key.stream().allMatch(k -> own.contains(Pipeline.key(k))));
    }

    /** Whether every join finds at most one row: it is an equality with a key of a source. */
    private boolean joinsAtMostOne(Scope scope) {
        for (Join join : SqlTree.joins(scope.select())) {
            String alias = SqlTree.aliasOf(join.getFromItem());
            List<Expression> matched = new ArrayList<>();
            for (Expression term : conjuncts(on(join))) {
                if (term instanceof EqualsTo equal) {
                    Optional<Resolved> l = tree.resolve(scope, equal.getLeftExpression());
                    Optional<Resolved> r = tree.resolve(scope, equal.getRightExpression());
                    if (l.isPresent()
                            && l.get().alias().equals(alias)
                            && r.filter(o -> o.alias().equals(alias)).isEmpty()) {
                        matched.add(equal.getLeftExpression());
                    } else if (r.isPresent()
                            && r.get().alias().equals(alias)
                            && l.filter(o -> o.alias().equals(alias)).isEmpty()) {
                        matched.add(equal.getRightExpression());
                    }
                }
            }
            if (join.isRight() || join.isFull() || join.isSimple() || !includesKey(scope, alias, matched)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Expression on(Join join) {
        return join.getOnExpressions() == null || join.getOnExpressions().size() != 1
                ? null
                : join.getOnExpressions().iterator().next();
    }

    static List<Expression> conjuncts(@Nullable Expression condition) {
        List<Expression> open = new ArrayList<>();
        if (condition != null) {
            open.add(condition);
        }
        List<Expression> out = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            Expression node = SqlTree.inner(open.get(i));
            if (node instanceof AndExpression and) {
                open.add(and.getLeftExpression());
                open.add(and.getRightExpression());
            } else {
                out.add(node);
            }
        }
        return out;
    }

    static boolean isAggregated(PlainSelect select) {
        return select.getSelectItems().stream()
                .anyMatch(i -> SqlTree.inner(i.getExpression()) instanceof Function f
                        && List.of("SUM", "COUNT", "AVG", "MIN", "MAX")
                                .contains(f.getName().toUpperCase(Locale.ROOT)));
    }

    /** A left join finds a partner for every row, or rows without one are dropped later anyway. */
    String leftIsInner(Scope scope, Join join) {
        String alias = SqlTree.aliasOf(join.getFromItem());
        List<Join> joins = SqlTree.joins(scope.select());
        if (joins.stream().anyMatch(j -> j.isRight() || j.isFull())) {
            return "";
        }
        for (Expression term : conjuncts(scope.select().getWhere())) {
            if (rejectsNulls(scope, alias, term)) {
                return "WHERE " + term + " drops the rows without a partner";
            }
        }
        for (Join later : joins) {
            if (later != join && !later.isLeft() && joins.indexOf(later) > joins.indexOf(join)) {
                for (Expression term : conjuncts(on(later))) {
                    if (rejectsNulls(scope, alias, term)) {
                        return "ON " + term + " drops the rows without a partner";
                    }
                }
            }
        }
        return referenceFinds(scope, join, alias);
    }

    private boolean rejectsNulls(Scope scope, String alias, Expression term) {
        if (term instanceof IsNullExpression is) {
            return is.isNot() && isOf(scope, alias, is.getLeftExpression());
        }
        if (term instanceof ComparisonOperator || term instanceof LikeExpression) {
            BinaryExpression c = (BinaryExpression) term;
            return isOf(scope, alias, c.getLeftExpression()) || isOf(scope, alias, c.getRightExpression());
        }
        if (term instanceof Between between) {
            return isOf(scope, alias, between.getLeftExpression());
        }
        return term instanceof InExpression in && isOf(scope, alias, in.getLeftExpression());
    }

    private boolean isOf(Scope scope, String alias, Expression expression) {
        Expression node = SqlTree.inner(expression);
        if (node instanceof Addition || node instanceof Subtraction || node instanceof Multiplication) {
            BinaryExpression binary = (BinaryExpression) node;
            return isOf(scope, alias, binary.getLeftExpression()) || isOf(scope, alias, binary.getRightExpression());
        }
        return tree.resolve(scope, node).filter(r -> r.alias().equals(alias)).isPresent();
    }

    private String referenceFinds(Scope scope, Join join, String alias) {
        Optional<TableSchema> parent = tree.catalog.source(scope.relations().getOrDefault(alias, ""));
        if (parent.isEmpty()) {
            return "";
        }
        List<String> own = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        String child = null;
        for (Expression term : conjuncts(on(join))) {
            if (!(term instanceof EqualsTo equal)) {
                return "";
            }
            Optional<Resolved> l = tree.resolve(scope, equal.getLeftExpression());
            Optional<Resolved> r = tree.resolve(scope, equal.getRightExpression());
            if (l.isEmpty() || r.isEmpty()) {
                return "";
            }
            Resolved referring = l.get().alias().equals(alias) ? r.get() : l.get();
            Resolved referred = l.get().alias().equals(alias) ? l.get() : r.get();
            if (!referred.alias().equals(alias)
                    || referring.alias().equals(alias)
                    || (child != null && !child.equals(referring.alias()))
                    || referring.column().nullable()
                    || Nullability.isNullSupplied(scope, referring.alias())) {
                return "";
            }
            child = referring.alias();
            own.add(Pipeline.key(referring.column().name()));
            shown.add(Pipeline.key(referred.column().name()));
        }
        Optional<TableSchema> table = child == null
                ? Optional.empty()
                : tree.catalog.source(scope.relations().getOrDefault(child, ""));
        for (ForeignKey fk : table.map(TableSchema::foreignKeys).orElse(List.of())) {
            if (fk.table().equalsIgnoreCase(parent.get().name())
                    && fk.columns().stream().map(Pipeline::key).toList().equals(own)
                    && fk.referenced().stream().map(Pipeline::key).toList().equals(shown)) {
                return "the reference " + fk + " always finds its row";
            }
        }
        return "";
    }

    private static List<Expression> shown(PlainSelect select) {
        List<Expression> out = new ArrayList<>();
        select.getSelectItems().forEach(i -> out.add(i.getExpression()));
        return out;
    }

    /** No two rows of a query are equal. */
    String rowsAreUnique(Scope scope) {
        PlainSelect select = scope.select();
        if (select.getGroupBy() != null) {
            List<String> items =
                    shown(select).stream().map(Expression::toString).toList();
            var groups = select.getGroupBy().getGroupByExpressionList();
            boolean all =
                    groups != null && !groups.isEmpty() && groups.stream().allMatch(g -> items.contains(g.toString()));
            return all ? "groups are unique" : "";
        }
        List<Expression> items = shown(select);
        boolean star = items.size() == 1
                && items.get(0) instanceof AllColumns
                && SqlTree.joins(select).isEmpty()
                && tree.catalog
                        .source(scope.relations().getOrDefault(SqlTree.aliasOf(select.getFromItem()), ""))
                        .filter(t -> !t.primaryKey().isEmpty())
                        .isPresent();
        return star || identifies(scope, items) ? "a key is among the columns" : "";
    }

    /** Every group has one row. */
    String oneRowAGroup(Scope scope) {
        var group = scope.select().getGroupBy();
        return group != null
                        && group.getGroupByExpressionList() != null
                        && identifies(scope, group.getGroupByExpressionList())
                ? "every group has one row"
                : "";
    }

    /** A grouping column is determined by the others. */
    String groupDetermined(Scope scope, List<Expression> items, int at) {
        List<Expression> rest = new ArrayList<>(items);
        Expression left = rest.remove(at);
        Optional<Resolved> resolved = tree.resolve(scope, left);
        boolean own = resolved.isPresent() && includesKey(scope, resolved.get().alias(), rest);
        if (own || identifies(scope, rest)) {
            return left + " is determined by the other grouping columns";
        }
        for (Join join : SqlTree.joins(scope.select())) {
            if (join.isLeft() || join.isRight() || join.isFull()) {
                continue;
            }
            for (Expression term : conjuncts(on(join))) {
                if (term instanceof EqualsTo equal) {
                    for (Expression other : rest) {
                        Expression l = equal.getLeftExpression();
                        Expression r = equal.getRightExpression();
                        if ((isSame(scope, l, left) && isSame(scope, r, other))
                                || (isSame(scope, r, left) && isSame(scope, l, other))) {
                            return left + " equals " + other;
                        }
                    }
                }
            }
        }
        return "";
    }

    private boolean isSame(Scope scope, Expression a, Expression b) {
        Optional<Resolved> x = tree.resolve(scope, a);
        return x.isPresent() && x.equals(tree.resolve(scope, b));
    }

    /** No two rows of a window are peers. */
    String noTies(Scope scope, AnalyticExpression window) {
        if (scope.select().getGroupBy() != null || window.getOrderByElements() == null) {
            return "";
        }
        List<Expression> columns = new ArrayList<>();
        for (OrderByElement element : window.getOrderByElements()) {
            columns.add(element.getExpression());
        }
        if (window.getPartitionExpressionList() != null) {
            columns.addAll(window.getPartitionExpressionList());
        }
        boolean counted = true;
        if (window.getWindowElement() != null) {
            var range = window.getWindowElement().getRange();
            counted = range == null
                    ? plain(window.getWindowElement().getOffset())
                    : plain(range.getStart()) && plain(range.getEnd());
        }
        return counted && identifies(scope, columns) ? "no two rows of the window are peers" : "";
    }

    private static boolean plain(net.sf.jsqlparser.expression.@Nullable WindowOffset offset) {
        return offset == null || offset.getExpression() == null;
    }

    /** No row of a union occurs twice: each branch has a key, and a constant tells the branches apart. */
    String unionIsUnique(SetOperationList set) {
        List<PlainSelect> branches = new ArrayList<>();
        for (Select select : set.getSelects()) {
            Select now = select;
            while (now instanceof net.sf.jsqlparser.statement.select.ParenthesedSelect p) {
                now = p.getSelect();
            }
            if (!(now instanceof PlainSelect plain)) {
                return "";
            }
            Optional<Scope> scope =
                    tree.scopes.stream().filter(s -> s.select() == plain).findFirst();
            if (scope.isEmpty() || (rowsAreUnique(scope.get()).isEmpty() && plain.getDistinct() == null)) {
                return "";
            }
            branches.add(plain);
        }
        int width = branches.get(0).getSelectItems().size();
        for (int i = 0; i < width; i++) {
            Set<String> constants = new HashSet<>();
            for (PlainSelect branch : branches) {
                List<SelectItem<?>> items = branch.getSelectItems();
                Expression item = i < items.size() ? items.get(i).getExpression() : null;
                if (item instanceof StringValue || item instanceof LongValue) {
                    constants.add(item.toString());
                }
            }
            if (constants.size() == branches.size()) {
                return "a constant tells the branches apart, and each has a key";
            }
        }
        return "";
    }
}
