package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a script. Each writes tables without the name of a schema, so that a schema of the script's own holds all
 * that it does; anything else is refused with its line.
 */
final class SqlScript {
    private static final Pattern TEMPORARY = Pattern.compile(
            "(?is)^(\\s*create\\s+(?:or\\s+replace\\s+)?)(?:local\\s+|global\\s+)?(?:temp|temporary)\\s+");
    private static final Pattern SKIPPED = Pattern.compile(SqlText.APART + "|;", Pattern.DOTALL);

    private final String step;
    private final List<String> texts = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();

    private SqlScript(String step) {
        this.step = step;
    }

    /**
     * Reads a script.
     *
     * @throws InputException if a statement cannot be read, or writes anything but tables of the script's own schema
     */
    static SqlScript parse(String step, String sql) {
        SqlScript out = new SqlScript(step);
        Matcher matcher = SKIPPED.matcher(sql);
        int from = 0;
        while (matcher.find()) {
            if (matcher.group().equals(";")) {
                out.add(sql, from, matcher.start());
                from = matcher.end();
            }
        }
        out.add(sql, from, sql.length());
        if (out.texts.isEmpty()) {
            throw new InputException("step " + step, "", "expected statements, found none");
        }
        return out;
    }

    private void add(String sql, int from, int to) {
        String text = sql.substring(from, to);
        if (text.replaceAll("(?s)--[^\\n]*|/\\*.*?\\*/", "").isBlank()) {
            return;
        }
        int start = from;
        while (Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        int line = (int) sql.substring(0, start).chars().filter(c -> c == '\n').count();
        String own = sql.substring(start, to);
        Statement statement = SqlText.statement(step, own, line, start - 1 - sql.lastIndexOf('\n', start - 1));
        for (@Nullable Table table : written(statement, line)) {
            if (table == null) {
                throw new InputException(
                        "step " + step, "line " + (line + 1), "expected a statement that writes one table");
            }
            if (table.getNameParts().size() > 1) {
                throw new InputException(
                        "step " + step,
                        "line " + (line + 1),
                        "writes outside its schema: " + table.getFullyQualifiedName()
                                + ". Maybe leave the name of the schema out");
            }
        }
        if (!(statement instanceof Drop) && !(statement instanceof Truncate)) {
            SqlText.refuseWrites(
                    step,
                    statement,
                    "line " + (line + 1),
                    "expected a statement that writes one table, found another that writes in it."
                            + " Maybe make them two statements");
        }
        texts.add(TEMPORARY.matcher(own).replaceFirst("$1"));
        statements.add(statement);
    }

    private static List<@Nullable Table> one(@Nullable Table table) {
        return Collections.singletonList(table);
    }

    /** The tables that a statement writes. */
    private List<? extends @Nullable Table> written(Statement statement, int line) {
        if (statement instanceof CreateTable create) {
            return one(create.getTable());
        } else if (statement instanceof CreateView create) {
            return one(create.getView());
        } else if (statement instanceof Insert insert) {
            return one(insert.isOracleMultiInsert() ? null : insert.getTable());
        } else if (statement instanceof Update update) {
            return update.getStartJoins() == null || update.getStartJoins().isEmpty()
                    ? one(update.getTable())
                    : one(null);
        } else if (statement instanceof Delete delete) {
            return delete.getTables() == null || delete.getTables().isEmpty()
                    ? one(delete.getTable())
                    : delete.getTables();
        } else if (statement instanceof Merge merge) {
            return one(merge.getTable());
        } else if (statement instanceof Drop drop
                && (drop.getType().equalsIgnoreCase("TABLE") || drop.getType().equalsIgnoreCase("VIEW"))) {
            return drop.getNames() == null ? one(drop.getName()) : drop.getNames();
        } else if (statement instanceof Truncate truncate) {
            return truncate.getTables() == null || truncate.getTables().isEmpty()
                    ? one(truncate.getTable())
                    : truncate.getTables();
        }
        throw new InputException(
                "step " + step,
                "line " + (line + 1),
                "expected CREATE TABLE, INSERT, UPDATE, DELETE, MERGE, DROP or TRUNCATE, found "
                        + statement.getClass().getSimpleName());
    }

    /** The statements as written, but that tables for a while are made for good: their schema goes with the script. */
    List<String> texts() {
        return texts;
    }

    int size() {
        return statements.size();
    }

    /** The script with one statement replaced. */
    String with(int index, String statement) {
        List<String> all = new ArrayList<>(texts);
        all.set(index, TEMPORARY.matcher(statement).replaceFirst("$1"));
        return String.join(";\n", all);
    }

    /** Names of the tables that the script makes, in lower case. */
    Set<String> made() {
        Set<String> out = new LinkedHashSet<>();
        for (Statement statement : statements) {
            if (statement instanceof CreateTable || statement instanceof CreateView) {
                written(statement, 0).forEach(t -> out.add(Pipeline.key(t.getUnquotedName())));
            }
        }
        return out;
    }

    /** Names of the tables whose rows the script changes after they were made, in lower case. */
    Set<String> changed() {
        Set<String> out = new LinkedHashSet<>();
        for (Statement statement : statements) {
            if (!(statement instanceof CreateTable) && !(statement instanceof CreateView)) {
                written(statement, 0).forEach(t -> out.add(Pipeline.key(t.getUnquotedName())));
            }
        }
        return out;
    }

    /** A statement that makes a table, with its constraints. */
    Optional<CreateTable> table(int index) {
        return statements.get(index) instanceof CreateTable create ? Optional.of(create) : Optional.empty();
    }

    /** What of a statement can be mutated; empty if it has no query, condition or value. */
    Optional<ScriptPart> part(int index, Catalog catalog) {
        return ScriptPart.of(statements.get(index), catalog);
    }
}
