package io.dataops.graph.dbt;

import io.dataops.api.InputException;
import io.dataops.api.ProgressListener;
import io.dataops.graph.ImportReport;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.json.DbtArtifact;
import io.dataops.graph.json.JsonInput;
import io.dataops.graph.sql.SqlDialect;
import io.dataops.graph.sql.SqlLineage;
import io.dataops.graph.sql.StatementLineage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The compiled queries of a dbt manifest, and the column lineage in them. Keeps the queries of models and snapshots and of
 * nothing else. Needs com.github.jsqlparser:jsqlparser for the lineage.
 *
 * <pre>{@code
 * DbtQueries queries = DbtQueries.read(Path.of("target/manifest.json"));
 * queries.lineage(SqlDialect.BACKSLASH_ESCAPES, new DbtCatalog(Map.of())).get("model.shop.orders").explain();
 * DbtQueries.read(Path.of("target/catalog.json"));   // InputException: … is not a dbt manifest …
 * }</pre>
 */
public final class DbtQueries {
    private final List<DbtQuery> queries;
    private final Map<String, String> relations;
    private final ImportReport report;

    private DbtQueries(List<DbtQuery> queries, Map<String, String> relations, ImportReport report) {
        this.queries = List.copyOf(queries);
        this.relations = relations;
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @param file the manifest
     * @return its queries, each after those that it reads
     * @throws InputException if the file cannot be read, is not JSON or is not a dbt manifest
     */
    public static DbtQueries read(Path file) {
        return read(file, ProgressListener.silent());
    }

    /**
     * Reads a file and tells how far it is.
     *
     * @param file the manifest
     * @param progress is told how many bytes were read
     * @return its queries, each after those that it reads
     * @throws InputException if the file cannot be read, is not JSON or is not a dbt manifest
     */
    public static DbtQueries read(Path file, ProgressListener progress) {
        Reading reading = new Reading();
        reading.artifact.read(file, progress);
        return reading.finish(file.toString());
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in the manifest
     * @param name what to call it in messages
     * @return its queries, each after those that it reads
     * @throws InputException if the stream cannot be read, is not JSON or is not a dbt manifest
     */
    public static DbtQueries read(InputStream in, String name) {
        Reading reading = new Reading();
        reading.artifact.read(in, name);
        return reading.finish(name);
    }

    /**
     * Returns this if every model has its query and what it reads.
     *
     * @return this
     * @throws InputException naming the first defect
     */
    public DbtQueries strict() {
        report.refuseDefects();
        return this;
    }

    /**
     * Returns what is missing: models without compiled text, references to nodes that the manifest does not describe.
     *
     * @return the report
     */
    public ImportReport report() {
        return report;
    }

    /**
     * Returns the queries.
     *
     * @return each after those that it reads, except within cycles; without text where the manifest was not compiled
     */
    public List<DbtQuery> all() {
        return queries;
    }

    /**
     * Analyses the queries that have text. Tables go by the identifiers of their nodes.
     *
     * @param dialect whose SQL it is
     * @param catalog the columns that are known; may be without any
     * @return lineage by identifier of the node; a query that cannot be parsed says why and stops no other
     */
    public Map<String, StatementLineage> lineage(SqlDialect dialect, DbtCatalog catalog) {
        SqlLineage.Builder sql = SqlLineage.builder().dialect(dialect);
        relations.forEach((id, relation) -> {
            Map<String, String> columns = catalog.columns().getOrDefault(id, Map.of());
            if (!columns.isEmpty()) {
                sql.table(relation, List.copyOf(columns.keySet()));
            }
        });
        Map<String, String> texts = new LinkedHashMap<>();
        queries.stream().filter(q -> !q.sql().isBlank()).forEach(q -> texts.put(q.relation(), q.sql()));
        Map<String, String> ids = new HashMap<>();
        relations.forEach((id, relation) -> ids.putIfAbsent(relation, id));
        Map<String, StatementLineage> all = new LinkedHashMap<>();
        sql.build()
                .project(texts)
                .forEach((relation, lineage) -> all.put(
                        ids.getOrDefault(relation, relation), lineage.renamed(name -> ids.getOrDefault(name, name))));
        return all;
    }

    private static final class Reading {
        private final Map<String, DbtQuery> queries = new LinkedHashMap<>();
        private final Map<String, String> relations = new LinkedHashMap<>();
        private final DbtArtifact artifact = new DbtArtifact("manifest", Set.of("nodes", "sources"), this::node);

        private void node(JsonInput in, String section, String id) throws IOException {
            Map<String, String> text = new HashMap<>();
            List<String> dependsOn = new ArrayList<>();
            in.fields(field -> {
                switch (field) {
                    case "resource_type",
                            "relation_name",
                            "compiled_code",
                            "compiled_sql",
                            "database",
                            "schema",
                            "alias",
                            "name",
                            "identifier" -> text.put(field, in.text());
                    case "depends_on" ->
                        in.fields(f -> {
                            if (f.equals("nodes") && in.isArray()) {
                                in.elements(e -> dependsOn.add(e.text()));
                            } else {
                                in.skip();
                            }
                        });
                    default -> in.skip();
                }
            });
            String type = text.getOrDefault("resource_type", "");
            String relation = relation(text);
            relations.put(id, relation);
            if (type.equals("model") || type.equals("snapshot")) {
                String sql = text.getOrDefault("compiled_code", text.getOrDefault("compiled_sql", ""));
                queries.put(id, new DbtQuery(id, relation, sql, dependsOn));
            }
        }

        private static String relation(Map<String, String> text) {
            String given = text.getOrDefault("relation_name", "");
            if (!given.isBlank()) {
                return given.replaceAll("[\"`\\[\\]]", "");
            }
            String last = text.getOrDefault("identifier", "");
            last = last.isBlank() ? text.getOrDefault("alias", "") : last;
            last = last.isBlank() ? text.getOrDefault("name", "") : last;
            StringBuilder name = new StringBuilder();
            for (String part : List.of(text.getOrDefault("database", ""), text.getOrDefault("schema", ""), last)) {
                if (!part.isBlank()) {
                    name.append(name.isEmpty() ? "" : ".").append(part);
                }
            }
            return name.toString();
        }

        DbtQueries finish(String source) {
            List<Defect> defects = new ArrayList<>();
            for (DbtQuery query : queries.values()) {
                if (query.sql().isBlank()) {
                    defects.add(new Defect(
                            Kind.UNREADABLE_ENTRY, query.id(), "has no compiled text. Maybe run dbt compile"));
                }
                for (String read : query.dependsOn()) {
                    if (!relations.containsKey(read)) {
                        defects.add(new Defect(Kind.DANGLING_REFERENCE, query.id(), read));
                    }
                }
            }
            return new DbtQueries(ordered(), Collections.unmodifiableMap(relations), new ImportReport(source, defects));
        }

        private List<String> reads(String id) {
            DbtQuery query = queries.get(id);
            return query == null ? List.of() : query.dependsOn();
        }

        /** Depth first along what is read, with a stack of its own. */
        private List<DbtQuery> ordered() {
            Set<String> done = new LinkedHashSet<>();
            Set<String> entered = new LinkedHashSet<>();
            ArrayDeque<String> stack = new ArrayDeque<>();
            for (String start : queries.keySet()) {
                stack.push(start);
                while (!stack.isEmpty()) {
                    String at = stack.peek();
                    if (entered.add(at)) {
                        reads(at).stream()
                                .filter(queries::containsKey)
                                .filter(id -> !entered.contains(id))
                                .forEach(stack::push);
                    } else {
                        stack.pop();
                        done.add(at);
                    }
                }
            }
            return done.stream().map(queries::get).toList();
        }
    }
}
