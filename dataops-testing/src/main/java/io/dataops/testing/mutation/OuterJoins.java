package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Resolved;
import io.dataops.testing.mutation.SqlTree.Scope;
import io.dataops.testing.property.ForeignKey;
import io.dataops.testing.property.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.statement.select.Join;

/** When an outer join is an inner one. Source: Galindo-Legaria and Rosenthal (1997), as in {@link Equivalences}. */
final class OuterJoins {
    private final SqlTree tree;

    OuterJoins(SqlTree tree) {
        this.tree = tree;
    }

    /** A left join finds a partner for every row, or rows without one are dropped later anyway. */
    String leftIsInner(Scope scope, Join join) {
        String alias = SqlTree.aliasOf(join.getFromItem());
        List<Join> joins = SqlTree.joins(scope.select());
        if (joins.stream().anyMatch(j -> j.isRight() || j.isFull())) {
            return "";
        }
        for (Expression term : Equivalences.conjuncts(scope.select().getWhere())) {
            if (rejectsNulls(scope, alias, term)) {
                return "WHERE " + term + " drops the rows without a partner";
            }
        }
        for (Join later : joins) {
            if (later != join && !later.isLeft() && joins.indexOf(later) > joins.indexOf(join)) {
                for (Expression term : Equivalences.conjuncts(Equivalences.on(later))) {
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
        if (term instanceof LikeExpression || isComparison(term)) {
            BinaryExpression c = (BinaryExpression) term;
            return isOf(scope, alias, c.getLeftExpression()) || isOf(scope, alias, c.getRightExpression());
        }
        if (term instanceof Between between) {
            return isOf(scope, alias, between.getLeftExpression());
        }
        // Nothing is not in nothing, not even a null.
        return term instanceof InExpression in
                && (!in.isNot() || (in.getRightExpression() instanceof ExpressionList<?> list && !list.isEmpty()))
                && isOf(scope, alias, in.getLeftExpression());
    }

    /** Whether nulls on a side make it unknown; of ALL and none it is true. */
    private static boolean isComparison(Expression term) {
        return term instanceof ComparisonOperator c
                && List.of("=", "<>", "!=", "<", "<=", ">", ">=").contains(c.getStringExpression())
                && !(c.getLeftExpression() instanceof AnyComparisonExpression)
                && !(c.getRightExpression() instanceof AnyComparisonExpression);
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
        for (Expression term : Equivalences.conjuncts(Equivalences.on(join))) {
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
}
