package io.dataops.graph.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Blanks what dialects allow and the parser's grammar does not: a comma at the end of a list, and the storage clauses of CREATE
 * TABLE AS. Puts a space on each empty line, since the parser takes several in a row for the end of the statement, and quotes
 * around a table called {@code final}, which it takes for a keyword. Strings, quoted names and comments are left alone.
 */
final class SqlText {
    private static final Set<String> AFTER_LIST =
            Set.of("FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "QUALIFY", "UNION", ")");
    private static final Set<String> BEFORE_NAME = Set.of(
            "FROM",
            "JOIN",
            "WITH",
            "RECURSIVE",
            "SELECT",
            "DISTINCT",
            "WHERE",
            "AND",
            "OR",
            "ON",
            "BY",
            "INTO",
            "TABLE",
            ",",
            "(",
            ".",
            "=",
            "<",
            ">",
            "+",
            "-",
            "*",
            "/");
    private static final Set<String> STORAGE = Set.of("STORED", "LOCATION");

    /** What the parser is known to take with the stack of an ordinary thread. */
    private static final int MAX_DEPTH = 200;

    private final String sql;
    private final char[] out;
    private int from;
    private int to;
    private int deepest;
    private final List<Insertion> insertions = new ArrayList<>();

    private record Insertion(int at, char character) {}

    private SqlText(String sql) {
        this.sql = sql;
        this.out = sql.toCharArray();
    }

    /** The text for the parser, with every token on its line. */
    static String of(String sql) {
        SqlText text = new SqlText(sql);
        String blanked = text.blanked();
        if (text.deepest > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "has parentheses " + text.deepest + " levels deep; at most " + MAX_DEPTH + " are read");
        }
        return blanked;
    }

    private String blanked() {
        int comma = -1;
        String before = "";
        boolean create = false;
        int depth = 0;
        while (next()) {
            String token = sql.substring(from, Math.min(to, from + 12)).toUpperCase(Locale.ROOT);
            if (comma >= 0 && AFTER_LIST.contains(token)) {
                out[comma] = ' ';
            }
            comma = token.equals(",") ? from : -1;
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            deepest = Math.max(deepest, depth);
            if (token.equals("FINAL") && BEFORE_NAME.contains(before)) {
                insertions.add(new Insertion(from, '"'));
                insertions.add(new Insertion(to, '"'));
            }
            before = token;
            create = token.equals("CREATE") || (create && !token.equals("SELECT") && !token.equals("WITH"));
            if (create && depth == 0 && STORAGE.contains(token)) {
                storage();
            } else if (create && depth == 0 && token.equals("USING")) {
                blank(from, to);
                if (next()) {
                    blank(from, to);
                }
            }
        }
        if (comma >= 0) {
            out[comma] = ' ';
        }
        return filled();
    }

    private String filled() {
        StringBuilder text = new StringBuilder(out.length + insertions.size());
        int start = 0;
        for (Insertion insertion : insertions) {
            text.append(out, start, insertion.at() - start).append(insertion.character());
            start = insertion.at();
        }
        return text.append(out, start, out.length - start).toString();
    }

    private void storage() {
        boolean stored = sql.regionMatches(true, from, "STORED", 0, 6);
        blank(from, to);
        for (int tokens = stored ? 2 : 1; tokens > 0 && next(); tokens--) {
            blank(from, to);
        }
    }

    private void blank(int start, int end) {
        for (int i = start; i < end; i++) {
            out[i] = ' ';
        }
    }

    /** The next word, quoted piece or single character that is no space and no comment. */
    private boolean next() {
        int i = to;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (Character.isWhitespace(c)) {
                if (c == '\n' && sql.startsWith("\n", i + 1)) {
                    insertions.add(new Insertion(i + 1, ' '));
                }
                i++;
            } else if (sql.startsWith("--", i)) {
                i = after("\n", i);
            } else if (sql.startsWith("/*", i)) {
                i = after("*/", i + 2);
            } else {
                from = i;
                to = end(i, c);
                return true;
            }
        }
        from = i;
        to = i;
        return false;
    }

    private int after(String mark, int start) {
        int at = sql.indexOf(mark, start);
        return at < 0 ? sql.length() : at + mark.length();
    }

    private int end(int start, char c) {
        if (c == '\'' || c == '"' || c == '`') {
            return after(String.valueOf(c), start + 1);
        }
        int i = start + 1;
        if (Character.isJavaIdentifierPart(c)) {
            while (i < sql.length() && Character.isJavaIdentifierPart(sql.charAt(i))) {
                i++;
            }
        }
        return i;
    }
}
