package io.dataops.testing.mutation;

import io.dataops.testing.mutation.SqlTree.Resolved;
import io.dataops.testing.mutation.SqlTree.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.WindowElement;
import net.sf.jsqlparser.expression.WindowOffset;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;

/** Faults in values: functions, arithmetic, numbers, cases, windows and columns. */
final class ValueMutations {
    private static final int SWAPS = 2;

    private final SqlTree tree;
    private final Equivalences equivalences;
    private final List<Edit> out = new ArrayList<>();

    private ValueMutations(SqlTree tree) {
        this.tree = tree;
        this.equivalences = new Equivalences(tree);
    }

    static List<Edit> of(SqlTree tree) {
        ValueMutations all = new ValueMutations(tree);
        tree.sites.forEach(all::site);
        return all.out;
    }

    private void site(Site site) {
        Expression node = site.node();
        if (node instanceof Function function) {
            function(site, function);
        } else if (node instanceof BinaryExpression binary) {
            arithmetic(site, binary);
        } else if (node instanceof LongValue number) {
            literal(site, number);
        } else if (node instanceof DoubleValue number) {
            double value = number.getValue();
            out.add(Edit.replace(MutationOperator.LITERAL, site, new DoubleValue(String.valueOf(value + 1))));
        } else if (node instanceof IntervalExpression interval) {
            interval(site, interval);
        } else if (node instanceof CaseExpression c) {
            branches(site, c);
        } else if (node instanceof AnalyticExpression window) {
            window(site, window);
        } else if (node instanceof Column column) {
            swaps(site, column);
        }
    }

    private void literal(Site site, LongValue number) {
        long value;
        try {
            value = number.getValue();
        } catch (NumberFormatException tooLong) {
            return;
        }
        out.add(Edit.replace(MutationOperator.LITERAL, site, number(value + 1)));
        out.add(Edit.replace(MutationOperator.LITERAL, site, number(value - 1)));
    }

    private static Expression number(long value) {
        return value < 0
                ? new net.sf.jsqlparser.expression.SignedExpression('-', new LongValue(-value))
                : new LongValue(value);
    }

    private void interval(Site site, IntervalExpression interval) {
        String before = interval.getParameter();
        String digits = before == null ? "" : before.replace("'", "");
        if (digits.matches("\\d{1,6}")) {
            for (int step : new int[] {1, -1}) {
                String after = before.replace(digits, String.valueOf(Integer.parseInt(digits) + step));
                out.add(new Edit(
                        MutationOperator.LITERAL,
                        site.place(),
                        () -> interval.setParameter(after),
                        () -> interval.setParameter(before)));
            }
        }
    }

    private void arithmetic(Site site, BinaryExpression node) {
        BinaryExpression other = node instanceof Addition
                ? new Subtraction()
                : node instanceof Subtraction
                        ? new Addition()
                        : node instanceof Multiplication
                                ? new Division()
                                : node instanceof Division || node instanceof Modulo ? new Multiplication() : null;
        if (other != null) {
            other.setLeftExpression(node.getLeftExpression());
            other.setRightExpression(node.getRightExpression());
            out.add(Edit.replace(MutationOperator.ARITHMETIC, site, other));
        }
    }

    private void function(Site site, Function function) {
        String name = function.getName().toUpperCase(Locale.ROOT);
        ExpressionList<?> parameters = function.getParameters();
        int count = parameters == null ? 0 : parameters.size();
        Expression first = count == 0 || parameters == null ? null : parameters.get(0);
        switch (name) {
            case "SUM" -> rename(site, function, "AVG", "MAX");
            case "AVG" -> rename(site, function, "SUM", "MAX");
            case "MIN" -> rename(site, function, "MAX");
            case "MAX" -> rename(site, function, "MIN");
            case "COALESCE", "IFNULL", "NVL" -> {
                if (count > 1 && first != null) {
                    out.add(Edit.replace(MutationOperator.NULL_HANDLING, site, first)
                            .because(equivalences.needsNoDefault(site.scope(), parameters)));
                }
            }
            case "NULLIF" -> {
                if (first != null) {
                    out.add(Edit.replace(MutationOperator.NULL_HANDLING, site, first));
                }
            }
            default -> {
                // Other functions are kept: what they would become depends on the database.
            }
        }
        if (name.equals("COUNT") && first != null && !(first instanceof AllColumns)) {
            String rule = equivalences.countsAll(site.scope(), first, function.isDistinct());
            if (function.isDistinct()) {
                distinct(site, function, rule);
            } else {
                distinct(site, function, equivalences.isKey(site.scope(), first) ? first + " is unique" : "");
                Function all = new Function("COUNT", new AllColumns());
                out.add(Edit.replace(MutationOperator.AGGREGATE, site, all).because(rule));
            }
        } else if (List.of("SUM", "AVG").contains(name) && first != null) {
            distinct(site, function, equivalences.isKey(site.scope(), first) ? first + " is unique" : "");
        }
    }

