package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Resolved;
import io.dataops.testing.mutation.SqlTree.Scope;
import io.dataops.testing.mutation.SqlTree.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.statement.select.Distinct;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * A form of queries in which some that mean the same are the same text: conditions are negated down to their comparisons,
 * comparisons of whole numbers all include their boundary, operands of AND, OR, = and &lt;&gt; are sorted and each once, BETWEEN is two
 * comparisons, constant conditions are decided, and grouping columns are sorted. This follows what trivial compiler
 * equivalence does for programs. Source: Papadakis, Jia, Harman and Le Traon (2015), "Trivial compiler equivalence: a large scale
 * empirical study of a simple, fast and effective equivalent mutant detection technique".
 */
final class Canonical {
    private static final String TRUE = "(true)";
    private static final String FALSE = "(false)";

    private final SqlTree tree;
    private final Equivalences equivalences;
    private final List<Runnable> undo = new ArrayList<>();

    private Canonical(SqlTree tree) {
        this.tree = tree;
        this.equivalences = new Equivalences(tree);
    }

    /** The form of a parsed query, which is left as it was. */
    static String form(Select query, Catalog catalog) {
        Canonical canonical = new Canonical(new SqlTree(query, catalog));
        String form = canonical.form();
        for (int i = canonical.undo.size() - 1; i >= 0; i--) {
            canonical.undo.get(i).run();
        }
        return form;
    }

    private void change(Runnable change, Runnable back) {
        change.run();
        undo.add(back);
    }

    private String form() {
        for (Site site : tree.sites) {
            if (site.node() instanceof CaseExpression c && c.getElseExpression() instanceof NullValue otherwise) {
                change(() -> c.setElseExpression(null), () -> c.setElseExpression(otherwise));
            }
        }
        tree.sites.forEach(this::existence);
        // Subqueries come after what holds them, so the last ones are put in their form first.
        for (int i = tree.scopes.size() - 1; i >= 0; i--) {
            scope(tree.scopes.get(i));
        }
        return tree.root.toString();
    }

    /** EXISTS asks for a row, whatever is in it. */
    private void existence(Site site) {
        if (!(site.node() instanceof ExistsExpression exists)) {
            return;
        }
        Expression right = exists.getRightExpression();
        while (right instanceof ParenthesedSelect inner) {
            right = inner.getSelect();
        }
        if (right instanceof PlainSelect select
                && select.getGroupBy() == null
                && select.getHaving() == null
                && select.getLimit() == null
                && select.getOffset() == null
                && select.getFetch() == null
                && select.getQualify() == null
                && !Equivalences.isAggregated(select)) {
            List<SelectItem<?>> items = select.getSelectItems();
            Distinct distinct = select.getDistinct();
            change(
                    () -> {
                        select.setSelectItems(new ArrayList<>(List.of(new SelectItem<>(new LongValue(1)))));
                        select.setDistinct(null);
                    },
                    () -> {
                        select.setSelectItems(items);
                        select.setDistinct(distinct);
                    });
        }
    }

    private void scope(Scope scope) {
        PlainSelect select = scope.select();
        Expression where = select.getWhere();
        if (where != null) {
            String form = condition(scope, where, false);
            change(() -> select.setWhere(form.equals(TRUE) ? null : new HexValue(form)), () -> select.setWhere(where));
        }
        Expression having = select.getHaving();
        if (having != null) {
            String form = condition(scope, having, false);
            change(() -> select.setHaving(new HexValue(form)), () -> select.setHaving(having));
        }
        for (Join join : SqlTree.joins(select)) {
            if (join.getOnExpressions() != null && join.getOnExpressions().size() == 1) {
                Expression on = join.getOnExpressions().iterator().next();
                String form = condition(scope, on, false);
                change(
                        () -> join.setOnExpressions(new ArrayList<>(List.of(new HexValue(form)))),
                        () -> join.setOnExpressions(new ArrayList<>(List.of(on))));
            }
            if (join.isInner()) {
                change(() -> join.setInner(false), () -> join.setInner(true));
            }
            if (join.isOuter() && (join.isLeft() || join.isRight() || join.isFull())) {
                change(() -> join.setOuter(false), () -> join.setOuter(true));
            }
        }
        if (select.getGroupBy() != null
                && !select.getGroupBy().isMysqlWithRollup()
                && select.getGroupBy().getGroupByExpressionList() != null) {
            ExpressionList<Expression> groups = select.getGroupBy().getGroupByExpressionList();
            List<Expression> before = new ArrayList<>(groups);
            TreeSet<String> sorted = new TreeSet<>();
            groups.forEach(g -> sorted.add(g.toString()));
            change(
                    () -> {
                        groups.clear();
                        sorted.forEach(g -> groups.add(new HexValue(g)));
                    },
                    () -> {
                        groups.clear();
                        groups.addAll(before);
                    });
        }
    }

