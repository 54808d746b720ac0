package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;

/** Parses queries, and says which relations a text names. */
final class SqlText {
    private static final int LONGEST = 200_000;
    private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");
    private static final Pattern SKIPPED = Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private SqlText() {}

    /** The query as a tree of its own. */
    static Select parse(String step, String sql) {
        Statement statement = statement(step, sql, 0);
        if (statement instanceof Select select) {
            if (writes(select)) {
                throw new InputException(
                        "step " + step, "line 1", "expected a query that only reads, found one that writes");
            }
            return select;
        }
        throw new InputException(
                "step " + step,
                "line 1",
                "expected a query, found " + statement.getClass().getSimpleName() + ". Maybe call script(...)");
    }

    private static boolean writes(Select select) {
        return (select instanceof PlainSelect plain && plain.getIntoTables() != null)
                || (select.getWithItemsList() != null
                        && select.getWithItemsList().stream()
                                .anyMatch(with -> !(with.getParenthesedStatement() instanceof ParenthesedSelect)));
    }

    /**
     * A statement as a tree of its own.
     *
     * @param line how many lines of the step come before it
     */
    static Statement statement(String step, String sql, int line) {
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
            String message = String.valueOf(deepest.getMessage());
            Matcher place = PLACE.matcher(message);
            String where = place.find()
                    ? "line " + (Integer.parseInt(place.group(1)) + line) + ", column " + place.group(2)
                    : "";
            throw new InputException(
                    "step " + step,
                    where,
                    "expected SQL: " + message.lines().findFirst().orElse(""),
                    e);
        }
    }

    private static Statement tree(String sql) throws ParseException {
        try {
            return CCJSqlParserUtil.newParser(sql)
                    .withAllowComplexParsing(false)
                    .Statement();
        } catch (ParseException simple) {
            return CCJSqlParserUtil.newParser(sql).withAllowComplexParsing(true).Statement();
        }
    }

    /** The SQL of a step; empty if it has none. */
    static String of(Step step) {
        return step instanceof Step.Query query ? query.sql() : step instanceof Step.Script script ? script.sql() : "";
    }

    /** Which of some names occur in a query, outside texts and comments. */
    static Set<String> words(Step step, Set<String> names) {
        String sql = SKIPPED.matcher(Pipeline.key(of(step))).replaceAll(" ");
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
