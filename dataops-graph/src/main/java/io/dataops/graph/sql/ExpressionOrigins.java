package io.dataops.graph.sql;

import io.dataops.graph.lineage.LineageKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;

/** Collects the columns of one expression, each with how it is used. */
final class ExpressionOrigins extends ExpressionVisitorAdapter<Void> {
    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "avg",
            "mean",
            "count",
            "min",
            "max",
            "array_agg",
            "string_agg",
            "listagg",
            "group_concat",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp",
            "median",
            "mode",
            "percentile",
            "percentile_cont",
            "percentile_disc",
            "percentile_approx",
            "approx_percentile",
            "approx_quantiles",
            "approx_count_distinct",
            "any_value",
            "bool_and",
            "bool_or",
            "every",
            "logical_and",
            "logical_or",
            "bit_and",
            "bit_or",
            "collect_list",
            "collect_set",
            "corr",
            "covar_pop",
            "covar_samp",
            "countif",
            "count_if",
            "sumif",
            "sum_if",
            "avgif",
            "avg_if",
            "max_by",
            "min_by",
            "arg_max",
            "arg_min",
            "array_concat_agg",
            "array_union_agg",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "jsonb_object_agg",
            "object_agg",
            "xmlagg",
            "regr_slope",
            "regr_intercept",
            "regr_r2",
            "regr_count",
            "skewness",
            "kurtosis",
            "approx_top_k",
            "hll_count",
            "uniq",
            "uniqexact",
            "grouparray",
            "anylast",
            "argmax",
            "argmin");
    private static final Set<String> CHOICES = Set.of("if", "iff", "iif");
    private static final Set<String> WORDS = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "session_user",
            "localtime",
            "localtimestamp",
            "sysdate",
            "systimestamp",
            "rownum",
            "true",
            "false",
            "default",
            "level",
            "_rowid_");
    private static final Set<String> DATE_PARTS = Set.of(
            "microsecond",
            "millisecond",
            "second",
            "minute",
            "hour",
            "day",
            "dayofweek",
            "dayofyear",
            "week",
            "isoweek",
            "month",
            "quarter",
            "year",
            "isoyear",
            "decade",
            "century",
            "epoch",
            "dow",
            "doy",
            "yyyy",
            "yy",
            "mm",
            "dd",
            "hh",
            "mi",
            "ss",
            "date",
            "time");

    private final QueryAnalysis analysis;
    private final Scope scope;
    private final Set<Origin> found = new LinkedHashSet<>();
    private final Set<String> bound = new HashSet<>();
    private LineageKind kind;
    private boolean inDateFunction;

    ExpressionOrigins(QueryAnalysis analysis, Scope scope, LineageKind kind) {
        this.analysis = analysis;
        this.scope = scope;
        this.kind = kind;
    }

    /** Whether an expression makes one row of several, where nothing is grouped. */
    static boolean aggregates(Expression expression) {
        boolean[] found = {false};
        expression.accept(
                new ExpressionVisitorAdapter<Void>() {
                    @Override
                    public <S> Void visit(Function function, S context) {
                        found[0] |= AGGREGATES.contains(Relation.key(function.getName()));
                        return super.visit(function, context);
                    }
                },
                null);
        return found[0];
    }

    /** The origins of an expression; of a plain column they are as it is, of anything else they are transformed. */
    Set<Origin> of(Expression expression) {
        Expression inner = expression;
        while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            inner = (Expression) list.get(0);
        }
        if (kind == LineageKind.IDENTITY && !(inner instanceof Column) && !(inner instanceof ParenthesedSelect)) {
            kind = LineageKind.TRANSFORMATION;
        }
        inner.accept(this, null);
        return found;
    }

    private void with(LineageKind use, Runnable visit) {
        LineageKind before = kind;
        kind = kind.isDirect() && (!use.isDirect() || use.compareTo(kind) > 0) ? use : kind;
        visit.run();
        kind = before;
    }

    private void visitAll(List<?> expressions) {
        if (expressions != null) {
            for (Object e : expressions) {
                if (e instanceof OrderByElement order) {
                    order.getExpression().accept(this, null);
                } else if (e instanceof Expression expression) {
                    expression.accept(this, null);
                }
            }
        }
    }

    private void visitIf(Object expression) {
        if (expression instanceof Expression e) {
            e.accept(this, null);
        }
    }

    @Override
    public <S> Void visit(Column column, S context) {
        List<String> parts = QueryAnalysis.parts(column);
        String name = Relation.key(parts.get(0));
        boolean plain = parts.size() == 1;
        boolean quoted =
                column.getColumnName().length() != parts.get(parts.size() - 1).length();
        if (bound.contains(name) || (plain && inDateFunction && DATE_PARTS.contains(name) && !isListed(name))) {
            return null;
        }
        if (plain && !quoted && WORDS.contains(name) && !isListed(name)) {
            return null;
        }
        Scope.Resolution resolution = scope.resolve(parts);
        resolution.problem().ifPresent(problem -> analysis.unresolved(problem, column));
        resolution.origins().forEach(o -> found.add(o.usedAs(kind)));
        return null;
    }

    /** A word like MONTH outside of date functions is a column or an alias. */
    @Override
    public <S> Void visit(DateUnitExpression unit, S context) {
        return inDateFunction ? null : visit(new Column(unit.toString()), context);
    }

    private boolean isListed(String name) {
        return scope.relations().stream().anyMatch(r -> r.lists(name));
    }

    @Override
    public <S> Void visit(Function function, S context) {
        String name = Relation.key(function.getName());
        name = name.substring(name.lastIndexOf('.') + 1);
        boolean dates = inDateFunction;
        inDateFunction = name.contains("date")
                || name.contains("time")
                || name.contains("trunc")
                || name.contains("last_day")
                || name.contains("extract")
                || name.contains("months");
        List<?> parameters = function.getParameters();
        if (CHOICES.contains(name) && parameters != null && parameters.size() > 1) {
            with(LineageKind.CONDITIONAL, () -> visitAll(parameters.subList(0, 1)));
            with(LineageKind.TRANSFORMATION, () -> visitAll(parameters.subList(1, parameters.size())));
        } else {
            with(AGGREGATES.contains(name) ? LineageKind.AGGREGATION : LineageKind.TRANSFORMATION, () -> {
                visitAll(parameters);
                visitAll(function.getNamedParameters());
                visitAll(function.getChainedParameters());
                visitIf(function.getAttribute());
            });
        }
        with(LineageKind.SORT, () -> visitAll(function.getOrderByElements()));
        inDateFunction = dates;
        return null;
    }

    @Override
    public <S> Void visit(AnalyticExpression expression, S context) {
        boolean aggregate = AGGREGATES.contains(expression.getName().toLowerCase(Locale.ROOT));
        with(aggregate ? LineageKind.AGGREGATION : LineageKind.TRANSFORMATION, () -> {
            visitIf(expression.getExpression());
            visitIf(expression.getOffset());
            visitIf(expression.getDefaultValue());
        });
        with(LineageKind.CONDITIONAL, () -> visitIf(expression.getFilterExpression()));
        with(LineageKind.WINDOW, () -> {
            visitAll(expression.getPartitionExpressionList());
            visitAll(expression.getOrderByElements());
            window(expression.getWindowDefinition());
        });
        with(LineageKind.SORT, () -> visitAll(expression.getFuncOrderBy()));
        String named = expression.getWindowName();
        if (named != null) {
            with(LineageKind.WINDOW, () -> analysis.window(named).ifPresent(this::window));
        }
        return null;
    }

    private void window(WindowDefinition window) {
        if (window != null) {
            visitAll(window.getPartitionExpressionList());
            visitAll(window.getOrderByElements());
        }
    }

    @Override
    public <S> Void visit(CaseExpression expression, S context) {
        with(LineageKind.CONDITIONAL, () -> visitIf(expression.getSwitchExpression()));
        for (WhenClause when : expression.getWhenClauses()) {
            with(LineageKind.CONDITIONAL, () -> visitIf(when.getWhenExpression()));
            with(LineageKind.TRANSFORMATION, () -> visitIf(when.getThenExpression()));
        }
        with(LineageKind.TRANSFORMATION, () -> visitIf(expression.getElseExpression()));
        return null;
    }

    @Override
    public <S> Void visit(LambdaExpression lambda, S context) {
        Set<String> added = new HashSet<>();
        lambda.getIdentifiers().stream().map(Relation::key).filter(bound::add).forEach(added::add);
        lambda.getExpression().accept(this, context);
        bound.removeAll(added);
        return null;
    }

    @Override
    public <S> Void visit(ExistsExpression exists, S context) {
        if (exists.getRightExpression() instanceof Select select) {
            analysis.query(select, scope).uses().forEach(o -> found.add(o.usedAs(kind)));
        } else {
            exists.getRightExpression().accept(this, context);
        }
        return null;
    }

    @Override
    public <S> Void visit(ParenthesedSelect select, S context) {
        return visit((Select) select, context);
    }

    @Override
    public <S> Void visit(Select select, S context) {
        Relation result = analysis.query(select, scope);
        result.outputs().forEach(c -> c.origins().forEach(o -> found.add(o.usedAs(kind))));
        result.uses().forEach(o -> found.add(o.usedAs(kind)));
        for (String table : result.passes()) {
            analysis.unresolved("the columns of " + table + " are not known, so * stays unexpanded", select);
        }
        return null;
    }

    @Override
    public <S> Void visit(AllColumns all, S context) {
        return null;
    }

    @Override
    public <S> Void visit(AllTableColumns all, S context) {
        return null;
    }

    @Override
    public <S> Void visit(ExpressionList<? extends Expression> list, S context) {
        visitAll(list);
        return null;
    }

    /** Walks down the left side in a loop, since a chain of operators is as deep as it is long. */
    @Override
    protected <S> Void visitBinaryExpression(BinaryExpression expression, S context) {
        List<Expression> right = new ArrayList<>();
        Expression left = expression;
        while (left instanceof BinaryExpression binary) {
            right.add(binary.getRightExpression());
            left = binary.getLeftExpression();
        }
        left.accept(this, context);
        for (int i = right.size() - 1; i >= 0; i--) {
            right.get(i).accept(this, context);
        }
        return null;
    }
}
