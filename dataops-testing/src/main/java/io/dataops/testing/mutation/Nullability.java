package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Scope;
import java.util.Locale;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Join;
import org.jspecify.annotations.Nullable;

/** Which expressions have a value in every row, by the schema of the sources and the joins of the query. */
final class Nullability {
    private final SqlTree tree;

    Nullability(SqlTree tree) {
        this.tree = tree;
    }

    /** Whether an expression has a value in every row. */
    boolean neverNull(Scope scope, @Nullable Expression expression) {
        if (expression == null) {
            return false;
        }
        Expression node = SqlTree.inner(expression);
        if (node instanceof LongValue || node instanceof StringValue || node instanceof DoubleValue) {
            return true;
        }
        if (hasTotals(scope)) {
            return false;
        }
        if (node instanceof Function function) {
            String name = function.getName().toUpperCase(Locale.ROOT);
            if (name.equals("COUNT")) {
                return true;
            }
            if (function.getParameters() == null) {
                return false;
            }
            return switch (name) {
                case "COALESCE", "IFNULL", "NVL" ->
                    function.getParameters().stream().anyMatch(p -> neverNull(scope, p));
                case "LOWER", "UPPER", "ABS", "TRIM", "ROUND", "FLOOR", "CEIL", "LENGTH" ->
                    function.getParameters().stream().allMatch(p -> neverNull(scope, p));
                case "SUM", "MIN", "MAX", "AVG" ->
                    scope.select().getGroupBy() != null
                            && function.getParameters().stream().allMatch(p -> neverNull(scope, p));
                default -> false;
            };
        }
        if (node instanceof Addition || node instanceof Subtraction || node instanceof Multiplication) {
            BinaryExpression binary = (BinaryExpression) node;
            return neverNull(scope, binary.getLeftExpression()) && neverNull(scope, binary.getRightExpression());
        }
        if (node instanceof CastExpression cast) {
            String keyword = cast.keyword;
            return (keyword == null || keyword.isEmpty() || keyword.equalsIgnoreCase("CAST"))
                    && neverNull(scope, cast.getLeftExpression());
        }
        if (node instanceof CaseExpression c) {
            return neverNull(scope, c.getElseExpression())
                    && c.getWhenClauses().stream().allMatch(w -> neverNull(scope, w.getThenExpression()));
        }
        return tree.resolve(scope, node)
                .filter(r -> !r.column().nullable() && !isNullSupplied(scope, r.alias()))
                .isPresent();
    }

    /** Whether rows of totals are among the groups, whose grouping columns are null. */
    static boolean hasTotals(Scope scope) {
        GroupByElement group = scope.select().getGroupBy();
        if (group == null) {
            return false;
        }
        return group.isMysqlWithRollup()
                || (group.getGroupingSets() != null && !group.getGroupingSets().isEmpty())
                || (group.getGroupByExpressionList() != null
                        && group.getGroupByExpressionList().stream()
                                .anyMatch(g -> g.toString().matches("(?is)\\s*(rollup|cube|grouping\\s+sets)\\b.*")));
    }

    /** Whether an outer join can fill a relation with nulls. */
    static boolean isNullSupplied(Scope scope, String alias) {
        boolean filled = false;
        boolean seen = alias.equals(SqlTree.aliasOf(scope.select().getFromItem()));
        for (Join join : SqlTree.joins(scope.select())) {
            boolean own = alias.equals(SqlTree.aliasOf(join.getFromItem()));
            filled |= own && (join.isLeft() || join.isFull());
            filled |= seen && (join.isRight() || join.isFull());
            seen |= own;
        }
        return filled;
    }
}
