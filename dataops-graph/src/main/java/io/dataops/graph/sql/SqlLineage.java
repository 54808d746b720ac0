package io.dataops.graph.sql;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import io.dataops.graph.lineage.ColumnLineage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.statement.select.Select;

/**
 * Reads column lineage from SQL: which columns are used for which, and how.
 *
 * <p>Follows common table expressions (recursive ones too), subqueries (correlated and lateral ones too), set operations, joins,
 * windows, {@code *} over known columns, INSERT, UPDATE, DELETE, MERGE, CREATE TABLE AS and CREATE VIEW. A column of a table that
 * nobody described is taken to belong to the only table in reach that may have it; where several may, that is said in
 * {@link StatementLineage#unresolved()} with line and column, and no edge is guessed. A name means the known table of the same
 * name, or the only one of which one name ends with the other ({@code orders} and {@code raw.orders}); case does not count.
 *
 * <p>Parsing is that of JSqlParser (an optional dependency: com.github.jsqlparser:jsqlparser); a statement may be 1 MB long.
 * Immutable and safe for use by several threads; time grows with the length of a statement times the number of its columns.
 *
 * <pre>{@code
 * SqlLineage sql = SqlLineage.builder().table("raw.orders", "id", "amount", "status").build();
 * sql.of("create table stg as select id, sum(amount) as total from raw.orders where status = 'ok' group by id").explain();
 * sql.of("select a from where");   // InputException: SQL at line 1 column 10: cannot be parsed: …
 * }</pre>
 */
public final class SqlLineage {
    /** Longer statements are refused: the longest that people write have some 100 kB. */
    private static final int MAX_LENGTH = 1 << 20;

    private final TableCatalog catalog;
    private final SqlDialect dialect;

    private SqlLineage(TableCatalog catalog, SqlDialect dialect) {
        this.catalog = catalog;
        this.dialect = dialect;
    }

    /**
     * Starts a description of the tables that are known.
     *
     * @return a builder
     */
    public static Builder builder() {
        MissingProviderException.require(
                SqlLineage.class,
                "net.sf.jsqlparser.parser.CCJSqlParser",
                "SQL parser",
                "com.github.jsqlparser:jsqlparser");
        return new Builder();
    }

    /**
     * Analyses one statement; the result of a query goes by the name {@code result}.
     *
     * @param sql one statement
     * @return what it reads and writes
     * @throws InputException with line and column, if it cannot be parsed
     */
    public StatementLineage of(String sql) {
        return of("result", sql);
    }

    /**
     * Analyses one statement, for example the query of a dbt model.
     *
     * @param name what the result of a query is called
     * @param sql one statement
     * @return what it reads and writes
     * @throws InputException with line and column, if it cannot be parsed or is not exactly one statement
     */
    public StatementLineage of(String name, String sql) {
        List<Statement> statements = parse("SQL", sql);
        if (statements.size() != 1) {
            throw new InputException(
                    "SQL", "", "has " + statements.size() + " statements; expected one. Maybe use script(sql).");
        }
        return analyse(statements.get(0), name, catalog.copy());
    }

    /**
     * Analyses statements in order; tables and views that one creates are known to those after it.
     *
     * @param sql statements, separated by semicolons
     * @return one result each
     * @throws InputException with line and column, if they cannot be parsed
     */
    public List<StatementLineage> script(String sql) {
        TableCatalog known = catalog.copy();
        List<StatementLineage> all = new ArrayList<>();
        for (Statement statement : parse("SQL", sql)) {
            all.add(analyse(statement, "result", known));
        }
        return all;
    }

    /**
     * Analyses queries that read each other's results, as the models of a project do: each is told the columns of those before
     * it. A query that cannot be parsed becomes a result with the reason, and the others are analysed all the same.
     *
     * @param queries queries by the name of their result, each after those that it reads
     * @return one result each, in the same order
     */
    public Map<String, StatementLineage> project(Map<String, String> queries) {
        TableCatalog known = catalog.copy();
        Map<String, StatementLineage> all = new LinkedHashMap<>();
        queries.forEach((name, sql) -> {
            StatementLineage lineage = tolerant(name, sql, known);
            if (lineage.passesOn().isEmpty() && !lineage.columns().isEmpty()) {
                known.add(name, lineage.columns());
            }
            all.put(name, lineage);
        });
        return all;
    }

    /**
     * Returns what a query means, for comparing two versions of it.
     *
     * @param sql one query, CREATE TABLE AS or CREATE VIEW
     * @return its meaning
     * @throws InputException if it cannot be parsed or is something else
     */
    public QueryMeaning meaning(String sql) {
        List<Statement> statements = parse("SQL", sql);
        Select select = null;
        if (statements.size() == 1) {
            Statement statement = statements.get(0);
            select = statement instanceof Select query
                    ? query
                    : statement instanceof CreateTable create
                            ? create.getSelect()
                            : statement instanceof CreateView view ? view.getSelect() : null;
        }
        if (select == null) {
            throw new InputException("SQL", "", "expected one query, CREATE TABLE AS or CREATE VIEW");
        }
        try {
            CanonicalQuery.Meaning meaning = new CanonicalQuery(catalog).query(select, new Scope(null));
            Map<String, String> columns = new LinkedHashMap<>();
            meaning.relation().outputs().forEach(o -> columns.merge(o.name(), meaning.column(o), (a, b) -> a + b));
            return new QueryMeaning(meaning.rows(), columns, meaning.relation().passes());
        } catch (StackOverflowError e) {
            throw new InputException("SQL", "", "is nested too deeply", e);
        }
    }

