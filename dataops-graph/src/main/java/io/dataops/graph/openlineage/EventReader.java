package io.dataops.graph.openlineage;

import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.json.JsonInput;
import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageEdge;
import io.dataops.graph.lineage.LineageKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes events apart and puts what belongs to one job together. */
final class EventReader {
    static final String KIND = "an OpenLineage event";

    final Map<String, JobParts> jobs = new LinkedHashMap<>();
    final Map<String, String> jobOfRun = new LinkedHashMap<>();
    final Map<String, Set<String>> columns = new LinkedHashMap<>();
    final List<LineageEdge> edges = new ArrayList<>();
    final Set<LineageEdge> untyped = new LinkedHashSet<>();
    final Set<String> described = new LinkedHashSet<>();
    final DatasetNames names = new DatasetNames();
    final Map<String, Set<String>> shortNames = new LinkedHashMap<>();
    final List<Defect> defects = new ArrayList<>();
    int events;

    /** What is known of a job so far. */
    static final class JobParts {
        final Set<String> inputs = new LinkedHashSet<>();
        final Set<String> outputs = new LinkedHashSet<>();
        final List<LineageEdge> edges = new ArrayList<>();
        String sql = "";
        String parent = "";
    }

    private record Field(String namespace, String name, String column, List<LineageKind> kinds) {}

    void document(JsonInput in) throws IOException {
        if (in.isArray()) {
            in.elements(this::event);
        } else {
            event(in);
        }
    }

    private void event(JsonInput in) throws IOException {
        if (!in.isObject()) {
            throw in.fail("is not " + KIND + ": expected an object with job or dataset");
        }
        String[] job = {""};
        String[] run = {""};
        boolean[] dataset = {false};
        JobParts parts = new JobParts();
        in.fields(field -> {
            switch (field) {
                case "job" -> job[0] = job(in, parts);
                case "run" -> run[0] = run(in, parts);
                case "inputs" -> in.elements(i -> parts.inputs.add(dataset(i)));
                case "outputs" -> {
                    int known = edges.size();
                    in.elements(i -> parts.outputs.add(dataset(i)));
                    parts.edges.addAll(edges.subList(known, edges.size()));
                }
                case "dataset" -> dataset[0] = !dataset(in).isEmpty();
                default -> in.skip();
            }
        });
        parts.inputs.remove("");
        parts.outputs.remove("");
        if (job[0].isEmpty() && !dataset[0]) {
            throw in.fail("is not " + KIND + ": expected a job with a name, or a dataset");
        }
        events++;
        if (!job[0].isEmpty()) {
            merge(job[0], run[0], parts, in.source());
        }
    }

    /** Events of one run belong to the job that the first of them names. */
    private void merge(String job, String run, JobParts parts, String source) {
        String known = run.isEmpty() || run.contains("{{") ? job : jobOfRun.computeIfAbsent(run, r -> job);
        if (!known.equals(job)) {
            defects.add(new Defect(Kind.DUPLICATE_ASSET, source, "run " + run + " of " + known + " is also of " + job));
        }
        JobParts all = jobs.computeIfAbsent(job, j -> new JobParts());
        all.inputs.addAll(parts.inputs);
        all.outputs.addAll(parts.outputs);
        all.edges.addAll(parts.edges);
        all.sql = parts.sql.isEmpty() ? all.sql : parts.sql;
        all.parent = parts.parent.isEmpty() ? all.parent : parts.parent;
    }

    private String job(JsonInput in, JobParts parts) throws IOException {
        String[] id = {"", ""};
        if (!in.isObject()) {
            in.skip();
            return "";
        }
        in.fields(field -> {
            switch (field) {
                case "namespace" -> id[0] = in.text();
                case "name" -> id[1] = in.text();
                case "facets" -> facets(in, Map.of("sql", i -> i.field("query", query -> parts.sql = query.text())));
                default -> in.skip();
            }
        });
        template(id[1], in);
        return id[1].isBlank() ? "" : DatasetNames.id(id[0], id[1]);
    }

    private void template(String name, JsonInput in) {
        if (name.contains("{{")) {
            defects.add(new Defect(Kind.UNREADABLE_ENTRY, in.source(), "name is a template: " + name));
        }
    }

    private String run(JsonInput in, JobParts parts) throws IOException {
        String[] id = {""};
        if (!in.isObject()) {
            in.skip();
            return "";
        }
        in.fields(field -> {
            switch (field) {
                case "runId" -> id[0] = in.text();
                case "facets" ->
                    facets(
                            in,
                            Map.of(
                                    "parent",
                                    i -> i.fields(f -> {
                                        if (f.equals("job") && i.isObject()) {
                                            parts.parent = job(i, new JobParts());
                                        } else {
                                            i.skip();
                                        }
                                    })));
                default -> in.skip();
            }
        });
        return id[0];
    }

    private static void facets(JsonInput in, Map<String, JsonInput.Reading> wanted) throws IOException {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        in.fields(facet -> {
            JsonInput.Reading reading = wanted.get(facet);
            if (reading != null && in.isObject()) {
                reading.read(in);
            } else {
                in.skip();
            }
        });
    }

