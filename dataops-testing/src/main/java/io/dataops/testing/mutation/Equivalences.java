package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Resolved;
import io.dataops.testing.mutation.SqlTree.Scope;
import io.dataops.testing.property.ColumnType;
import io.dataops.testing.property.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
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
    /** Functions that give several rows for one. */
    private static final Pattern MANY = Pattern.compile(
            "(?i)\\b(unnest|generate_\\w+|explode\\w*|flatten|\\w*split_to_table|json_each|json_tree)\\s*\\(");

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
            // A text can be compared as the number that it has.
            met = t.values().stream()
                    .anyMatch(v -> !(v instanceof Number n) || new BigDecimal(n.toString()).compareTo(bound) == 0);
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
                .filter(key -> !key.isEmpty())
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
                    if (fixes(scope, alias, equal.getLeftExpression(), equal.getRightExpression())) {
                        matched.add(equal.getLeftExpression());
                    } else if (fixes(scope, alias, equal.getRightExpression(), equal.getLeftExpression())) {
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

    /** Whether a column of a relation equals one value for each row of the others. */
    private boolean fixes(Scope scope, String alias, Expression column, Expression value) {
        Optional<Resolved> own =
                tree.resolve(scope, column).filter(r -> r.alias().equals(alias));
        Optional<Resolved> other = tree.resolve(scope, value);
        if (own.isEmpty()) {
            return false;
        }
        ColumnInfo.Kind kind = own.get().column().kind();
        return other.isPresent()
                ? !other.get().alias().equals(alias)
                        && isSameType(own.get().column(), other.get().column())
                : (number(value) != null && kind == ColumnInfo.Kind.WHOLE)
                        || (SqlTree.inner(value) instanceof StringValue && kind == ColumnInfo.Kind.TEXT);
    }

    /** Whether equal values of two columns are the same: numbers of another type or texts that are numbers need not be. */
    private static boolean isSameType(ColumnInfo a, ColumnInfo b) {
        return a.kind() == b.kind()
                && a.kind() != ColumnInfo.Kind.OTHER
                && (a.kind() != ColumnInfo.Kind.NUMBER
                        || a.sqlType().equals(b.sqlType())
                        || (a.sqlType().startsWith("DECIMAL") && b.sqlType().startsWith("DECIMAL")));
    }

    /** Whether a column has whole numbers alone, of one type. */
    boolean isWhole(Scope scope, Expression column) {
        return type(scope, column)
                .map(t -> !(t instanceof ColumnType.Choice choice)
                        || choice.values().stream().allMatch(v -> v instanceof Long || v instanceof Integer))
                .orElse(true);
    }

    /** The first of several values is never null, and the others do not change its type. */
    String needsNoDefault(Scope scope, ExpressionList<?> values) {
        Expression first = values.get(0);
        Optional<ColumnInfo> column = tree.resolve(scope, first).map(Resolved::column);
        boolean alike = values.stream().skip(1).allMatch(other -> {
            Expression node = SqlTree.inner(other);
            Optional<ColumnInfo> second = tree.resolve(scope, other).map(Resolved::column);
            return column.isPresent()
                    && ((column.get().kind() == ColumnInfo.Kind.WHOLE && number(node) != null && isLong(node))
                            || (column.get().kind() == ColumnInfo.Kind.TEXT && node instanceof StringValue)
                            || second.filter(
                                            s -> s.sqlType().equals(column.get().sqlType()))
                                    .isPresent());
        });
        return alike && neverNull(scope, first) ? first + " is never null" : "";
    }

    private static boolean isLong(Expression node) {
        return node instanceof LongValue
                || (node instanceof SignedExpression signed
                        && SqlTree.inner(signed.getExpression()) instanceof LongValue);
    }

    static @Nullable Expression on(Join join) {
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
        return new OuterJoins(tree).leftIsInner(scope, join);
    }

    private static List<Expression> shown(PlainSelect select) {
        List<Expression> out = new ArrayList<>();
        select.getSelectItems().forEach(i -> out.add(i.getExpression()));
        return out;
    }

    /** No two rows of a query are equal. */
    String rowsAreUnique(Scope scope) {
        PlainSelect select = scope.select();
        if (Nullability.hasTotals(scope)
                || select.getSelectItems().stream()
                        .anyMatch(i -> MANY.matcher(i.toString()).find())) {
            return "";
        }
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

    /** Every group has one row, and what its function is exchanged for has the same type. */
    String oneRowAGroup(Scope scope, Function function) {
        var group = scope.select().getGroupBy();
        boolean extreme = List.of("MIN", "MAX").contains(function.getName().toUpperCase(Locale.ROOT));
        boolean floating = function.getParameters() != null
                && function.getParameters().stream()
                        .allMatch(p -> tree.resolve(scope, p)
                                .filter(r -> r.column().sqlType().startsWith("DOUBLE"))
                                .isPresent());
        return group != null
                        && (extreme || floating)
                        && !Nullability.hasTotals(scope)
                        && group.getGroupByExpressionList() != null
                        && identifies(scope, group.getGroupByExpressionList())
                ? "every group has one row"
                : "";
    }

    /** A grouping column is determined by the others. */
    String groupDetermined(Scope scope, List<Expression> items, int at) {
        List<Expression> rest = new ArrayList<>(items);
        Expression left = rest.remove(at);
        if (Nullability.hasTotals(scope)) {
            return "";
        }
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
                        if (isSameType(scope, l, r)
                                && ((isSame(scope, l, left) && isSame(scope, r, other))
                                        || (isSame(scope, r, left) && isSame(scope, l, other)))) {
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

    private boolean isSameType(Scope scope, Expression a, Expression b) {
        Optional<Resolved> x = tree.resolve(scope, a);
        Optional<Resolved> y = tree.resolve(scope, b);
        return x.isPresent()
                && y.isPresent()
                && isSameType(x.get().column(), y.get().column());
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
            int texts = 0;
            for (PlainSelect branch : branches) {
                List<SelectItem<?>> items = branch.getSelectItems();
                Expression item = i < items.size() ? items.get(i).getExpression() : null;
                BigDecimal value = item instanceof LongValue ? number(item) : null;
                if (item instanceof StringValue || value != null) {
                    constants.add(value == null ? String.valueOf(item) : value.toString());
                    texts += value == null ? 1 : 0;
                }
            }
            if (constants.size() == branches.size() && (texts == 0 || texts == branches.size())) {
                return "a constant tells the branches apart, and each has a key";
            }
        }
        return "";
    }
}
