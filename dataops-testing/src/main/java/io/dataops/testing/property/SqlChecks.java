package io.dataops.testing.property;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.jspecify.annotations.Nullable;

/**
 * Turns checks into narrower types and orders of columns, which generation keeps by construction: ranges, lists, lengths,
 * not null, comparisons of two columns, and conjunctions of these. Others are noted.
 */
final class SqlChecks {
    private static final int TERMS = 1_000;

    private final String source;
    private final TableDraft table;
    private final List<String> notes;

    SqlChecks(String source, TableDraft table, List<String> notes) {
        this.source = source;
        this.table = table;
        this.notes = notes;
    }

    /** A check that is only there as text. */
    void apply(String text) {
        try {
            apply(CCJSqlParserUtil.parseCondExpression(text));
        } catch (JSQLParserException e) {
            notes.add("check of table " + table.name + " is not kept: it cannot be read: " + text);
        }
    }

    void apply(Expression check) {
        List<Expression> open = new ArrayList<>(List.of(check));
        for (int i = 0; i < open.size() && i < TERMS; i++) {
            Expression term = inner(open.get(i));
            if (term instanceof AndExpression and) {
                open.add(and.getLeftExpression());
                open.add(and.getRightExpression());
                continue;
            }
            try {
                if (!kept(term)) {
                    notes.add("check of table " + table.name + " is not kept: " + term);
                }
            } catch (IllegalArgumentException e) {
                if (String.valueOf(e.getMessage()).contains("have no")
                        || String.valueOf(e.getMessage()).contains("expected a")) {
                    notes.add("check of table " + table.name + " is not kept: " + term + ": " + e.getMessage());
                } else {
                    throw new InputException(
                            source,
                            "table " + table.name,
                            "the check " + term + " leaves no value: " + e.getMessage(),
                            e);
                }
            }
        }
    }

    private static Expression inner(Expression term) {
        Expression now = term;
        while (now instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            now = list.get(0);
        }
        return now;
    }

    private boolean kept(Expression term) {
        if (term instanceof IsNullExpression is && is.isNot() && column(is.getLeftExpression()) != null) {
            table.notNull(String.valueOf(column(is.getLeftExpression())));
            return true;
        }
        if (term instanceof Between between && !between.isNot()) {
            return compare(between.getLeftExpression(), ">=", between.getBetweenExpressionStart())
                    && compare(between.getLeftExpression(), "<=", between.getBetweenExpressionEnd());
        }
        if (term instanceof InExpression in
                && !in.isNot()
                && in.getRightExpression() instanceof ExpressionList<?> list) {
            return list(in.getLeftExpression(), list);
        }
        if (term instanceof OrExpression) {
            return alternatives(term);
        }
        return term instanceof BinaryExpression binary
                && compare(binary.getLeftExpression(), binary.getStringExpression(), binary.getRightExpression());
    }

    /** {@code x IS NULL OR check}, and {@code x = 1 OR x = 2 OR ...}. */
    private boolean alternatives(Expression term) {
        List<Expression> parts = new ArrayList<>(List.of(term));
        for (int i = 0; i < parts.size() && i < TERMS; i++) {
            if (inner(parts.get(i)) instanceof OrExpression or) {
                parts.set(i, or.getLeftExpression());
                parts.add(or.getRightExpression());
                i--;
            }
        }
        parts.replaceAll(SqlChecks::inner);
        parts.removeIf(p -> p instanceof IsNullExpression is && !is.isNot());
        if (parts.size() == 1) {
            return kept(parts.get(0));
        }
        List<String> values = new ArrayList<>();
        String column = null;
        for (Expression part : parts) {
            if (!(part instanceof BinaryExpression b)
                    || !b.getStringExpression().equals("=")) {
                return false;
            }
            String own = column(b.getLeftExpression());
            String value = literal(b.getRightExpression());
            if (own == null || value == null || (column != null && !column.equals(own))) {
                return false;
            }
            column = own;
            values.add(value);
        }
        if (column == null) {
            return false;
        }
        table.narrow(column, type -> Narrowing.oneOf(type, values));
        return true;
    }