    private String dataset(JsonInput in) throws IOException {
        if (!in.isObject()) {
            in.skip();
            return "";
        }
        String[] id = {"", ""};
        Set<String> its = new LinkedHashSet<>();
        List<String> links = new ArrayList<>();
        Map<String, List<Field>> lineage = new LinkedHashMap<>();
        boolean[] facet = {false};
        in.fields(field -> {
            switch (field) {
                case "namespace" -> id[0] = in.text();
                case "name" -> id[1] = in.text();
                case "facets" ->
                    facets(
                            in,
                            Map.of(
                                    "schema", i -> schema(i, its),
                                    "symlinks", i -> symlinks(i, links),
                                    "columnLineage",
                                            i -> {
                                                facet[0] = true;
                                                columnLineage(i, lineage);
                                            }));
                default -> in.skip();
            }
        });
        if (id[1].isBlank()) {
            defects.add(new Defect(Kind.UNREADABLE_ENTRY, in.source(), "a dataset without a name"));
            return "";
        }
        template(id[1], in);
        String dataset = DatasetNames.id(id[0], id[1]);
        named(dataset, id[0], id[1]);
        links.forEach(link -> names.same(dataset, link));
        columns.computeIfAbsent(dataset, d -> new LinkedHashSet<>()).addAll(its);
        if (facet[0]) {
            described.add(dataset);
            lineage.forEach((column, fields) -> fields.forEach(f -> use(dataset, column, f)));
        }
        return dataset;
    }

    private void named(String id, String namespace, String name) {
        names.dataset(id);
        if (!namespace.isEmpty()) {
            shortNames.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(name);
        }
    }

    private void use(String dataset, String column, Field field) {
        String from = DatasetNames.id(field.namespace(), field.name());
        if (field.name().isBlank() || field.column().isBlank()) {
            defects.add(new Defect(Kind.UNREADABLE_ENTRY, dataset, "column lineage names no input column"));
            return;
        }
        named(from, field.namespace(), field.name());
        ColumnRef source = new ColumnRef(from, field.column());
        List<LineageKind> kinds = field.kinds().isEmpty() ? List.of(LineageKind.TRANSFORMATION) : field.kinds();
        for (LineageKind kind : kinds) {
            if (column.isEmpty() && kind.isDirect()) {
                defects.add(new Defect(Kind.UNREADABLE_ENTRY, dataset, kind + " use of " + source + " for no column"));
                continue;
            }
            Optional<String> to = column.isEmpty() ? Optional.empty() : Optional.of(column);
            LineageEdge edge = new LineageEdge(source, dataset, to, kind);
            edges.add(edge);
            if (field.kinds().isEmpty()) {
                untyped.add(edge);
            }
        }
    }

    private static void schema(JsonInput in, Set<String> columns) throws IOException {
        in.fields(field -> {
            if (field.equals("fields") && in.isArray()) {
                in.elements(e -> {
                    if (!e.isObject()) {
                        e.skip();
                        return;
                    }
                    e.fields(f -> {
                        if (f.equals("name")) {
                            String name = e.text();
                            if (!name.isBlank()) {
                                columns.add(name);
                            }
                        } else {
                            e.skip();
                        }
                    });
                });
            } else {
                in.skip();
            }
        });
    }

    private static void symlinks(JsonInput in, List<String> links) throws IOException {
        in.fields(field -> {
            if (field.equals("identifiers") && in.isArray()) {
                in.elements(e -> {
                    Field link = field(e);
                    if (!link.name().isBlank()) {
                        links.add(DatasetNames.id(link.namespace(), link.name()));
                    }
                });
            } else {
                in.skip();
            }
        });
    }

    private static void columnLineage(JsonInput in, Map<String, List<Field>> lineage) throws IOException {
        in.fields(field -> {
            if (field.equals("fields") && in.isObject()) {
                in.fields(column -> {
                    if (!in.isObject()) {
                        in.skip();
                        return;
                    }
                    in.fields(f -> {
                        if (f.equals("inputFields") && in.isArray()) {
                            in.elements(e -> lineage.computeIfAbsent(column, c -> new ArrayList<>())
                                    .add(field(e)));
                        } else {
                            in.skip();
                        }
                    });
                });
            } else if (field.equals("dataset") && in.isArray()) {
                in.elements(
                        e -> lineage.computeIfAbsent("", c -> new ArrayList<>()).add(field(e)));
            } else {
                in.skip();
            }
        });
    }

    private static Field field(JsonInput in) throws IOException {
        String[] parts = {"", "", ""};
        List<LineageKind> kinds = new ArrayList<>();
        if (!in.isObject()) {
            in.skip();
            return new Field("", "", "", kinds);
        }
        in.fields(field -> {
            switch (field) {
                case "namespace" -> parts[0] = in.text();
                case "name" -> parts[1] = in.text();
                case "field" -> parts[2] = in.text();
                case "transformations" -> {
                    if (in.isArray()) {
                        in.elements(e -> kinds.addAll(kind(e)));
                    } else {
                        in.skip();
                    }
                }
                default -> in.skip();
            }
        });
        return new Field(parts[0], parts[1], parts[2], kinds);
    }

    private static List<LineageKind> kind(JsonInput in) throws IOException {
        String[] parts = {"", ""};
        if (!in.isObject()) {
            in.skip();
            return List.of();
        }
        in.fields(field -> {
            switch (field) {
                case "type" -> parts[0] = in.text().toUpperCase(Locale.ROOT);
                case "subtype" -> parts[1] = in.text().toUpperCase(Locale.ROOT);
                default -> in.skip();
            }
        });
        boolean direct = parts[0].equals("DIRECT");
        for (LineageKind kind : LineageKind.values()) {
            if (kind.name().equals(parts[1]) && kind.isDirect() == direct) {
                return List.of(kind);
            }
        }
        return parts[0].equals("INDIRECT")
                ? List.of(LineageKind.CONDITIONAL)
                : direct ? List.of(LineageKind.TRANSFORMATION) : List.of();
    }
}
