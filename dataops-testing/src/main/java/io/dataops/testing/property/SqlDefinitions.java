package io.dataops.testing.property;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.CreateTable;

/**
 * Reads {@code CREATE TABLE} statements: columns with their types, primary, unique and foreign keys, and checks. Needs
 * {@code com.github.jsqlparser:jsqlparser}, which is optional.
 *
 * <p>A file may have up to 20 MB. Ranges, lists, lengths and comparisons of two columns in
 * checks are kept by generation; other checks, statements and defaults are listed in {@link ImportedSchema#notes()}. A column
 * that refers to another takes that one's type, so that the reference can hold.
 *
 * <pre>{@code
 * RelationalSchema shop = SqlDefinitions.read(Path.of("shop.sql")).schema();
 * Dataset data = Datasets.of(shop).rows(0, 100).generate();
 * SqlDefinitions.parse("shop.sql", "CREATE TABLE t (id INT,, x INT)");
 * // InputException: shop.sql at line 1, column 24: expected a CREATE TABLE statement: ...
 * }</pre>
 */
public final class SqlDefinitions {
    private static final long LARGEST = 20_000_000;
    private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");

    private SqlDefinitions() {}

    /**
     * Reads a file.
     *
     * @param file the file, UTF-8 or ISO-8859-1
     * @return its tables
     * @throws InputException if a {@code CREATE TABLE} statement cannot be read, with line and column
     * @throws IllegalStateException if the parser is not on the class path
     */
    public static ImportedSchema read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InputException(file.toString(), "", "is larger than " + LARGEST + " bytes");
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') >= 0) {
                text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            }
            return parse(file.toString(), text);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    /**
     * Reads a text.
     *
     * @param source what to call it in messages
     * @param sql the statements, each ended by a semicolon
     * @return the tables
     * @throws InputException if a {@code CREATE TABLE} statement cannot be read, with line and column
     * @throws IllegalStateException if the parser is not on the class path
     */
    public static ImportedSchema parse(String source, String sql) {
        MissingProviderException.require(
                SqlDefinitions.class,
                "net.sf.jsqlparser.parser.CCJSqlParser",
                "SQL parser",
                "com.github.jsqlparser:jsqlparser");
        SqlTables tables = new SqlTables(source);
        for (Piece piece : pieces(sql)) {
            String head = piece.text().toUpperCase(Locale.ROOT);
            if (head.matches("(?s)CREATE\\s+(GLOBAL\\s+|LOCAL\\s+|TEMP\\s+|TEMPORARY\\s+|UNLOGGED\\s+)*TABLE\\b.*")) {
                tables.add(Parsing.statement(source, piece), piece.line());
            } else {
                tables.note("line " + piece.line() + ": skipped "
                        + head.substring(0, Math.min(40, head.length())).replaceAll("\\s+", " "));
            }
        }
        return tables.schema();
    }

    /** A statement with the line it starts at, from 1. */
    private record Piece(String text, int line) {}

    /** Splits at semicolons outside quotes and comments, and takes leading comments away. */
    private static List<Piece> pieces(String sql) {
        List<Piece> out = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int line = 1;
        int start = 1;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            int end = i + 1;
            if (sql.startsWith("--", i) || (c == '#' && current.toString().isBlank())) {
                end = sql.indexOf('\n', i) < 0 ? sql.length() : sql.indexOf('\n', i);
                current.append(' ');
            } else if (sql.startsWith("/*", i)) {
                int close = sql.indexOf("*/", i + 2);
                end = close < 0 ? sql.length() : close + 2;
                current.append(' ');
            } else if (c == '\'' || c == '"' || c == '`') {
                int close = sql.indexOf(c, i + 1);
                end = close < 0 ? sql.length() : close + 1;
                current.append(sql, i, end);
            } else if (c == ';') {
                add(out, current, start);
                current.setLength(0);
            } else {
                current.append(c);
            }
            for (int j = i; j < end; j++) {
                if (sql.charAt(j) == '\n') {
                    line++;
                }
            }
            if (current.toString().isBlank()) {
                current.setLength(0);
                start = line;
            }
            i = end - 1;
        }
        add(out, current, start);
        return out;
    }

    private static void add(List<Piece> out, StringBuilder text, int line) {
        if (!text.toString().isBlank()) {
            out.add(new Piece(text.toString().strip(), line));
        }
    }

    /** The parser, apart, so that this class can say what is missing where the parser is. */
    private static final class Parsing {
        private Parsing() {}

        static CreateTable statement(String source, Piece piece) {
            try {
                Statement statement = CCJSqlParserUtil.parse(piece.text());
                if (statement instanceof CreateTable table) {
                    return table;
                }
                throw new InputException(source, "line " + piece.line(), "expected a CREATE TABLE statement");
            } catch (JSQLParserException e) {
                String message = String.valueOf(e.getMessage());
                Matcher place = PLACE.matcher(message);
                int line = piece.line();
                String where = "line " + line;
                if (place.find()) {
                    int within = Integer.parseInt(place.group(1));
                    where = "line " + (line + within - 1) + ", column " + place.group(2);
                }
                String what = message.lines().findFirst().orElse("");
                throw new InputException(source, where, "expected a CREATE TABLE statement: " + what, e);
            }
        }
    }
}