    private StatementLineage tolerant(String name, String sql, TableCatalog known) {
        try {
            List<Statement> statements = parse(name, sql);
            Set<Unresolved> unresolved = new LinkedHashSet<>();
            if (statements.size() == 1) {
                return analyse(statements.get(0), name, known);
            }
            unresolved.add(new Unresolved("has " + statements.size() + " statements; expected one", 0, 0));
            return unread(name, unresolved);
        } catch (InputException e) {
            return unread(name, Set.of(new Unresolved(String.valueOf(e.getMessage()), 0, 0)));
        }
    }

    private static StatementLineage unread(String name, Set<Unresolved> why) {
        return new StatementLineage(
                Optional.of(name), Set.of(), List.of(), Set.of(), new ColumnLineage(List.of()), List.copyOf(why));
    }

    private static StatementLineage analyse(Statement statement, String name, TableCatalog known) {
        try {
            return new StatementAnalysis(known).of(statement, name);
        } catch (StackOverflowError e) {
            throw new InputException("SQL", "", "is nested too deeply", e);
        }
    }

    private List<Statement> parse(String source, String sql) {
        if (sql.length() > MAX_LENGTH) {
            throw new InputException(
                    source, "", "is " + sql.length() + " characters long; at most " + MAX_LENGTH + " are read");
        }
        if (sql.isBlank()) {
            throw new InputException(source, "", "is empty; expected a statement");
        }
        return Parsing.statements(source, text(source, sql), dialect);
    }

    private static String text(String source, String sql) {
        try {
            return SqlText.of(sql);
        } catch (IllegalArgumentException e) {
            throw new InputException(source, "", String.valueOf(e.getMessage()), e);
        }
    }

    /** The parser, apart, so that this class can say what is missing where the parser is. */
    private static final class Parsing {
        private Parsing() {}

        static List<Statement> statements(String source, String sql, SqlDialect dialect) {
            CCJSqlParser parser = new CCJSqlParser(new StringProvider(sql));
            parser.withAllowComplexParsing(true)
                    .withSquareBracketQuotation(dialect == SqlDialect.SQL_SERVER)
                    .withBackslashEscapeCharacter(dialect == SqlDialect.BACKSLASH_ESCAPES);
            try {
                return List.copyOf(parser.Statements());
            } catch (ParseException e) {
                String place = e.currentToken == null || e.currentToken.next == null
                        ? ""
                        : "line " + e.currentToken.next.beginLine + " column " + e.currentToken.next.beginColumn;
                throw new InputException(source, place, "cannot be parsed: " + firstSentence(e), e);
            } catch (TokenMgrException e) {
                throw new InputException(source, "", "cannot be parsed: " + firstSentence(e), e);
            } catch (StackOverflowError e) {
                throw new InputException(source, "", "is nested too deeply", e);
            } catch (RuntimeException e) {
                throw new InputException(source, "", "cannot be parsed: " + firstSentence(e), e);
            }
        }

        private static String firstSentence(Exception e) {
            String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            int end = message.indexOf(" Was expecting");
            return end < 0 ? message : message.substring(0, end);
        }
    }

    /** Collects the tables that are known; not safe for use by several threads. */
    public static final class Builder {
        private final TableCatalog catalog = new TableCatalog();
        private SqlDialect dialect = SqlDialect.ANSI;

        private Builder() {}

        /**
         * Describes a table.
         *
         * @param name its name, dotted, without quotes
         * @param columns its columns in order
         * @return this
         */
        public Builder table(String name, String... columns) {
            return table(name, List.of(columns));
        }

        /**
         * Describes a table.
         *
         * @param name its name, dotted, without quotes
         * @param columns its columns in order, at least one
         * @return this
         */
        public Builder table(String name, List<String> columns) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name (" + name + ") must not be blank.");
            }
            if (columns.isEmpty() || columns.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("columns " + columns + " of " + name
                        + " must be at least one and none blank. Maybe leave out a table that is not known.");
            }
            catalog.add(name, columns);
            return this;
        }

        /**
         * Says whose SQL it is.
         *
         * @param sqlDialect the dialect; ANSI if not said
         * @return this
         */
        public Builder dialect(SqlDialect sqlDialect) {
            this.dialect = sqlDialect;
            return this;
        }

        /**
         * Finishes the description.
         *
         * @return a reader of column lineage
         */
        public SqlLineage build() {
            return new SqlLineage(catalog.copy(), dialect);
        }
    }
}