    private void distinct(Site site, Function function, String why) {
        boolean before = function.isDistinct();
        out.add(new Edit(
                        MutationOperator.AGGREGATE,
                        site.place(),
                        () -> function.setDistinct(!before),
                        () -> function.setDistinct(before))
                .because(why));
    }

    private void rename(Site site, Function function, String... names) {
        String before = function.getName();
        for (String name : names) {
            out.add(new Edit(
                            MutationOperator.AGGREGATE,
                            site.place(),
                            () -> function.setName(name),
                            () -> function.setName(before))
                    .because(equivalences.oneRowAGroup(site.scope(), function)));
        }
    }

    private void branches(Site site, CaseExpression c) {
        List<WhenClause> before = c.getWhenClauses();
        if (before.size() > 1) {
            for (int i = 0; i < before.size(); i++) {
                List<WhenClause> fewer = new ArrayList<>(before);
                fewer.remove(i);
                out.add(new Edit(
                        MutationOperator.CASE_BRANCH,
                        site.place() + ", branch " + (i + 1),
                        () -> c.setWhenClauses(fewer),
                        () -> c.setWhenClauses(before)));
            }
        } else {
            Expression otherwise = c.getElseExpression() == null ? new NullValue() : c.getElseExpression();
            out.add(Edit.replace(MutationOperator.CASE_BRANCH, site, otherwise));
        }
        Expression last = c.getElseExpression();
        if (last != null) {
            out.add(new Edit(
                            MutationOperator.CASE_BRANCH,
                            site.place() + ", else",
                            () -> c.setElseExpression(null),
                            () -> c.setElseExpression(last))
                    .because(last instanceof NullValue ? "a CASE without ELSE is null" : ""));
        }
    }

    private void window(Site site, AnalyticExpression window) {
        String name = window.getName();
        List<String> others = switch (name.toUpperCase(Locale.ROOT)) {
            case "ROW_NUMBER" -> List.of("RANK");
            case "RANK" -> List.of("DENSE_RANK");
            case "DENSE_RANK" -> List.of("RANK");
            case "LAG" -> List.of("LEAD");
            case "LEAD" -> List.of("LAG");
            case "SUM" -> List.of("AVG");
            case "AVG" -> List.of("SUM");
            case "MIN" -> List.of("MAX");
            case "MAX" -> List.of("MIN");
            case "FIRST_VALUE" -> List.of("LAST_VALUE");
            case "LAST_VALUE" -> List.of("FIRST_VALUE");
            default -> List.of();
        };
        for (String other : others) {
            out.add(new Edit(
                            MutationOperator.WINDOW_ORDER,
                            site.place(),
                            () -> window.setName(other),
                            () -> window.setName(name))
                    .because(other.contains("RANK") ? equivalences.noTies(site.scope(), window) : ""));
        }
        if (window.getOrderByElements() != null) {
            for (OrderByElement element : window.getOrderByElements()) {
                boolean before = element.isAsc();
                boolean present = element.isAscDescPresent();
                out.add(new Edit(
                        MutationOperator.WINDOW_ORDER,
                        site.place(),
                        () -> direction(element, !before, !before || present),
                        () -> direction(element, before, present)));
            }
        }
        ExpressionList<?> partition = window.getPartitionExpressionList();
        if (partition != null && !partition.isEmpty()) {
            @SuppressWarnings("unchecked")
            ExpressionList<Expression> items = (ExpressionList<Expression>) partition;
            for (int i = 0; i < items.size(); i++) {
                int at = i;
                Expression item = items.get(i);
                boolean only = items.size() == 1;
                out.add(new Edit(
                        MutationOperator.WINDOW_ORDER,
                        site.place() + ", partition",
                        () -> {
                            if (only) {
                                items.set(0, new LongValue(1));
                            } else {
                                items.remove(at);
                            }
                        },
                        () -> {
                            if (only) {
                                items.set(0, item);
                            } else {
                                items.add(at, item);
                            }
                        }));
            }
        }
        WindowElement frame = window.getWindowElement();
        if (frame != null) {
            frame(site, window, frame);
        }
    }

