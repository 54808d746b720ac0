package io.dataops.graph.airflow;

import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.api.MissingProviderException;
import io.dataops.graph.Asset;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import io.dataops.graph.ImportReport;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * DAGs that are declared in YAML: a mapping from the name of a DAG to its settings, with or without tasks, as DAG factories read
 * it. Tasks are a mapping from name to settings or a list of settings with {@code task_id}; {@code dependencies} names the tasks
 * that come before. Needs org.snakeyaml:snakeyaml-engine on the class path. Immutable.
 *
 * <pre>{@code
 * DagFile file = DagFile.read(Path.of("dags.yaml"));
 * file.dags().get(0).schedule();   // Optional[0 3 * * *]
 * DagFile.parse("a: [", "dags.yaml");   // InputException: dags.yaml at line 1 column 5: …
 * }</pre>
 */
public final class DagFile {
    private static final int MAX_LENGTH = 64 << 20;

    private final List<Dag> dags;
    private final ImportReport report;

    /**
     * A DAG.
     *
     * @param name its name
     * @param schedule when it runs, as it is written
     * @param owner who owns it
     * @param tags its tags
     * @param tasks for each task, the tasks that come before
     */
    public record Dag(
            String name,
            Optional<String> schedule,
            Optional<String> owner,
            Set<String> tags,
            Map<String, List<String>> tasks) {

        /** Copies the collections. */
        public Dag {
            tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
            tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
        }
    }

