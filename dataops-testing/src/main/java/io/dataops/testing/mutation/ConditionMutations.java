package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Resolved;
import io.dataops.testing.mutation.SqlTree.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;

/** Faults in conditions. */
final class ConditionMutations {
    private final SqlTree tree;
    private final Equivalences equivalences;
    private final List<Edit> out = new ArrayList<>();

    private ConditionMutations(SqlTree tree) {
        this.tree = tree;
        this.equivalences = new Equivalences(tree);
    }

    static List<Edit> of(SqlTree tree) {
        ConditionMutations all = new ConditionMutations(tree);
        tree.sites.forEach(all::site);
        return all.out;
    }

    private void site(Site site) {
        Expression node = site.node();
        if (node instanceof ComparisonOperator comparison) {
            comparison(site, comparison);
        } else if (node instanceof AndExpression and) {
            connector(site, and, new OrExpression(and.getLeftExpression(), and.getRightExpression()));
        } else if (node instanceof OrExpression or) {
            connector(site, or, new AndExpression(or.getLeftExpression(), or.getRightExpression()));
        } else if (node instanceof IsNullExpression is) {
            flip(site, () -> is.setNot(!is.isNot()));
        } else if (node instanceof InExpression in) {
            flip(site, () -> in.setNot(!in.isNot()));
        } else if (node instanceof Between between) {
            flip(site, () -> between.setNot(!between.isNot()));
            bounds(site, between);
        } else if (node instanceof LikeExpression like) {
            flip(site, () -> like.setNot(!like.isNot()));
        } else if (node instanceof ExistsExpression exists) {
            flip(site, () -> exists.setNot(!exists.isNot()));
        }
        if (site.condition() && isPredicate(node) && !site.clause().startsWith("select")) {
            nulls(site);
        }
    }

    private void flip(Site site, Runnable flip) {
        out.add(new Edit(MutationOperator.NEGATED_PREDICATE, site.place(), flip, flip));
    }

    private void comparison(Site site, ComparisonOperator c) {
        Expression left = c.getLeftExpression();
        Expression right = c.getRightExpression();
        String operator = c.getStringExpression();
        String opposite = switch (operator) {
            case "=" -> "<>";
            case "<>", "!=" -> "=";
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            case ">=" -> "<";
            default -> "";
        };
        if (opposite.isEmpty()) {
            return;
        }
        out.add(Edit.replace(MutationOperator.COMPARISON, site, comparison(opposite, left, right)));
        String boundary = switch (operator) {
            case "<" -> "<=";
            case "<=" -> "<";
            case ">" -> ">=";
            case ">=" -> ">";
            default -> "";
        };
        if (!boundary.isEmpty()) {
            out.add(Edit.replace(MutationOperator.BOUNDARY, site, comparison(boundary, left, right))
                    .because(equivalences.boundaryNeverMet(site.scope(), left, right)));
        } else if (operator.equals("=") && !site.clause().startsWith("join") && isNumber(site, left)) {
            out.add(Edit.replace(MutationOperator.BOUNDARY, site, comparison(">=", left, right)));
            out.add(Edit.replace(MutationOperator.BOUNDARY, site, comparison("<=", left, right)));
        }
    }

    private boolean isNumber(Site site, Expression left) {
        Optional<Resolved> resolved = tree.resolve(site.scope(), left);
        return resolved.isPresent()
                && (resolved.get().column().kind() == ColumnInfo.Kind.WHOLE
                        || resolved.get().column().kind() == ColumnInfo.Kind.NUMBER);
    }

    static Expression comparison(String operator, Expression left, Expression right) {
        BinaryExpression out = switch (operator) {
            case "=" -> new EqualsTo();
            case "<>" -> new NotEqualsTo();
            case "<" -> new MinorThan();
            case "<=" -> new MinorThanEquals();
            case ">" -> new GreaterThan();
            default -> new GreaterThanEquals();
        };
        out.setLeftExpression(left);
        out.setRightExpression(right);
        return out;
    }

    private void connector(Site site, BinaryExpression node, Expression exchanged) {
        if (node instanceof AndExpression) {
            out.add(Edit.replace(MutationOperator.CONNECTOR, site, new ParenthesedExpressionList<>(exchanged)));
        } else {
            out.add(Edit.replace(MutationOperator.CONNECTOR, site, exchanged));
        }
        MutationOperator dropped =
                site.clause().startsWith("join") ? MutationOperator.JOIN_CONDITION : MutationOperator.DROPPED_PREDICATE;
        out.add(Edit.replace(dropped, site, node.getLeftExpression())
                .because(
                        node instanceof AndExpression
                                ? equivalences.alwaysTrue(site.scope(), node.getRightExpression())
                                : ""));
        out.add(Edit.replace(dropped, site, node.getRightExpression())
                .because(
                        node instanceof AndExpression
                                ? equivalences.alwaysTrue(site.scope(), node.getLeftExpression())
                                : ""));
    }

    /** BETWEEN without its lower or its upper bound. */
    private void bounds(Site site, Between between) {
        if (between.isNot()) {
            return;
        }
        Expression value = between.getLeftExpression();
        out.add(Edit.replace(
                MutationOperator.BOUNDARY,
                site,
                new ParenthesedExpressionList<>(new AndExpression(
                        comparison(">", value, between.getBetweenExpressionStart()),
                        comparison("<=", value, between.getBetweenExpressionEnd())))));
        out.add(Edit.replace(
                MutationOperator.BOUNDARY,
                site,
                new ParenthesedExpressionList<>(new AndExpression(
                        comparison(">=", value, between.getBetweenExpressionStart()),
                        comparison("<", value, between.getBetweenExpressionEnd())))));
    }

    private static boolean isPredicate(Expression node) {
        return node instanceof ComparisonOperator
                || node instanceof InExpression
                || node instanceof Between
                || node instanceof LikeExpression;
    }

    /** Nulls pass the condition. */
    private void nulls(Site site) {
        Expression tested = site.node() instanceof BinaryExpression binary
                ? binary.getLeftExpression()
                : site.node() instanceof InExpression in
                        ? in.getLeftExpression()
                        : ((Between) site.node()).getLeftExpression();
        Optional<Resolved> column = tree.resolve(site.scope(), tested);
        if (column.isEmpty()
                || equivalences.neverNull(site.scope(), tested)
                || site.clause().startsWith("join")) {
            return;
        }
        IsNullExpression isNull = new IsNullExpression();
        isNull.setLeftExpression(tested);
        out.add(Edit.replace(
                MutationOperator.NULL_HANDLING,
                site,
                new ParenthesedExpressionList<>(new OrExpression(site.node(), isNull))));
    }
}
