package io.dataops.testing.property;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the properties of a dbt project ({@code schema.yml}): models, seeds, snapshots and tables of sources. The tests
 * {@code not_null}, {@code unique}, {@code accepted_values}, {@code relationships}, {@code dbt_utils.accepted_range} and
 * {@code dbt_utils.unique_combination_of_columns}, and the constraints of contracts, become what generation keeps; other
 * tests are listed in {@link ImportedSchema#notes()}. Needs {@code org.snakeyaml:snakeyaml-engine}, and
 * {@code com.github.jsqlparser:jsqlparser} for checks of contracts; both are optional.
 *
 * <pre>{@code
 * RelationalSchema project = DbtSchemas.read(Path.of("models/schema.yml")).schema();
 * DbtSchemas.parse("x.yml", "version: 2");   // InputException: x.yml: expected at least one model with columns, found none
 * }</pre>
 */
public final class DbtSchemas {
    private static final Pattern NAME = Pattern.compile("(?:ref|source)\\s*\\((.*)\\)");

    private final String source;
    private final SchemaDraft schema;

    private DbtSchemas(String source) {
        this.source = source;
        this.schema = new SchemaDraft(source);
    }

    /**
     * Reads a file.
     *
     * @param file the file, UTF-8, up to 20 MB
     * @return its models, seeds, snapshots and sources as tables
     * @throws InputException if it is not YAML with a model that has columns
     * @throws IllegalStateException if the YAML reader is not on the class path
     */
    public static ImportedSchema read(Path file) {
        return parse(file.toString(), Documents.text(file));
    }

    /**
     * Reads a text.
     *
     * @param source what to call it in messages
     * @param yaml the properties
     * @return the models, seeds, snapshots and sources as tables
     * @throws InputException if it is not YAML with a model that has columns
     * @throws IllegalStateException if the YAML reader is not on the class path
     */
    public static ImportedSchema parse(String source, String yaml) {
        MissingProviderException.require(
                DbtSchemas.class, "org.snakeyaml.engine.v2.api.Load", "YAML parser", "org.snakeyaml:snakeyaml-engine");
        DbtSchemas reader = new DbtSchemas(source);
        Map<String, Object> root = Documents.map(Documents.yaml(source, yaml));
        List<Object> nodes = new ArrayList<>();
        for (String section : List.of("models", "seeds", "snapshots")) {
            nodes.addAll(Documents.list(root.get(section)));
        }
        for (Object group : Documents.list(root.get("sources"))) {
            nodes.addAll(Documents.list(Documents.map(group).get("tables")));
        }
        for (Object node : nodes) {
            reader.node(Documents.map(node));
        }
        return reader.schema.schema("at least one model with columns");
    }

    private void node(Map<String, Object> node) {
        String name = Documents.text(node, "name");
        if (name.isBlank()) {
            throw new InputException(source, "", "expected a name for every model");
        }
        TableDraft table = new TableDraft(name);
        for (Object item : Documents.list(node.get("columns"))) {
            column(table, Documents.map(item));
        }
        if (table.columns.isEmpty()) {
            schema.note("model " + name + " has no columns");
            return;
        }
        for (Object item : Documents.list(node.get("columns"))) {
            Map<String, Object> column = Documents.map(item);
            tests(table, Documents.text(column, "name"), column);
        }
        tests(table, "", node);
        schema.add(table, "model " + name);
    }

    private void column(TableDraft table, Map<String, Object> column) {
        String name = Documents.text(column, "name");
        String type = Documents.text(column, "data_type");
        if (name.isBlank()) {
            throw new InputException(source, "model " + table.name, "expected a name for every column");
        }
        if (type.isEmpty()) {
            String text = column.toString().toLowerCase(Locale.ROOT);
            type = text.contains("accepted_range") || text.contains("quote=false") ? "bigint" : "varchar";
            if (!text.contains("relationships") && !text.contains("accepted_values")) {
                schema.note("column " + table.name + "." + name + " has no data_type and is generated as " + type);
            }
        }
        table.column(name, SqlTypes.of(type, table.name + "." + name, schema.notes()), true);
    }

    private void tests(TableDraft table, String column, Map<String, Object> owner) {
        for (String section : List.of("tests", "data_tests", "constraints")) {
            for (Object item : Documents.list(owner.get(section))) {
                Map<String, Object> test = Documents.map(item);
                if (section.equals("constraints")) {
                    constraint(table, column, test);
                } else if (test.isEmpty()) {
                    test(table, column, String.valueOf(item), Map.of());
                } else {
                    String name = test.keySet().iterator().next();
                    Map<String, Object> arguments = new LinkedHashMap<>(Documents.map(test.get(name)));
                    arguments.putAll(Documents.map(arguments.get("arguments")));
                    arguments.putAll(Documents.map(arguments.get("config")));
                    test(table, column, name, arguments);
                }
            }
        }
    }

    private void test(TableDraft table, String column, String name, Map<String, Object> arguments) {
        String place = table.name + (column.isEmpty() ? "" : "." + column);
        if (arguments.containsKey("where")) {
            schema.note("test " + name + " of " + place + " holds for some rows alone and is not taken over");
            return;
        }
        String plain = name.substring(name.lastIndexOf('.') + 1);
        switch (plain) {
            case "not_null" -> table.notNull(column);
            case "unique" -> table.unique.add(List.of(column));
            case "accepted_values" ->
                narrow(
                        place,
                        plain,
                        () -> table.narrow(
                                column,
                                type -> Narrowing.oneOf(
                                        type,
                                        Documents.list(arguments.get("values")).stream()
                                                .map(String::valueOf)
                                                .toList())));
            case "accepted_range" -> {
                boolean strict = "false".equals(Documents.text(arguments, "inclusive"));
                String min = Documents.text(arguments, "min_value");
                String max = Documents.text(arguments, "max_value");
                narrow(place, plain, () -> {
                    if (!min.isEmpty()) {
                        table.narrow(column, type -> Narrowing.atLeast(type, min, strict));
                    }
                    if (!max.isEmpty()) {
                        table.narrow(column, type -> Narrowing.atMost(type, max, strict));
                    }
                });
            }
            case "relationships" ->
                table.references.add(new ForeignKey(
                        List.of(column),
                        target(Documents.text(arguments, "to")),
                        List.of(Documents.text(arguments, "field"))));
            case "unique_combination_of_columns" ->
                table.unique.add(Documents.list(arguments.get("combination_of_columns")).stream()
                        .map(String::valueOf)
                        .toList());
            default -> schema.note("test " + name + " of " + place + " is not taken over");
        }
    }

    private void narrow(String place, String test, Runnable narrowing) {
        try {
            narrowing.run();
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            if (why.contains("have no") || why.contains("expected a")) {
                schema.note("test " + test + " of " + place + " is not taken over: " + why);
            } else {
                throw new InputException(source, place, test + " leaves no value: " + why, e);
            }
        }
    }

    private void constraint(TableDraft table, String column, Map<String, Object> constraint) {
        List<String> columns = new ArrayList<>(Documents.list(constraint.get("columns")).stream()
                .map(String::valueOf)
                .toList());
        if (columns.isEmpty() && !column.isEmpty()) {
            columns.add(column);
        }
        switch (Documents.text(constraint, "type")) {
            case "not_null" -> columns.forEach(table::notNull);
            case "unique" -> table.unique.add(List.copyOf(columns));
            case "primary_key" -> {
                table.primaryKey.clear();
                table.primaryKey.addAll(columns);
            }
            case "foreign_key" -> {
                List<String> referenced = Documents.list(constraint.get("to_columns")).stream()
                        .map(String::valueOf)
                        .toList();
                table.references.add(new ForeignKey(
                        columns,
                        target(Documents.text(constraint, "to")),
                        referenced.isEmpty() ? columns.stream().map(c -> "").toList() : referenced));
            }
            case "check" ->
                new SqlChecks(source, table, schema.notes()).apply(Documents.text(constraint, "expression"));
            default -> schema.note("constraint " + constraint + " of " + table.name + " is not taken over");
        }
    }

    /** The model that {@code ref('model')}, {@code source('a', 'table')} or a plain name means. */
    private static String target(String to) {
        Matcher call = NAME.matcher(to);
        String inner = call.find() ? call.group(1) : to;
        String last = inner.substring(inner.lastIndexOf(',') + 1);
        return last.replaceAll("['\"\\s]", "");
    }
}
