package io.dataops.testing.mutation;

import io.dataops.testing.property.Bytes;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Row;
import io.dataops.testing.property.Table;
import io.dataops.testing.property.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One connection with schemas of its own, into which given relations are loaded. Queries only read: steps that a result needs
 * become common table expressions, so that a mutant leaves nothing behind. For the use of one thread.
 */
final class Workspace implements AutoCloseable {
    private static final int KEPT = 200;
    private static final String SCRATCH = "_0";
    private static final Pattern REFERENCES = Pattern.compile("(?i)\\breferences\\b");

    private final Connection connection;
    private final Catalog catalog;
    private final String prefix;
    private final boolean isPrivate;
    private final Map<Object, String> loaded = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, List<String>> scripts = new HashMap<>();
    private int made = 1;
    private boolean scratched;
    private @Nullable String current;
    private volatile @Nullable Statement running;

    Workspace(ConnectionSource database, Catalog catalog, String prefix) throws SQLException {
        this(database, catalog, prefix, false);
    }

    /** With a database that is private, closing the connection is enough to be rid of what was made. */
    Workspace(ConnectionSource database, Catalog catalog, String prefix, boolean isPrivate) throws SQLException {
        this.isPrivate = isPrivate;
        this.connection = database.open();
        this.catalog = catalog;
        this.prefix = connection.getMetaData().storesUpperCaseIdentifiers() ? prefix.toUpperCase(Locale.ROOT) : prefix;
    }

    /** Stops the query that runs, from another thread. */
    void cancel() {
        Statement now = running;
        if (now != null) {
            try {
                now.cancel();
            } catch (SQLException ignored) {
                // The query has ended, or the connection is gone: nothing is left to stop.
            }
        }
    }

    boolean isClosed() throws SQLException {
        return connection.isClosed();
    }