    private String condition(Scope scope, Expression expression, boolean negated) {
        Expression node = SqlTree.inner(expression);
        if (node instanceof NotExpression not) {
            return condition(scope, not.getExpression(), !negated);
        }
        if (node instanceof AndExpression || node instanceof OrExpression) {
            return connected(scope, node, negated);
        }
        if (node instanceof Between between && !between.isUsingSymmetric()) {
            boolean outside = negated != between.isNot();
            Expression value = between.getLeftExpression();
            String low = compared(scope, outside ? "<" : ">=", value, between.getBetweenExpressionStart());
            String high = compared(scope, outside ? ">" : "<=", value, between.getBetweenExpressionEnd());
            return joined(outside ? "or" : "and", new TreeSet<>(List.of(low, high)));
        }
        if (node instanceof ComparisonOperator c
                && !(c.getRightExpression() instanceof AnyComparisonExpression)
                && !(c.getLeftExpression() instanceof AnyComparisonExpression)) {
            String operator = c.getStringExpression().equals("!=") ? "<>" : c.getStringExpression();
            String actual = negated ? opposite(operator) : operator;
            if (!actual.isEmpty()) {
                return compared(scope, actual, c.getLeftExpression(), c.getRightExpression());
            }
        }
        return (negated ? "(not " : "(") + node + ")";
    }

    /** The operands of nested ANDs or ORs as one sorted list. */
    private String connected(Scope scope, Expression node, boolean negated) {
        boolean and = node instanceof AndExpression;
        List<Expression> open = new ArrayList<>(List.of(node));
        TreeSet<String> terms = new TreeSet<>();
        for (int i = 0; i < open.size(); i++) {
            Expression next = SqlTree.inner(open.get(i));
            if (and && next instanceof AndExpression inner) {
                open.add(inner.getLeftExpression());
                open.add(inner.getRightExpression());
            } else if (!and && next instanceof OrExpression inner) {
                open.add(inner.getLeftExpression());
                open.add(inner.getRightExpression());
            } else {
                terms.add(condition(scope, next, negated));
            }
        }
        return joined(and != negated ? "and" : "or", terms);
    }

    private static String joined(String connector, Set<String> given) {
        boolean and = connector.equals("and");
        TreeSet<String> terms = new TreeSet<>(given);
        if (terms.contains(and ? FALSE : TRUE)) {
            return and ? FALSE : TRUE;
        }
        terms.remove(and ? TRUE : FALSE);
        if (terms.isEmpty()) {
            return and ? TRUE : FALSE;
        }
        return terms.size() == 1 ? terms.first() : "(" + connector + " " + String.join(" ", terms) + ")";
    }

    private static String opposite(String operator) {
        return switch (operator) {
            case "=" -> "<>";
            case "<>" -> "=";
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            case ">=" -> "<";
            default -> "";
        };
    }

    private String compared(Scope scope, String given, Expression a, Expression b) {
        if (!equivalences
                .alwaysTrue(scope, ConditionMutations.comparison(given, a, b))
                .isEmpty()) {
            return TRUE;
        }
        Expression left = SqlTree.inner(a);
        Expression right = SqlTree.inner(b);
        String operator = given;
        if (literal(right) == null && (literal(left) != null || operator.startsWith(">"))) {
            Expression swap = left;
            left = right;
            right = swap;
            operator = switch (operator) {
                case "<" -> ">";
                case "<=" -> ">=";
                case ">" -> "<";
                case ">=" -> "<=";
                default -> operator;
            };
        }
        Long x = literal(left);
        Long y = literal(right);
        if (x != null && y != null) {
            int order = Long.compare(x, y);
            boolean holds = switch (operator) {
                case "=" -> order == 0;
                case "<>" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
            return holds ? TRUE : FALSE;
        }
        if (y != null && isWhole(scope, left) && Math.abs(y) < Long.MAX_VALUE - 1) {
            if (operator.equals(">")) {
                operator = ">=";
                y++;
            } else if (operator.equals("<")) {
                operator = "<=";
                y--;
            }
            return "(" + operator + " " + left + " " + y + ")";
        }
        String first = left.toString();
        String second = right.toString();
        if ((operator.equals("=") || operator.equals("<>")) && first.compareTo(second) > 0) {
            return "(" + operator + " " + second + " " + first + ")";
        }
        return "(" + operator + " " + first + " " + second + ")";
    }

    private static @org.jspecify.annotations.Nullable Long literal(Expression node) {
        if (node instanceof LongValue number && number.getStringValue().length() < 18) {
            return number.getValue();
        }
        if (node instanceof SignedExpression signed
                && signed.getSign() == '-'
                && signed.getExpression() instanceof LongValue number
                && number.getStringValue().length() < 18) {
            return -number.getValue();
        }
        return null;
    }

    private boolean isWhole(Scope scope, Expression node) {
        if (node instanceof Function function) {
            return function.getName().toUpperCase(Locale.ROOT).equals("COUNT");
        }
        Optional<Resolved> resolved = tree.resolve(scope, node);
        return resolved.isPresent()
                && resolved.get().column().kind() == ColumnInfo.Kind.WHOLE
                && equivalences.isWhole(scope, node);
    }
}
