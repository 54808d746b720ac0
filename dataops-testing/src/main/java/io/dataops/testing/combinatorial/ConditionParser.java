package io.dataops.testing.combinatorial;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the expression language of constraints: comparisons, {@code in {..}}, {@code not}, {@code and}, {@code or},
 * {@code =>}, {@code if .. then .. else ..} and parentheses, nested at most 100 deep. It takes the spellings of PICT
 * ({@code [P] <> "x"}), ACTS ({@code &&}, {@code ||}, {@code !}) and CTWedge ({@code ==}, {@code AND}, a bare boolean).
 */
final class ConditionParser {
    private static final int DEPTH = 100;

    /** A mistake, with the position of the character it was found at. */
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;
        final int at;
        final String reason;

        Mistake(int at, String reason) {
            super(reason);
            this.reason = reason;
            this.at = at;
        }
    }

    private enum Kind {
        NAME,
        BRACKETED,
        QUOTED,
        SIGN,
        END
    }

    private record Token(Kind kind, String text, int at) {
        boolean is(String... words) {
            if (kind == Kind.NAME || kind == Kind.SIGN) {
                for (String word : words) {
                    if (word.equals(text.toLowerCase(Locale.ROOT))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private final List<Parameter> parameters;
    private final Map<String, Integer> index;
    private final List<Token> tokens;
    private final boolean lenient;
    private int next;
    private int depth;

    private ConditionParser(List<Parameter> parameters, Map<String, Integer> index, String text, boolean lenient)
            throws Mistake {
        this.parameters = parameters;
        this.index = index;
        this.lenient = lenient;
        this.tokens = tokens(text);
    }

    /**
     * Parses one constraint.
     *
     * @param lenient whether text is ordered alphabetically, as PICT has it, and unknown values are never equal
     */
    static Condition parse(List<Parameter> parameters, Map<String, Integer> index, String text, boolean lenient)
            throws Mistake {
        ConditionParser parser = new ConditionParser(parameters, index, text, lenient);
        Condition condition = parser.conditional();
        Token rest = parser.peek();
        if (rest.kind() != Kind.END) {
            throw new Mistake(rest.at(), "expected the end, found " + Names.shown(rest.text()));
        }
        return condition;
    }

    private static List<Token> tokens(String text) throws Mistake {
        List<Token> out = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int start = i;
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '[' || c == '"' || c == '\'') {
                int end = text.indexOf(c == '[' ? ']' : c, i + 1);
                if (end < 0) {
                    throw new Mistake(i, "expected a closing " + (c == '[' ? ']' : c));
                }
                out.add(new Token(c == '[' ? Kind.BRACKETED : Kind.QUOTED, text.substring(i + 1, end), start));
                i = end + 1;
            } else if (named(c) || signed(text, i, out)) {
                i++;
                while (i < text.length() && named(text.charAt(i)) && !text.startsWith("->", i)) {
                    i++;
                }
                out.add(new Token(Kind.NAME, text.substring(start, i), start));
            } else {
                String two = text.substring(i, Math.min(i + 2, text.length()));
                boolean pair = List.of("==", "!=", "<>", "<=", ">=", "=>", "&&", "||", "->")
                        .contains(two);
                if (!pair && "=<>(){},!".indexOf(c) < 0) {
                    throw new Mistake(
                            i,
                            "did not expect the character " + Names.shown(String.valueOf(c))
                                    + ". Maybe put the name in brackets, as in [lag minutes]");
                }
                i += pair ? 2 : 1;
                out.add(new Token(Kind.SIGN, text.substring(start, i), start));
            }
        }
        out.add(new Token(Kind.END, "the end", text.length()));
        return out;
    }

    private static boolean named(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$' || c == '-' || c == ':' || c == '/';
    }

    private static boolean signed(String text, int i, List<Token> before) {
        return text.charAt(i) == '+'
                && i + 1 < text.length()
                && Character.isDigit(text.charAt(i + 1))
                && (before.isEmpty() || before.get(before.size() - 1).kind() == Kind.SIGN);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private boolean skip(String... words) {
        if (peek().is(words)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String word) throws Mistake {
        if (!skip(word)) {
            throw new Mistake(peek().at(), "expected " + word + ", found " + Names.shown(peek().text()));
        }
    }

    private Condition conditional() throws Mistake {
        if (++depth > DEPTH) {
            throw new Mistake(peek().at(), "nested more than " + DEPTH + " deep");
        }
        Condition out;
        if (skip("if")) {
            Condition test = conditional();
            expect("then");
            Condition then = conditional();
            out = new Condition.Or(new Condition.Not(test), then);
            if (skip("else")) {
                out = new Condition.And(out, new Condition.Or(test, conditional()));
            }
        } else {
            out = or();
            if (skip("=>", "->", "implies")) {
                out = new Condition.Or(new Condition.Not(out), conditional());
            }
        }
        depth--;
        return out;
    }

    private Condition or() throws Mistake {
        List<Condition> all = new ArrayList<>(List.of(and()));
        while (skip("or", "||")) {
            all.add(and());
        }
        return balanced(all, 0, all.size(), false);
    }

    private Condition and() throws Mistake {
        List<Condition> all = new ArrayList<>(List.of(not()));
        while (skip("and", "&&")) {
            all.add(not());
        }
        return balanced(all, 0, all.size(), true);
    }

    /** A tree of logarithmic depth, so that a chain of thousands of terms cannot exhaust the stack. */
    private static Condition balanced(List<Condition> all, int from, int to, boolean and) {
        if (to - from == 1) {
            return all.get(from);
        }
        int middle = (from + to) >>> 1;
        Condition left = balanced(all, from, middle, and);
        Condition right = balanced(all, middle, to, and);
        return and ? new Condition.And(left, right) : new Condition.Or(left, right);
    }

    private Condition not() throws Mistake {
        boolean negated = false;
        while (skip("not", "!")) {
            negated = !negated;
        }
        Condition inner;
        if (skip("(")) {
            inner = conditional();
            expect(")");
        } else {
            inner = comparison();
        }
        return negated ? new Condition.Not(inner) : inner;
    }

    private Condition comparison() throws Mistake {
        Token name = take();
        Integer column = name.kind() == Kind.NAME || name.kind() == Kind.BRACKETED || name.kind() == Kind.QUOTED
                ? index.get(name.text().strip())
                : null;
        if (column == null) {
            throw new Mistake(
                    name.at(),
                    "expected a parameter, found " + Names.shown(name.text()) + ". Parameters: "
                            + Names.some(
                                    parameters.stream().map(Parameter::name).toList()));
        }
        boolean negated = skip("not");
        if (skip("in")) {
            Condition in = in(column);
            return negated ? new Condition.Not(in) : in;
        }
        Token operator = peek();
        if (!negated && operator.is("=", "==", "!=", "<>", "<", "<=", ">", ">=")) {
            next++;
            Token right = take();
            return compare(column, operator, right);
        }
        if (!negated && parameters.get(column).indexOf("true") >= 0) {
            return equal(column, new Token(Kind.NAME, "true", name.at()));
        }
        throw new Mistake(
                operator.at(),
                "expected a comparison after " + Names.shown(name.text()) + ", found " + Names.shown(operator.text()));
    }

    private Condition in(int column) throws Mistake {
        expect("{");
        List<Condition> any = new ArrayList<>();
        do {
            any.add(equal(column, take()));
        } while (skip(","));
        expect("}");
        return balanced(any, 0, any.size(), false);
    }

    private Condition compare(int column, Token operator, Token right) throws Mistake {
        Parameter left = parameters.get(column);
        boolean mayBeParameter = right.kind() == Kind.BRACKETED
                || (right.kind() == Kind.NAME && left.indexOf(right.text()) < 0 && number(right.text()) == null);
        Integer other = mayBeParameter ? index.get(right.text().strip()) : null;
        if (other != null) {
            Parameter partner = parameters.get(other);
            boolean[][] allowed =
                    new boolean[left.values().size()][partner.values().size()];
            for (int a = 0; a < allowed.length; a++) {
                for (int b = 0; b < allowed[a].length; b++) {
                    allowed[a][b] = holds(
                            left.values().get(a).toString(),
                            operator,
                            partner.values().get(b).toString(),
                            right.at());
                }
            }
            return new Condition.Pair(column, other, allowed);
        }
        if (operator.is("=", "==")) {
            return equal(column, right);
        }
        if (operator.is("!=", "<>")) {
            return new Condition.Not(equal(column, right));
        }
        boolean[] values = new boolean[left.values().size()];
        for (int a = 0; a < values.length; a++) {
            values[a] = holds(left.values().get(a).toString(), operator, literal(right), right.at());
        }
        return new Condition.In(column, values);
    }

    private Condition equal(int column, Token right) throws Mistake {
        Parameter parameter = parameters.get(column);
        String text = literal(right);
        boolean[] values = new boolean[parameter.values().size()];
        boolean known = false;
        for (int a = 0; a < values.length; a++) {
            values[a] = same(parameter.values().get(a).toString(), text);
            known |= values[a];
        }
        if (!known && !lenient) {
            throw new Mistake(
                    right.at(),
                    Names.shown(text) + " is not a value of " + Names.shown(parameter.name()) + ". Its values: "
                            + Names.some(parameter.values()));
        }
        return new Condition.In(column, values);
    }

    private static String literal(Token token) throws Mistake {
        if (token.kind() != Kind.NAME && token.kind() != Kind.QUOTED) {
            throw new Mistake(token.at(), "expected a value, found " + Names.shown(token.text()));
        }
        return token.text();
    }

    private boolean same(String a, String b) {
        BigDecimal x = number(a);
        BigDecimal y = number(b);
        return a.equals(b) || (x != null && y != null && x.compareTo(y) == 0) || (lenient && a.equalsIgnoreCase(b));
    }

    private boolean holds(String a, Token operator, String b, int at) throws Mistake {
        if (operator.is("=", "==")) {
            return same(a, b);
        }
        if (operator.is("!=", "<>")) {
            return !same(a, b);
        }
        BigDecimal x = number(a);
        BigDecimal y = number(b);
        if (!lenient && (x == null || y == null)) {
            throw new Mistake(at, operator.text() + " needs numbers, found " + Names.shown(x == null ? a : b));
        }
        int order = x != null && y != null ? x.compareTo(y) : a.compareToIgnoreCase(b);
        return switch (operator.text()) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static @org.jspecify.annotations.Nullable BigDecimal number(String text) {
        if (text.length() > 40 || text.isEmpty() || Character.isLetter(text.charAt(0))) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs((long) value.scale()) > 400 ? null : value;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
