package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** Parses queries, and says which relations a text names. */
final class SqlText {
    private static final int LONGEST = 200_000;
    /** The parser takes a tenth of a second for parentheses as deep as this, and ten for ten times as many. */
    private static final int DEEPEST = 400;

    private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");
    private static final Pattern ALSO_PLACE =
            Pattern.compile(",? at line \\d+, column \\d+(?:, in lexical state \\w+)?");
    /** Texts (also with escapes or between dollars), names in double quotes, and comments; loops take no stack. */
    static final String APART = "(?<!\\w)[eE]'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'"
            + "|'[^']*+(?:''[^']*+)*+'"
            + "|(?<![\\w$])\\$((?:[A-Za-z_]\\w*+)?)\\$.*?\\$\\1\\$"
            + "|\"[^\"]*+(?:\"\"[^\"]*+)*+\""
            + "|`[^`]*+`"
            + "|--[^\\n]*+"
            + "|/\\*.*?\\*/";

    private static final Pattern SKIPPED = Pattern.compile(APART, Pattern.DOTALL);

    private SqlText() {}

    /** The query as a tree of its own. */
    static Select parse(String step, String sql) {
        Statement statement = statement(step, sql, 0, 0);
        if (statement instanceof Select select) {
            refuseWrites(step, statement, "line 1", "expected a query that only reads, found one that writes");
            return select;
        }
        throw new InputException(
                "step " + step,
                "line 1",
                "expected a query, found " + statement.getClass().getSimpleName() + ". Maybe call script(...)");
    }

    /** Refuses a statement that writes beside its own table, or of which that cannot be told. */
    static void refuseWrites(String step, Statement statement, String line, String message) {
        boolean writes;
        try {
            writes = Writes.beside(statement);
        } catch (RuntimeException | StackOverflowError e) {
            throw new InputException(
                    "step " + step, line, "cannot be searched for what it writes. Maybe split it into steps", e);
        }
        if (writes) {
            throw new InputException("step " + step, line, message);
        }
    }

    /**
     * A statement as a tree of its own.
     *
     * @param line how many lines of the step come before it
     * @param column how many characters of its first line come before it
     */
    static Statement statement(String step, String sql, int line, int column) {
        if (sql.length() > LONGEST) {
            throw new InputException("step " + step, "", "has more than " + LONGEST + " characters");
        }
        try {
            // The plain entry starts a thread for every parse, which costs more than the parse itself.
            return tree(sql);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            Throwable deepest = e;
            while (deepest.getCause() != null && deepest.getCause() != deepest) {
                deepest = deepest.getCause();
            }
            String message = deepest instanceof StackOverflowError
                    ? "it is nested too deeply"
                    : String.valueOf(deepest.getMessage());
            Matcher place = PLACE.matcher(message);
            String where = place.find() ? place(place, line, column) : "line " + (line + 1);
            throw new InputException(
                    "step " + step,
                    where,
                    "expected SQL: "
                            + ALSO_PLACE
                                    .matcher(message.lines().findFirst().orElse(""))
                                    .replaceAll(""),
                    e);
        }
    }

    /** The most parentheses open at once. */
    private static int depth(String sql) {
        int depth = 0;
        int most = 0;
        String bare = SKIPPED.matcher(sql).replaceAll(" ");
        for (int i = 0; i < bare.length(); i++) {
            depth += bare.charAt(i) == '(' ? 1 : bare.charAt(i) == ')' ? -1 : 0;
            most = Math.max(most, depth);
        }
        return most;
    }

    private static String place(Matcher place, int line, int column) {
        int own = Integer.parseInt(place.group(1));
        return "line " + (own + line) + ", column " + (Integer.parseInt(place.group(2)) + (own == 1 ? column : 0));
    }

    private static Statement tree(String sql) throws ParseException {
        if (depth(sql) > DEEPEST) {
            throw new ParseException("it is nested too deeply");
        }
        boolean escapes = escapes(sql);
        try {
            return tree(sql, escapes, false);
        } catch (ParseException simple) {
            return tree(sql, escapes, true);
        }
    }

    private static Statement tree(String sql, boolean escapes, boolean complex) throws ParseException {
        CCJSqlParser parser =
                CCJSqlParserUtil.newParser(sql).withAllowComplexParsing(complex).withBackslashEscapeCharacter(escapes);
        Statement statement = parser.Statement();
        // The parser stops at a semicolon, but a database runs what comes behind it.
        for (Token next = parser.getNextToken(); next.kind != CCJSqlParserConstants.EOF; next = parser.getNextToken()) {
            if (next.kind != CCJSqlParserConstants.ST_SEMICOLON) {
                throw new ParseException("a single statement, found " + next.image + " behind its end at line "
                        + next.beginLine + ", column " + next.beginColumn + ". Maybe call script(...)");
            }
        }
        return statement;
    }

    /** Whether texts have escapes; the parser must know that of all texts at once. */
    private static boolean escapes(String sql) throws ParseException {
        boolean escaped = false;
        boolean plain = false;
        if (sql.indexOf('\\') >= 0) {
            Matcher apart = SKIPPED.matcher(sql);
            while (apart.find()) {
                boolean backslash = apart.group().indexOf('\\') >= 0;
                escaped |= backslash && Character.toLowerCase(apart.group().charAt(0)) == 'e';
                plain |= backslash && apart.group().charAt(0) == '\'';
            }
        }
        if (escaped && plain) {
            throw new ParseException("texts with escapes (E'...') or backslashes in texts without, found both."
                    + " Maybe begin all of them with E");
        }
        return escaped;
    }

    /** The SQL of a step; empty if it has none. */
    static String of(Step step) {
        return step instanceof Step.Query query ? query.sql() : step instanceof Step.Script script ? script.sql() : "";
    }

    /** Which of some names occur in a query, outside texts and comments. */
    static Set<String> words(Step step, Set<String> names) {
        String sql = SKIPPED.matcher(Pipeline.key(of(step)))
                .replaceAll(m -> m.group().startsWith("\"") ? Matcher.quoteReplacement(m.group()) : " ");
        Set<String> out = new LinkedHashSet<>();
        for (String name : names) {
            if (Pattern.compile("(?<![\\w.])\"?" + Pattern.quote(name) + "\"?(?!\\w)")
                    .matcher(sql)
                    .find()) {
                out.add(name);
            }
        }
        return out;
    }

    /** A name as SQL has it; in quotes if it needs them. */
    static String name(String name) {
        return name.matches("[A-Za-z_]\\w*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The first words of a query if it begins with common table expressions; else it is unchanged. */
    static String withBefore(List<String> bindings, String sql) {
        if (bindings.isEmpty()) {
            return sql;
        }
        String all = String.join(",\n", bindings);
        Matcher own = Pattern.compile("(?is)\\s*with\\s+(recursive\\s+)?").matcher(sql);
        return own.lookingAt()
                ? "WITH " + (own.group(1) == null ? "" : "RECURSIVE ") + all + ",\n" + sql.substring(own.end())
                : "WITH " + all + "\n" + sql;
    }
}
