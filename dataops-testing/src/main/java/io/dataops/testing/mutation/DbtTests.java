package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.RelationalSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The tests in the property files of a dbt project. */
final class DbtTests {
    private static final int ROWS = 30;

    private final String folder;
    private final DbtFixtures fixtures;
    private final List<String> notes;

    DbtTests(String folder, DbtFixtures fixtures, List<String> notes) {
        this.folder = folder;
        this.fixtures = fixtures;
        this.notes = notes;
    }

    static Map<String, Object> yaml(String source, String text) {
        try {
            return map(new Load(LoadSettings.builder().setLabel("yaml").build()).loadFromString(text));
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(m -> "line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
                    .orElse("");
            throw new InputException(source, place, "expected YAML: " + e.getProblem(), e);
        } catch (YamlEngineException | StackOverflowError e) {
            throw new InputException(source, "", "expected YAML: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> {
                if (v != null) {
                    out.put(String.valueOf(k), v);
                }
            });
        }
        return out;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    static Set<String> sources(Map<String, Object> root) {
        Set<String> out = new LinkedHashSet<>();
        for (Object group : list(root.get("sources"))) {
            for (Object table : list(map(group).get("tables"))) {
                out.add(text(map(table), "name"));
            }
        }
        return out;
    }

    /** Tests with fixtures of their own. */
    List<PipelineTest> unitTests(Map<String, Object> root) {
        List<PipelineTest> out = new ArrayList<>();
        for (Object item : list(root.get("unit_tests"))) {
            Map<String, Object> test = map(item);
            String name = text(test, "name");
            String model = text(test, "model");
            if (name.isEmpty() || model.isEmpty()) {
                throw new InputException(folder, "unit_tests", "expected a name and a model for every unit test");
            }
            Map<String, DbtFixture> given = new LinkedHashMap<>();
            for (Object input : list(test.get("given"))) {
                Map<String, Object> one = map(input);
                String call = text(one, "input");
                String relation = call.substring(call.lastIndexOf(',') + 1).replaceAll("^.*\\(|['\")\\s]", "");
                given.put(relation, fixtures.of(one, name));
            }
            DbtFixture wanted = fixtures.of(map(test.get("expect")), name);
            out.add(PipelineTest.of(name, run -> {
                Map<String, Relation> inputs = new LinkedHashMap<>();
                given.forEach((relation, fixture) -> inputs.put(relation, fixture.in(run)));
                Relation actual = run.result(model, inputs);
                Relation expected = wanted.like(run, actual);
                List<List<@Nullable Object>> shown = new ArrayList<>();
                for (List<@Nullable Object> row : actual.rows()) {
                    List<@Nullable Object> cells = new ArrayList<>();
                    expected.columns().forEach(c -> cells.add(row.get(actual.indexOf(c))));
                    shown.add(cells);
                }
                Relation compared = new Relation(expected.columns(), shown);
                if (!expected.isSameAs(compared)) {
                    throw new AssertionError(
                            "model " + model + " gives\n" + compared.text() + "\nand not\n" + expected.text());
                }
            }));
        }
        return out;
    }

    /** Tests of what models give for generated sources. */
    List<PipelineTest> schemaTests(Map<String, Object> root, RelationalSchema sources, Set<String> models) {
        List<PipelineTest> out = new ArrayList<>();
        Dataset data =
                Datasets.of(sources).rows(ROWS / 2, ROWS).edges(0).seed(1).generate();
        for (Object item : list(root.get("models"))) {
            Map<String, Object> model = map(item);
            String name = text(model, "name");
            for (Object entry : models.contains(name) ? list(model.get("columns")) : List.of()) {
                Map<String, Object> column = map(entry);
                for (String section : List.of("tests", "data_tests")) {
                    for (Object test : list(column.get(section))) {
                        schemaTest(out, data, name, text(column, "name"), test);
                    }
                }
            }
        }
        return out;
    }

    private void schemaTest(List<PipelineTest> out, Dataset data, String model, String column, Object declared) {
        Map<String, Object> shape = map(declared);
        String kind = shape.isEmpty()
                ? String.valueOf(declared)
                : shape.keySet().iterator().next();
        Map<String, Object> arguments = map(shape.get(kind));
        arguments.putAll(map(arguments.get("arguments")));
        String name = kind + " " + model + "." + column;
        switch (kind) {
            case "not_null" ->
                out.add(PipelineTest.checking(
                        name,
                        data,
                        model,
                        result -> holds(name, result.column(column).stream().noneMatch(v -> v == null))));
            case "unique" ->
                out.add(PipelineTest.checking(name, data, model, result -> {
                    Set<Object> seen = new HashSet<>();
                    holds(
                            name,
                            result.column(column).stream()
                                    .allMatch(v -> v == null || seen.add(Relation.comparable(v))));
                }));
            case "accepted_values" -> {
                Set<Object> accepted = new HashSet<>();
                list(arguments.get("values")).forEach(v -> accepted.add(Relation.comparable(v)));
                out.add(PipelineTest.checking(
                        name,
                        data,
                        model,
                        result -> holds(
                                name,
                                result.column(column).stream()
                                        .allMatch(v -> v == null || accepted.contains(Relation.comparable(v))))));
            }
            case "relationships" -> {
                String to = text(arguments, "to").replaceAll("^.*\\(|['\")\\s]", "");
                String field = text(arguments, "field");
                out.add(PipelineTest.of(name, run -> {
                    Set<Object> known = new HashSet<>();
                    run.result(to, data).column(field).forEach(v -> known.add(Relation.comparable(v)));
                    holds(
                            name,
                            run.result(model, data).column(column).stream()
                                    .allMatch(v -> v == null || known.contains(Relation.comparable(v))));
                }));
            }
            default -> notes.add("test " + name + " is not taken over");
        }
    }

    private static void holds(String name, boolean condition) {
        if (!condition) {
            throw new AssertionError("schema test " + name + " fails");
        }
    }
}
