package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import io.dataops.testing.property.DbtSchemas;
import io.dataops.testing.property.ForeignKey;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small dbt project as a pipeline with its tests: the models ({@code .sql}) under a folder, and from its property files
 * ({@code .yml}) the sources with their types and tests, the schema tests of models and the unit tests with their fixtures.
 *
 * <p>Of Jinja, {@code ref}, {@code source}, {@code config} and comments are understood; anything else is refused with its line.
 * Schema tests ({@code not_null}, {@code unique}, {@code accepted_values}, {@code relationships}) run on data generated from the
 * sources with a fixed seed, because fixtures of unit tests are partial. Fixtures are rows in YAML, CSV or SQL, inline or from
 * {@code tests/fixtures}; CSV takes the types of the columns. Needs {@code org.snakeyaml:snakeyaml-engine}, for CSV
 * {@code com.fasterxml.jackson.dataformat:jackson-dataformat-csv}, and {@code com.github.jsqlparser:jsqlparser} to run.
 *
 * <pre>{@code
 * DbtProject project = DbtProject.read(Path.of("shop"));
 * MutationReport report = Mutation.of(project.pipeline()).tests(project.tests()).run();
 * DbtProject.read(Path.of("empty"));   // InputException: empty: expected models (.sql) and sources (.yml)
 * }</pre>
 *
 * @param pipeline the models over the sources, in an order in which they can run
 * @param tests unit tests, then schema tests
 * @param notes what the project says and is not taken over, one line each
 */
public record DbtProject(Pipeline pipeline, List<PipelineTest> tests, List<String> notes) {
    private static final Pattern JINJA = Pattern.compile("\\{\\{(.*?)}}|\\{#.*?#}|\\{%.*?%}", Pattern.DOTALL);
    /** Folders of a project whose SQL is no model. */
    private static final List<String> OTHERS =
            List.of("tests", "macros", "analyses", "snapshots", "target", "dbt_packages", "dbt_internal_packages");