    private static void direction(OrderByElement element, boolean asc, boolean present) {
        element.setAsc(asc);
        element.setAscDescPresent(present);
    }

    private void frame(Site site, AnalyticExpression window, WindowElement frame) {
        WindowElement.Type type = frame.getType();
        WindowElement.Type other = type == WindowElement.Type.ROWS ? WindowElement.Type.RANGE : WindowElement.Type.ROWS;
        out.add(new Edit(
                        MutationOperator.WINDOW_FRAME,
                        site.place() + ", frame",
                        () -> frame.setType(other),
                        () -> frame.setType(type))
                .because(equivalences.noTies(site.scope(), window)));
        List<WindowOffset> offsets = new ArrayList<>();
        if (frame.getRange() != null) {
            offsets.add(frame.getRange().getStart());
            offsets.add(frame.getRange().getEnd());
        } else if (frame.getOffset() != null) {
            offsets.add(frame.getOffset());
        }
        for (WindowOffset offset : offsets) {
            if (offset != null && offset.getExpression() instanceof LongValue n) {
                for (long moved : new long[] {n.getValue() + 1, n.getValue() - 1}) {
                    if (moved >= 0) {
                        out.add(new Edit(
                                MutationOperator.WINDOW_FRAME,
                                site.place() + ", frame",
                                () -> offset.setExpression(new LongValue(moved)),
                                () -> offset.setExpression(n)));
                    }
                }
            }
        }
    }

    /** Another column of the same relation and kind. */
    private void swaps(Site site, Column column) {
        Optional<Resolved> resolved = tree.resolve(site.scope(), column);
        boolean grouped = site.scope().select().getGroupBy() != null;
        if (resolved.isEmpty() || (grouped && site.clause().startsWith("select"))) {
            return;
        }
        int made = 0;
        List<ColumnInfo> columns = tree.catalog.columns(resolved.get().relation());
        int own = columns.indexOf(resolved.get().column());
        for (int i = 1; i < columns.size() && made < SWAPS; i++) {
            ColumnInfo other = columns.get((own + i) % columns.size());
            if (other.kind() == resolved.get().column().kind() && other.kind() != ColumnInfo.Kind.OTHER) {
                Column exchanged = new Column(column.getTable(), SqlText.name(other.name()));
                Edit edit = Edit.replace(MutationOperator.COLUMN_SWAP, site, exchanged);
                out.add(site.clause().startsWith("select item") && isWholeItem(site) ? named(site, edit) : edit);
                made++;
            }
        }
    }

    private static boolean isWholeItem(Site site) {
        return site.scope().select().getSelectItems().stream().anyMatch(i -> i.getExpression() == site.node());
    }

    /** Keeps the name of a select item whose column is exchanged. */
    private static Edit named(Site site, Edit edit) {
        var item = site.scope().select().getSelectItems().stream()
                .filter(i -> i.getExpression() == site.node())
                .findFirst()
                .orElseThrow();
        var before = item.getAlias();
        String name = ((Column) site.node()).getColumnName();
        return new Edit(
                edit.operator(),
                edit.place(),
                () -> {
                    edit.apply().run();
                    if (before == null) {
                        item.setAlias(new net.sf.jsqlparser.expression.Alias(name, true));
                    }
                },
                () -> {
                    edit.undo().run();
                    item.setAlias(before);
                });
    }
}