    /** The relations that a dataset of the sources gives. */
    static Map<String, Relation> relations(Dataset data) {
        Map<String, Relation> out = new LinkedHashMap<>();
        for (Table table : data.tables()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Row row : table.rows()) {
                rows.add(new ArrayList<>(row.values()));
            }
            out.put(
                    table.schema().name(),
                    new Relation(
                            table.schema().columns().stream().map(c -> c.name()).toList(), rows));
        }
        return out;
    }

    /** Computes a step of a pipeline from given relations, which are kept for the next time. */
    Relation result(Pipeline pipeline, String target, Map<String, Relation> given) throws SQLException {
        use(given);
        return computed(pipeline, target, given.keySet());
    }

    /** Computes a step from what was loaded last. */
    @SuppressWarnings("try")
    Relation computed(Pipeline pipeline, String target, Set<String> given) throws SQLException {
        Set<String> names = given.stream().map(Pipeline::key).collect(Collectors.toSet());
        List<Step> needed = pipeline.needed(target, names);
        if (needed.isEmpty()) {
            return query("SELECT * FROM " + SqlText.name(target));
        }
        List<String> bindings = new ArrayList<>();
        List<String> temporary = new ArrayList<>();
        try (Tidy tidy = () -> drop(temporary)) {
            for (Step step : needed) {
                boolean last = step.name().equalsIgnoreCase(target);
                if (step instanceof Step.Query query) {
                    if (last) {
                        return query(SqlText.withBefore(bindings, query.sql()));
                    }
                    bindings.add(SqlText.name(query.name()) + " AS (\n" + query.sql() + "\n)");
                } else {
                    Relation out = step instanceof Step.Script script
                            ? scripted(pipeline, script, bindings)
                            : transformed((Step.Transformation) step, bindings);
                    if (last) {
                        return out;
                    }
                    String table = "t_" + made++;
                    create(table, out.columns(), catalog.columns(step.name()));
                    temporary.add(table);
                    insert(table, out, catalog.columns(step.name()));
                    bindings.add(SqlText.name(step.name()) + " AS (SELECT * FROM " + table + ")");
                }
            }
            throw new IllegalArgumentException("step (" + target + ") is not in the pipeline.");
        }
    }

    /** What is left to do at the end; its own failure does not hide what was thrown before. */
    @FunctionalInterface
    private interface Tidy extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private void drop(List<String> tables) throws SQLException {
        for (String table : tables) {
            execute("DROP TABLE " + table);
        }
    }

    private Relation transformed(Step.Transformation step, List<String> bindings) throws SQLException {
        Map<String, Relation> inputs = new LinkedHashMap<>();
        for (String input : step.inputs()) {
            inputs.put(input, query(SqlText.withBefore(bindings, "SELECT * FROM " + SqlText.name(input))));
        }
        try {
            return step.transformation().apply(inputs);
        } catch (RuntimeException e) {
            throw new PipelineException("step " + step.name() + " threw " + e, e);
        }
    }

    private Relation scripted(Pipeline pipeline, Step.Script step, List<String> bindings) throws SQLException {
        return inside(pipeline, step, bindings, () -> query("SELECT * FROM " + SqlText.name(step.name())));
    }

    /** Work in a schema. */
    @FunctionalInterface
    private interface Inside<T> {
        T look() throws SQLException;
    }

    /** Runs a script in a schema of its own, looks at what is there then, and drops it. */
    @SuppressWarnings("try")
    private <T> T inside(Pipeline pipeline, Step.Script step, List<String> bindings, Inside<T> look)
            throws SQLException {
        List<String> statements = scripts.computeIfAbsent(
                step.sql(), sql -> SqlScript.parse(step.name(), sql).texts());
        String home = String.valueOf(current);
        String own = prefix + "_" + made++;
        execute("CREATE SCHEMA " + own);
        loaded.put(step, own);
        try (Tidy tidy = () -> leave(step, own, home)) {
            for (String read : pipeline.readsOf(step.name())) {
                execute("CREATE TABLE " + own + "." + SqlText.name(Pipeline.key(read)) + " AS "
                        + SqlText.withBefore(bindings, "SELECT * FROM " + SqlText.name(read)));
            }
            if (REFERENCES.matcher(step.sql()).find()) {
                keys(pipeline, step, own);
            }
            move(own);
            for (String statement : statements) {
                execute(statement);
            }
            return look.look();
        }
    }

    private void leave(Step step, String own, String home) throws SQLException {
        move(home);
        execute("DROP SCHEMA " + own + " CASCADE");
        loaded.remove(step);
    }

    /** Gives the copies of sources their keys, so that tables of the script can refer to them. */
    private void keys(Pipeline pipeline, Step.Script step, String schema) throws SQLException {
        for (String read : pipeline.readsOf(step.name())) {
            Optional<TableSchema> source = catalog.source(read);
            if (source.isPresent() && !source.get().primaryKey().isEmpty()) {
                String table = "ALTER TABLE " + schema + "." + SqlText.name(Pipeline.key(read));
                List<String> key =
                        source.get().primaryKey().stream().map(SqlText::name).toList();
                for (String column : key) {
                    execute(table + " ALTER COLUMN " + column + " SET NOT NULL");
                }
                execute(table + " ADD PRIMARY KEY (" + String.join(", ", key) + ")");
            }
        }
    }

    /** Makes the schema with the given relations current. */
    private void use(Map<String, Relation> given) throws SQLException {
        String schema = loaded.get(given);
        if (schema == null) {
            schema = prefix + "_" + made++;
            execute("CREATE SCHEMA " + schema);
            loaded.put(given, schema);
            move(schema);
            try {
                fill(given);
            } catch (Throwable e) {
                // The next test with the same rows is to fail in the same way, not to find half of them.
                loaded.remove(given);
                current = null;
                try {
                    execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
                } catch (SQLException later) {
                    e.addSuppressed(later);
                }
                throw e;
            }
            if (loaded.size() > KEPT) {
                Map.Entry<Object, String> oldest = loaded.entrySet().iterator().next();
                loaded.remove(oldest.getKey());
                execute("DROP SCHEMA IF EXISTS " + oldest.getValue() + " CASCADE");
            }
        } else {
            move(schema);
        }
    }

    private void move(String schema) throws SQLException {
        if (!schema.equals(current)) {
            connection.setSchema(schema);
            current = schema;
        }
    }

    /** Loads the sources into tables that the next dataset takes over. */
    void scratch(Dataset data) throws SQLException {
        String schema = prefix + SCRATCH;
        if (!scratched) {
            execute("CREATE SCHEMA " + schema);
            scratched = true;
            move(schema);
            fill(Map.of());
        }
        move(schema);
        for (Table table : data.tables()) {
            execute("DELETE FROM " + SqlText.name(Pipeline.key(table.schema().name())));
        }
        for (Map.Entry<String, Relation> rows : relations(data).entrySet()) {
            if (rows.getValue().size() > 0) {
                insert(SqlText.name(Pipeline.key(rows.getKey())), rows.getValue(), catalog.columns(rows.getKey()));
            }
        }
    }

    private void fill(Map<String, Relation> given) throws SQLException {
        for (Map.Entry<String, List<ColumnInfo>> relation : catalog.relations().entrySet()) {
            Relation rows = given.entrySet().stream()
                    .filter(e -> e.getKey().equalsIgnoreCase(relation.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            boolean source = catalog.source(relation.getKey()).isPresent();
            if (rows == null && !source) {
                continue;
            }
            String table = SqlText.name(relation.getKey());
            create(table, relation.getValue().stream().map(ColumnInfo::name).toList(), relation.getValue());
            if (rows != null && rows.size() > 0) {
                insert(table, rows, relation.getValue());
            }
        }
        for (String name : given.keySet()) {
            if (catalog.columns(name).isEmpty()) {
                throw new IllegalArgumentException("given (" + name + ") is neither a source nor a step. Known: "
                        + catalog.relations().keySet());
            }
        }
    }

    private void create(String table, List<String> names, List<ColumnInfo> known) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (String name : names) {
            String type = known.stream()
                    .filter(k -> k.name().equalsIgnoreCase(name))
                    .map(ColumnInfo::sqlType)
                    .findFirst()
                    .orElse("VARCHAR");
            columns.add(SqlText.name(name) + " " + type);
        }
        execute("CREATE TABLE " + table + " (" + String.join(", ", columns) + ")");
    }

    private void insert(String table, Relation rows, List<ColumnInfo> known) throws SQLException {
        for (String name : rows.columns()) {
            if (known.stream().noneMatch(k -> k.name().equalsIgnoreCase(name))) {
                throw new IllegalArgumentException(
                        "column (" + name + ") of given " + table + " is not there. Columns: "
                                + known.stream().map(ColumnInfo::name).toList());
            }
        }
        String marks = rows.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + table + " ("
                + rows.columns().stream().map(SqlText::name).collect(Collectors.joining(", ")) + ") VALUES (" + marks
                + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> row : rows.rows()) {
                for (int c = 0; c < row.size(); c++) {
                    Object cell = row.get(c);
                    insert.setObject(c + 1, cell instanceof Bytes bytes ? bytes.toArray() : cell);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            statement.execute(sql);
        } finally {
            running = null;
        }
    }

    /** Learns the columns of a step from its query on empty sources. */
    void learn(Pipeline pipeline, Step step) throws SQLException {
        use(Map.of());
        List<String> bindings = new ArrayList<>();
        for (Step before : pipeline.needed(step.name(), Set.of())) {
            if (before instanceof Step.Script script) {
                if (before.name().equals(step.name())) {
                    learn(pipeline, script, bindings);
                    return;
                }
                String nulls = catalog.columns(before.name()).stream()
                        .map(c -> "CAST(NULL AS " + c.sqlType() + ") AS " + SqlText.name(c.name()))
                        .collect(Collectors.joining(", "));
                bindings.add(SqlText.name(before.name()) + " AS (SELECT " + nulls + ")");
            } else if (before instanceof Step.Query query && !before.name().equals(step.name())) {
                bindings.add(SqlText.name(query.name()) + " AS (\n" + query.sql() + "\n)");
            } else if (before instanceof Step.Transformation) {
                Relation out = result(pipeline, before.name(), Map.of());
                if (before.name().equals(step.name())) {
                    catalog.add(step.name(), out.columns());
                    return;
                }
                List<String> nulls = out.columns().stream()
                        .map(c -> "CAST(NULL AS VARCHAR) AS " + SqlText.name(c))
                        .toList();
                bindings.add(SqlText.name(before.name()) + " AS (SELECT " + String.join(", ", nulls) + ")");
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SqlText.withBefore(bindings, ((Step.Query) step).sql()))) {
            catalog.add(step.name(), rows.getMetaData());
        }
    }

    private void learn(Pipeline pipeline, Step.Script step, List<String> bindings) throws SQLException {
        Set<String> tables = SqlScript.parse(step.name(), step.sql()).made();
        inside(pipeline, step, bindings, () -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + SqlText.name(step.name()))) {
                catalog.add(step.name(), rows.getMetaData());
            }
            for (String table : tables) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT * FROM " + SqlText.name(table))) {
                    catalog.addWithin(step.name(), table, rows.getMetaData());
                } catch (SQLException dropped) {
                    // A table that the script drops again; nothing is known of its columns.
                }
            }
            return step;
        });
    }

    Relation query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            try (ResultSet rows = statement.executeQuery(sql)) {
                ResultSetMetaData meta = rows.getMetaData();
                List<String> names = new ArrayList<>();
                for (int c = 1; c <= meta.getColumnCount(); c++) {
                    names.add(meta.getColumnLabel(c));
                }
                List<List<@Nullable Object>> out = new ArrayList<>();
                while (rows.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int c = 1; c <= names.size(); c++) {
                        row.add(Relation.plain(rows.getObject(c)));
                    }
                    out.add(row);
                }
                return new Relation(names, out);
            } finally {
                running = null;
            }
        }
    }

    /** Drops what was made, and closes the connection. */
    @Override
    public void close() {
        try {
            if (!isPrivate) {
                for (String schema : loaded.values()) {
                    execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
                }
                execute("DROP SCHEMA IF EXISTS " + prefix + SCRATCH + " CASCADE");
            }
        } catch (SQLException ignored) {
            // The connection is gone, and with it what could still be dropped through it.
        }
        try {
            connection.close();
        } catch (SQLException ignored) {
            // Nothing more can be done.
        }
    }
}