    private static final Pattern CALL = Pattern.compile("\\s*(ref|source|config)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

    /** Copies the lists. */
    public DbtProject {
        tests = List.copyOf(tests);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a project.
     *
     * @param folder the folder of the project, or that of its models
     * @return the project
     * @throws InputException if a file cannot be read, with its line
     */
    public static DbtProject read(Path folder) {
        MissingProviderException.require(
                DbtProject.class,
                "net.sf.jsqlparser.parser.CCJSqlParser",
                "SQL parser",
                "com.github.jsqlparser:jsqlparser");
        MissingProviderException.require(
                DbtProject.class, "org.snakeyaml.engine.v2.api.Load", "YAML parser", "org.snakeyaml:snakeyaml-engine");
        Map<String, String> models = new LinkedHashMap<>();
        Map<String, String> properties = new LinkedHashMap<>();
        Map<String, String> fixtures = new LinkedHashMap<>();
        Path beside = folder.resolveSibling("tests").resolve("fixtures");
        boolean alone = String.valueOf(folder.getFileName()).equals("models") && Files.isDirectory(beside);
        try {
            List<Path> files = new ArrayList<>(files(folder));
            if (alone) {
                files.addAll(files(beside));
            }
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean sql = name.endsWith(".sql");
                boolean fixture = file.getParent() != null && within(file, "fixtures");
                if (!(fixture && name.endsWith(".csv")) && !sql && !name.endsWith(".yml") && !name.endsWith(".yaml")) {
                    continue;
                }
                if (!fixture && OTHERS.stream().anyMatch(other -> within(folder.relativize(file), other))) {
                    continue;
                }
                if (Files.size(file) > 2_000_000) {
                    throw new InputException(file.toString(), "", "is larger than 2000000 bytes");
                }
                String text = DbtFixtures.plain(Files.readString(file));
                if (fixture) {
                    fixtures.put(name, text);
                } else if (sql) {
                    models.put(name.substring(0, name.length() - 4), compiled(file.toString(), text));
                } else if (!name.equals("dbt_project.yml")) {
                    properties.put(file.toString(), text);
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    folder.toString(), "", "cannot be read: " + e.getClass().getSimpleName(), e);
        }
        if (models.isEmpty() || properties.isEmpty()) {
            throw new InputException(folder.toString(), "", "expected models (.sql) and sources (.yml)");
        }
        return assembled(folder.toString(), models, properties, new DbtFixtures(folder.toString(), fixtures));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 20)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean within(Path file, String name) {
        for (Path part : file) {
            if (part.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A model as plain SQL. */
    static String compiled(String source, String text) {
        Matcher jinja = JINJA.matcher(text);
        StringBuilder out = new StringBuilder();
        while (jinja.find()) {
            String inside = jinja.group(1);
            Matcher call = CALL.matcher(inside == null ? "" : inside);
            String name = "";
            if (inside != null && call.matches()) {
                String[] arguments = call.group(2).split(",", -1);
                name = call.group(1).equals("config") ? "" : arguments[arguments.length - 1].replaceAll("['\"\\s]", "");
            } else if (!jinja.group().startsWith("{#")) {
                long line = text.substring(0, jinja.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
                throw new InputException(
                        source, "line " + line, "expected ref, source or config, found " + jinja.group());
            }
            jinja.appendReplacement(out, Matcher.quoteReplacement(name));
        }
        return jinja.appendTail(out).toString();
    }

    private static DbtProject assembled(
            String folder, Map<String, String> models, Map<String, String> properties, DbtFixtures fixtures) {
        List<TableSchema> tables = new ArrayList<>();
        Set<String> sources = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        List<PipelineTest> unit = new ArrayList<>();
        DbtTests tests = new DbtTests(folder, fixtures, notes);
        for (Map.Entry<String, String> file : properties.entrySet()) {
            Map<String, Object> root = DbtTests.yaml(file.getKey(), file.getValue());
            Set<String> own = DbtTests.sources(root);
            if (!own.isEmpty()) {
                var read = DbtSchemas.parse(file.getKey(), file.getValue());
                notes.addAll(read.notes().stream()
                        .filter(n -> own.stream()
                                .anyMatch(o -> Pattern.compile("(?<!\\w)" + Pattern.quote(o) + "(?!\\w)")
                                        .matcher(n)
                                        .find()))
                        .toList());
                read.schema().tables().stream()
                        .filter(t -> own.contains(t.name()))
                        .forEach(tables::add);
                sources.addAll(own);
            }
            unit.addAll(tests.unitTests(root));
        }
        if (tables.isEmpty()) {
            throw new InputException(folder, "", "expected sources with columns in a property file");
        }
        RelationalSchema schema =
                new RelationalSchema(tables.stream().map(t -> among(t, sources)).toList());
        Pipeline pipeline = ordered(folder, schema, models);
        List<PipelineTest> all = new ArrayList<>(unit);
        for (Map.Entry<String, String> file : properties.entrySet()) {
            all.addAll(tests.schemaTests(DbtTests.yaml(file.getKey(), file.getValue()), schema, models.keySet()));
        }
        return new DbtProject(pipeline, all, notes);
    }

    /** A source without references to what is none. */
    private static TableSchema among(TableSchema table, Set<String> sources) {
        List<ForeignKey> kept = table.foreignKeys().stream()
                .filter(fk -> sources.contains(fk.table()))
                .toList();
        return new TableSchema(
                table.name(), table.columns(), table.primaryKey(), table.uniqueKeys(), kept, table.orders());
    }

    private static Pipeline ordered(String folder, RelationalSchema schema, Map<String, String> models) {
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        models.forEach((name, sql) -> {
            Set<String> own = new HashSet<>(SqlText.words(new Step.Query(name, sql), models.keySet()));
            own.remove(name);
            reads.put(name, own);
        });
        Pipeline.Builder builder = Pipeline.over(schema);
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < models.size()) {
            String next = models.keySet().stream()
                    .filter(m -> !done.contains(m) && done.containsAll(reads.getOrDefault(m, Set.of())))
                    .findFirst()
                    .orElseThrow(() -> {
                        List<String> open = models.keySet().stream()
                                .filter(m -> !done.contains(m))
                                .toList();
                        return new InputException(folder, "", "the models " + open + " read each other in a circle");
                    });
            builder.step(next, models.getOrDefault(next, ""));
            done.add(next);
        }
        return builder.build();
    }
}
