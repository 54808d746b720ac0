package io.dataops.graph.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.util.deparser.ExpressionDeParser;

/**
 * Writes an expression so that the same meaning gives the same text, as far as it goes: columns by where they come from,
 * sides of symmetric operators and members of AND and OR in one order, comparisons in one direction, no needless parentheses,
 * function names in lower case.
 */
final class CanonicalExpression extends ExpressionDeParser {
    private final CanonicalQuery queries;
    private final Scope scope;
    private final StringBuilder out;

    private CanonicalExpression(CanonicalQuery queries, Scope scope, StringBuilder out) {
        super(null, out);
        this.queries = queries;
        this.scope = scope;
        this.out = out;
    }

    static String of(Expression expression, CanonicalQuery queries, Scope scope) {
        StringBuilder out = new StringBuilder();
        expression.accept(new CanonicalExpression(queries, scope, out), null);
        return out.toString();
    }

    private String text(Expression expression) {
        return of(expression, queries, scope);
    }

    @Override
    public <S> StringBuilder visit(Column column, S context) {
        List<String> parts = QueryAnalysis.parts(column);
        Scope.Resolution found = scope.resolve(parts);
        if (found.problem().isEmpty() && found.origins().size() == 1) {
            out.append(found.origins().iterator().next().column());
        } else {
            out.append('?').append(Relation.key(String.join(".", parts)));
        }
        return out;
    }

    @Override
    public <S> StringBuilder visit(ParenthesedSelect select, S context) {
        return visit((Select) select, context);
    }

    @Override
    public <S> StringBuilder visit(Select select, S context) {
        return out.append('(').append(queries.query(select, scope).whole()).append(')');
    }

    @Override
    public <S> StringBuilder visit(ExistsExpression exists, S context) {
        if (exists.getRightExpression() instanceof Select select) {
            return out.append(exists.isNot() ? "not exists(" : "exists(")
                    .append(queries.query(select, scope).rows())
                    .append(')');
        }
        return super.visit(exists, context);
    }

    @Override
    public <S> StringBuilder visit(ExpressionList<? extends Expression> list, S context) {
        if (list instanceof ParenthesedExpressionList && list.size() == 1) {
            return out.append(text(list.get(0)));
        }
        out.append('(');
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(text(list.get(i)));
        }
        return out.append(')');
    }

    @Override
    public <S> StringBuilder visit(AndExpression and, S context) {
        return members(and, AndExpression.class, " and ");
    }

    @Override
    public <S> StringBuilder visit(OrExpression or, S context) {
        return members(or, OrExpression.class, " or ");
    }

    /** Down the left side in a loop: a chain of operators is as deep as it is long. */
    private StringBuilder members(BinaryExpression top, Class<? extends BinaryExpression> kind, String word) {
        return out.append('(').append(String.join(word, sorted(top, kind))).append(')');
    }

    private Set<String> sorted(Expression top, Class<? extends BinaryExpression> kind) {
        Set<String> members = new TreeSet<>();
        List<Expression> open = new ArrayList<>(List.of(top));
        while (!open.isEmpty()) {
            Expression at = open.remove(open.size() - 1);
            while (at instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
                at = (Expression) list.get(0);
            }
            if (kind.isInstance(at)) {
                open.add(((BinaryExpression) at).getLeftExpression());
                open.add(((BinaryExpression) at).getRightExpression());
            } else {
                members.add(text(at));
            }
        }
        return members;
    }

    /** The conditions that must all hold. */
    static Set<String> conjuncts(Expression expression, CanonicalQuery queries, Scope scope) {
        return new CanonicalExpression(queries, scope, new StringBuilder()).sorted(expression, AndExpression.class);
    }

    private StringBuilder symmetric(BinaryExpression e, String operator) {
        String left = text(e.getLeftExpression());
        String right = text(e.getRightExpression());
        boolean inOrder = left.compareTo(right) <= 0;
        return out.append('(')
                .append(inOrder ? left : right)
                .append(operator)
                .append(inOrder ? right : left)
                .append(')');
    }

    @Override
    public <S> StringBuilder visit(EqualsTo e, S context) {
        return symmetric(e, " = ");
    }

    @Override
    public <S> StringBuilder visit(NotEqualsTo e, S context) {
        return symmetric(e, " <> ");
    }

    @Override
    public <S> StringBuilder visit(Addition e, S context) {
        return symmetric(e, " + ");
    }

    @Override
    public <S> StringBuilder visit(Multiplication e, S context) {
        return symmetric(e, " * ");
    }

    @Override
    public <S> StringBuilder visit(MinorThan e, S context) {
        return ordered(e.getLeftExpression(), " < ", e.getRightExpression());
    }

    @Override
    public <S> StringBuilder visit(MinorThanEquals e, S context) {
        return ordered(e.getLeftExpression(), " <= ", e.getRightExpression());
    }

    private StringBuilder ordered(Expression left, String operator, Expression right) {
        return out.append('(')
                .append(text(left))
                .append(operator)
                .append(text(right))
                .append(')');
    }

    @Override
    public <S> StringBuilder visit(GreaterThan e, S context) {
        return ordered(e.getRightExpression(), " < ", e.getLeftExpression());
    }

    @Override
    public <S> StringBuilder visit(GreaterThanEquals e, S context) {
        return ordered(e.getRightExpression(), " <= ", e.getLeftExpression());
    }

    @Override
    protected <S> void deparse(BinaryExpression e, String operator, S context) {
        ordered(e.getLeftExpression(), operator, e.getRightExpression());
    }

    @Override
    public <S> StringBuilder visit(Function function, S context) {
        String name = function.getName();
        function.setName(Relation.key(name));
        super.visit(function, context);
        function.setName(name);
        return out;
    }
}