    private DagFile(List<Dag> dags, ImportReport report) {
        this.dags = List.copyOf(dags);
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @param file YAML in UTF-8
     * @return its DAGs
     * @throws InputException if it cannot be read, is not YAML or is no mapping of DAGs
     */
    public static DagFile read(Path file) {
        MissingProviderException.require(
                DagFile.class, "org.snakeyaml.engine.v2.api.Load", "YAML parser", "org.snakeyaml:snakeyaml-engine");
        try {
            if (Files.size(file) > MAX_LENGTH) {
                throw new InputException(file.toString(), "", "is longer than " + MAX_LENGTH + " bytes");
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "cannot be read: " + e, e);
        }
    }

    /**
     * Reads a text.
     *
     * @param yaml the text
     * @param name what to call it in messages
     * @return its DAGs
     * @throws InputException if it is not YAML or is no mapping of DAGs
     */
    public static DagFile parse(String yaml, String name) {
        MissingProviderException.require(
                DagFile.class, "org.snakeyaml.engine.v2.api.Load", "YAML parser", "org.snakeyaml:snakeyaml-engine");
        Object root = Yaml.read(yaml, name);
        if (!(root instanceof Map<?, ?> map) || map.isEmpty()) {
            throw new InputException(name, "", "expected a mapping from the names of DAGs to their settings");
        }
        return of(map, name);
    }

    private static DagFile of(Map<?, ?> map, String name) {
        List<Defect> defects = new ArrayList<>();
        List<Dag> dags = new ArrayList<>();
        Map<?, ?> defaults = map.get("default") instanceof Map<?, ?> d ? d : Map.of();
        map.forEach((key, value) -> {
            String dag = scalar(key);
            if (dag.equals("default")) {
                return;
            }
            if (dag.isBlank() || !(value instanceof Map<?, ?> settings)) {
                defects.add(new Defect(Kind.UNREADABLE_ENTRY, dag, "a DAG must have a name and settings"));
                return;
            }
            dags.add(dag(dag, settings, defaults, defects));
        });
        if (dags.isEmpty()) {
            throw new InputException(name, "", "expected a mapping from the names of DAGs to their settings");
        }
        return new DagFile(dags, new ImportReport(name, defects));
    }

    private static Dag dag(String name, Map<?, ?> settings, Map<?, ?> defaults, List<Defect> defects) {
        Map<?, ?> arguments = settings.get("default_args") instanceof Map<?, ?> a ? a : Map.of();
        Map<?, ?> fallback = defaults.get("default_args") instanceof Map<?, ?> a ? a : Map.of();
        Set<String> tags = new LinkedHashSet<>();
        if (settings.get("tags") instanceof List<?> list) {
            list.forEach(t -> tags.add(scalar(t)));
        }
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        Object given = settings.get("tasks");
        if (given instanceof Map<?, ?> map) {
            map.forEach((task, s) -> task(name, scalar(task), s, tasks, defects));
        } else if (given instanceof List<?> list) {
            for (Object s : list) {
                Object id = s instanceof Map<?, ?> m ? m.get("task_id") : null;
                task(name, scalar(id), s, tasks, defects);
            }
        }
        tasks.replaceAll((task, before) -> checked(name, task, before, tasks, defects));
        return new Dag(
                name,
                text(settings, "schedule", "schedule_interval")
                        .or(() -> text(defaults, "schedule", "schedule_interval")),
                text(arguments, "owner", "owners").or(() -> text(fallback, "owner", "owners")),
                tags,
                tasks);
    }

    private static Optional<String> text(Map<?, ?> map, String name, String other) {
        Object value = map.containsKey(name) ? map.get(name) : map.get(other);
        return Optional.of(scalar(value)).filter(v -> !v.isEmpty());
    }

    /** The text of a scalar; collections, which may contain themselves, and null are empty. */
    private static String scalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    private static void task(
            String dag, String task, Object settings, Map<String, List<String>> tasks, List<Defect> defects) {
        if (task.isBlank() || !(settings instanceof Map<?, ?> map)) {
            defects.add(new Defect(Kind.UNREADABLE_ENTRY, dag, "a task must have a name and settings"));
            return;
        }
        List<String> before = new ArrayList<>();
        if (map.get("dependencies") instanceof List<?> list) {
            list.forEach(d -> before.add(scalar(d)));
        }
        if (tasks.putIfAbsent(task, before) != null) {
            defects.add(new Defect(Kind.DUPLICATE_ASSET, dag, task));
        }
    }

    private static List<String> checked(
            String dag, String task, List<String> before, Map<String, List<String>> tasks, List<Defect> defects) {
        List<String> kept = new ArrayList<>();
        for (String other : before) {
            Kind defect = kept.contains(other)
                    ? Kind.DUPLICATE_REFERENCE
                    : other.equals(task) ? Kind.SELF_REFERENCE : Kind.DANGLING_REFERENCE;
            if (kept.contains(other) || other.equals(task) || !tasks.containsKey(other)) {
                defects.add(new Defect(defect, dag + "." + task, other));
            } else {
                kept.add(other);
            }
        }
        return List.copyOf(kept);
    }

    /**
     * Returns this if it has no defects.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public DagFile strict() {
        report.refuseDefects();
        return this;
    }

    /**
     * Returns the DAGs.
     *
     * @return all of them, in the order of the file
     */
    public List<Dag> dags() {
        return dags;
    }

    /**
     * Returns what was left out.
     *
     * @return the report
     */
    public ImportReport report() {
        return report;
    }

    /**
     * Returns the graph of tasks, called {@code dag.task}, and DAGs, which depend on their tasks.
     *
     * @return the graph
     */
    public DependencyGraph graph() {
        GraphBuilder builder = DependencyGraph.builder();
        for (Dag dag : dags) {
            builder.asset(new Asset(dag.name(), Layer.CODE, "dag", Set.of()));
        }
        for (Dag dag : dags) {
            dag.tasks().keySet().forEach(t -> {
                String id = dag.name() + "." + t;
                if (!builder.contains(id)) {
                    builder.asset(new Asset(id, Layer.CODE, "task", Set.of(t)));
                }
                builder.edge(id, dag.name());
            });
            dag.tasks()
                    .forEach((task, before) ->
                            before.forEach(b -> builder.edge(dag.name() + "." + b, dag.name() + "." + task)));
        }
        return builder.build();
    }

    /** The parser, apart, so that this class can say what is missing where the parser is. */
    private static final class Yaml {
        private Yaml() {}

        static @Nullable Object read(String yaml, String name) {
            try {
                return new Load(LoadSettings.builder()
                                .setLabel(name)
                                .setCodePointLimit(MAX_LENGTH)
                                .setMaxAliasesForCollections(50)
                                .setAllowDuplicateKeys(false)
                                .setAllowRecursiveKeys(false)
                                .build())
                        .loadFromString(yaml);
            } catch (MarkedYamlEngineException e) {
                String place = e.getProblemMark()
                        .map(m -> "line " + (m.getLine() + 1) + " column " + (m.getColumn() + 1))
                        .orElse("");
                throw new InputException(name, place, "expected YAML, but " + e.getProblem(), e);
            } catch (YamlEngineException | ClassCastException | IllegalArgumentException e) {
                throw new InputException(name, "", "expected YAML, but " + e.getMessage(), e);
            } catch (StackOverflowError e) {
                throw new InputException(name, "", "is nested too deeply", e);
            }
        }
    }
}