    private boolean list(Expression left, ExpressionList<?> list) {
        String column = column(left);
        List<String> values = new ArrayList<>();
        for (Expression item : list) {
            String value = literal(item);
            if (value == null) {
                return false;
            }
            values.add(value);
        }
        if (column == null) {
            return false;
        }
        table.narrow(column, type -> Narrowing.oneOf(type, values));
        return true;
    }

    private boolean compare(Expression left, String operator, Expression right) {
        if (column(left) == null && length(left) == null) {
            String turned = mirrored(operator);
            return column(right) != null && turned != null && compare(right, turned, left);
        }
        String other = column(right);
        String own = column(left);
        if (own != null && other != null) {
            return order(own, operator, other);
        }
        String bound = literal(right);
        if (bound == null) {
            return false;
        }
        String measured = length(left);
        if (measured != null) {
            if (!bound.matches("\\d{1,7}")) {
                return false;
            }
            long n = Long.parseLong(bound);
            long from = operator.equals(">") ? n + 1 : operator.equals(">=") || operator.equals("=") ? n : 0;
            long to = operator.equals("<") ? n - 1 : operator.equals("<=") || operator.equals("=") ? n : 1_000_000;
            if (!List.of("<", "<=", "=", ">", ">=").contains(operator)) {
                return false;
            }
            table.narrow(measured, type -> Narrowing.length(type, from, to));
            return true;
        }
        String column = String.valueOf(own);
        switch (operator) {
            case ">" -> table.narrow(column, type -> Narrowing.atLeast(type, bound, true));
            case ">=" -> table.narrow(column, type -> Narrowing.atLeast(type, bound, false));
            case "<" -> table.narrow(column, type -> Narrowing.atMost(type, bound, true));
            case "<=" -> table.narrow(column, type -> Narrowing.atMost(type, bound, false));
            case "=" -> table.narrow(column, type -> Narrowing.oneOf(type, List.of(bound)));
            default -> {
                if (!bound.isEmpty() || !(operator.equals("<>") || operator.equals("!="))) {
                    return false;
                }
                table.narrow(column, type -> Narrowing.length(type, 1, 1_000_000));
            }
        }
        return true;
    }

    private boolean order(String own, String operator, String other) {
        switch (operator) {
            case "<" -> table.orders.add(new ColumnOrder(own, other, true));
            case "<=" -> table.orders.add(new ColumnOrder(own, other, false));
            case ">" -> table.orders.add(new ColumnOrder(other, own, true));
            case ">=" -> table.orders.add(new ColumnOrder(other, own, false));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String mirrored(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            case "=" -> "=";
            default -> null;
        };
    }

    private @Nullable String column(Expression expression) {
        Expression plain = inner(expression);
        if (plain instanceof CastExpression cast) {
            plain = inner(cast.getLeftExpression());
        }
        return plain instanceof net.sf.jsqlparser.schema.Column c
                        && table.columns.containsKey(TableDraft.key(c.getColumnName()))
                ? TableDraft.plain(c.getColumnName())
                : null;
    }

    private @Nullable String length(Expression expression) {
        return inner(expression) instanceof Function f
                        && List.of("LENGTH", "CHAR_LENGTH", "LEN", "CHARACTER_LENGTH")
                                .contains(f.getName().toUpperCase(Locale.ROOT))
                        && f.getParameters() != null
                        && f.getParameters().size() == 1
                ? column(f.getParameters().get(0))
                : null;
    }

    private static @Nullable String literal(Expression expression) {
        Expression plain = inner(expression);
        if (plain instanceof CastExpression cast) {
            plain = inner(cast.getLeftExpression());
        }
        if (plain instanceof StringValue text) {
            return text.getValue().replace("''", "'");
        } else if (plain instanceof LongValue || plain instanceof DoubleValue) {
            return plain.toString();
        } else if (plain instanceof SignedExpression signed) {
            String value = literal(signed.getExpression());
            return value == null ? null : signed.getSign() == '-' ? "-" + value : value;
        } else if (plain instanceof DateTimeLiteralExpression moment) {
            return moment.getValue().replace("'", "");
        } else if (plain instanceof net.sf.jsqlparser.schema.Column c
                && c.getTable() == null
                && c.getColumnName().matches("(?i)true|false")) {
            return c.getColumnName().toLowerCase(Locale.ROOT);
        } else if (plain.toString().matches("(?i)true|false")) {
            return plain.toString().toLowerCase(Locale.ROOT);
        }
        return null;
    }
}
