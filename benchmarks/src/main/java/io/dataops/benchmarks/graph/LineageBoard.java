package io.dataops.benchmarks.graph;

import io.dataops.api.InputException;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.dbt.DbtCatalog;
import io.dataops.graph.dbt.DbtQueries;
import io.dataops.graph.dbt.DbtQuery;
import io.dataops.graph.lineage.LineageEdge;
import io.dataops.graph.openlineage.LineageJob;
import io.dataops.graph.openlineage.OpenLineage;
import io.dataops.graph.sql.SqlDialect;
import io.dataops.graph.sql.SqlLineage;
import io.dataops.graph.sql.StatementLineage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Column lineage from SQL beside the column facets that OpenLineage's own integrations wrote for the same job, and on the
 * compiled models of dbt manifests.
 *
 * <p>Columns that schema facets list are given to the reader where a statement needs them, as {@code *} does; expected-output
 * templates list some columns only. A job counts when its events carry both a statement and a facet. Tables compare by the last part of their names, and where
 * both sides read exactly one dataset, by being the one. Uses that concern all rows count for every written column that has a
 * source, because older facets write them so. A facet that does not say kinds compares as pairs of columns with those of our
 * uses that concern one column.
 */
public final class LineageBoard implements Board {

    @Override
    public String name() {
        return "lineage";
    }

    @Override
    public String question() {
        return "which columns are used for which, beside OpenLineage's column facets and on compiled dbt models";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        Counts direct = new Counts();
        Counts indirect = new Counts();
        int jobs = facets(options, out, direct, indirect);
        out.printf(Locale.ROOT, "%njobs with a statement and a facet: %d%n", jobs);
        direct.print("direct", out);
        indirect.print("indirect", out);
        List<DbtQueries> projects = new ArrayList<>();
        int[] dbt = models(options, out, projects);
        double speed = speed(projects, options.seconds() > 0 ? options.seconds() : 5);
        out.printf(Locale.ROOT, "%.0f statements a second of processor time, one thread%n", speed);
        Counts both = direct.and(indirect);
        return new Score()
                .put("precision", both.precision())
                .put("recall", both.recall())
                .put("direct_precision", direct.precision())
                .put("direct_recall", direct.recall())
                .put("indirect_precision", indirect.precision())
                .put("indirect_recall", indirect.recall())
                .put("jobs", jobs)
                .put("dbt_models", dbt[0])
                .put("dbt_resolved", dbt[0] == 0 ? 0 : (double) dbt[1] / dbt[0])
                .put("statements_per_s", speed);
    }

    private static final class Counts {
        private int found;
        private int right;
        private int expected;

        void add(Set<String> ours, Set<String> theirs) {
            found += ours.size();
            expected += theirs.size();
            right += (int) ours.stream().filter(theirs::contains).count();
        }

        Counts and(Counts other) {
            Counts sum = new Counts();
            sum.found = found + other.found;
            sum.right = right + other.right;
            sum.expected = expected + other.expected;
            return sum;
        }

        double precision() {
            return found == 0 ? 1 : (double) right / found;
        }

        double recall() {
            return expected == 0 ? 1 : (double) right / expected;
        }

        void print(String name, PrintStream out) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %3d expected, precision %.3f, recall %.3f%n",
                    name,
                    expected,
                    precision(),
                    recall());
        }
    }

    private static int facets(BoardOptions options, PrintStream out, Counts direct, Counts indirect)
            throws IOException {
        Map<String, ByteArrayOutputStream> scenarios = new TreeMap<>();
        int[] files = new int[3];
        DataFolder.each(options.data().resolve("graph/openlineage"), ".json", (name, bytes) -> {
            files[0]++;
            try {
                files[1] +=
                        OpenLineage.read(new ByteArrayInputStream(bytes), name).events();
                String scenario = name.replaceAll("/events.*", "");
                scenarios
                        .computeIfAbsent(scenario, s -> new ByteArrayOutputStream())
                        .writeBytes(bytes);
            } catch (InputException e) {
                files[2]++;
            }
        });
        out.printf(Locale.ROOT, "%d files, %d events, %d files refused as no events%n", files[0], files[1], files[2]);
        int jobs = 0;
        for (Map.Entry<String, ByteArrayOutputStream> scenario : scenarios.entrySet()) {
            OpenLineage events = OpenLineage.read(
                    new ByteArrayInputStream(scenario.getValue().toByteArray()), scenario.getKey());
            for (LineageJob job : events.jobs()) {
                List<LineageEdge> facet = job.lineage().edges();
                if (job.sql().isPresent() && !facet.isEmpty()) {
                    jobs++;
                    compare(scenario.getKey() + " " + job.id(), job.sql().get(), events, facet, out, direct, indirect);
                }
            }
        }
        return jobs;
    }

    private static void compare(
            String job,
            String sql,
            OpenLineage events,
            List<LineageEdge> facet,
            PrintStream out,
            Counts direct,
            Counts indirect) {
        Set<String> inputs = facet.stream().map(e -> e.from().table()).collect(Collectors.toSet());
        SqlLineage.Builder known = SqlLineage.builder();
        events.datasets().forEach((id, columns) -> {
            if (!columns.isEmpty()) {
                known.table(last(id), columns);
            }
        });
        StatementLineage ours;
        try {
            StatementLineage plain = SqlLineage.builder().build().of(sql);
            ours = plain.isResolved() ? plain : known.build().of(sql);
        } catch (InputException e) {
            out.printf("%s: %s%n", job, e.getMessage());
            direct.add(Set.of(), uses(facet, true, Optional.empty(), true));
            indirect.add(Set.of(), uses(facet, false, Optional.empty(), true));
            return;
        }
        Optional<String> one =
                inputs.size() == 1 && ours.sources().size() == 1 ? Optional.of("the one input") : Optional.empty();
        boolean typed = facet.stream().noneMatch(events.untyped()::contains);
        Set<String> oursDirect = uses(ours.lineage().edges(), true, one, typed);
        Set<String> theirsDirect = uses(facet, true, one, typed);
        Set<String> oursIndirect = typed ? uses(ours.lineage().edges(), false, one, true) : Set.of();
        Set<String> theirsIndirect = typed ? uses(facet, false, one, true) : Set.of();
        direct.add(oursDirect, theirsDirect);
        indirect.add(oursIndirect, theirsIndirect);
        Set<String> differ = new LinkedHashSet<>();
        difference(oursDirect, theirsDirect, "too much", differ);
        difference(oursIndirect, theirsIndirect, "too much", differ);
        difference(theirsDirect, oursDirect, "missing", differ);
        difference(theirsIndirect, oursIndirect, "missing", differ);
        out.printf(
                "%s: %d uses%s%s%s%n",
                job,
                theirsDirect.size() + theirsIndirect.size(),
                typed ? "" : " (kinds not said)",
                differ.isEmpty() ? ", the same" : " " + differ,
                ours.isResolved() ? "" : " unresolved: " + ours.unresolved());
    }

    private static void difference(Set<String> some, Set<String> others, String word, Set<String> into) {
        some.stream().filter(u -> !others.contains(u)).forEach(u -> into.add(word + ": " + u));
    }

    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1)
                .toLowerCase(Locale.ROOT);
    }

    private static Set<String> uses(List<LineageEdge> edges, boolean direct, Optional<String> one, boolean typed) {
        Set<String> written = new LinkedHashSet<>();
        edges.stream()
                .filter(e -> e.kind().isDirect())
                .forEach(e -> e.toColumn().ifPresent(written::add));
        Set<String> uses = new HashSet<>();
        for (LineageEdge e : edges) {
            String from =
                    one.orElseGet(() -> last(e.from().table())) + "." + e.from().column();
            if (!typed) {
                e.toColumn().ifPresent(to -> uses.add((from + " -> " + to).toLowerCase(Locale.ROOT)));
            } else if (e.kind().isDirect() == direct) {
                Set<String> columns = e.toColumn().map(Set::of).orElse(written);
                columns.forEach(to -> uses.add((from + " -> " + to + " " + e.kind()).toLowerCase(Locale.ROOT)));
            }
        }
        return uses;
    }

    private static int[] models(BoardOptions options, PrintStream out, List<DbtQueries> projects) throws IOException {
        int[] counts = new int[2];
        Map<String, Integer> reasons = new TreeMap<>();
        DataFolder.each(options.data().resolve("graph/dbt"), ".json", (name, bytes) -> {
            DbtQueries queries;
            try {
                queries = DbtQueries.read(new ByteArrayInputStream(bytes), name);
            } catch (InputException e) {
                out.println(e.getMessage());
                return;
            }
            projects.add(queries);
            Map<String, StatementLineage> all = queries.lineage(SqlDialect.BACKSLASH_ESCAPES, new DbtCatalog(Map.of()));
            int resolved = (int)
                    all.values().stream().filter(StatementLineage::isResolved).count();
            counts[0] += all.size();
            counts[1] += resolved;
            all.values().stream().filter(l -> !l.isResolved()).forEach(l -> reasons.merge(reason(l), 1, Integer::sum));
            if (!all.isEmpty() && !name.contains("bouncer")) {
                out.printf(Locale.ROOT, "%-70s %3d of %3d resolved%n", name, resolved, all.size());
            }
        });
        out.printf(
                Locale.ROOT,
                "compiled dbt models: %d, fully resolved %d; the rest by first reason:%n",
                counts[0],
                counts[1]);
        reasons.forEach((reason, n) -> out.printf(Locale.ROOT, "  %4d %s%n", n, reason));
        return counts;
    }

    private static String reason(StatementLineage lineage) {
        String first = lineage.unresolved().get(0).reason();
        String general = first.contains("cannot be parsed")
                ? "cannot be parsed: "
                        + first.replaceAll(".*Encountered: *", "").replaceAll(", at line.*", "")
                : first.replaceAll("(columns? (of )?)[^ ]+", "$1…").replaceAll("has a column .*", "has the column");
        return general.substring(0, Math.min(120, general.length()));
    }

    /** By processor time of the thread, which other programs on the machine disturb less than time on the wall. */
    private static double speed(List<DbtQueries> projects, double seconds) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (DbtQueries project : projects) {
            for (DbtQuery query : project.all()) {
                if (!query.sql().isBlank()) {
                    texts.put("q" + texts.size(), query.sql());
                }
            }
        }
        if (texts.isEmpty()) {
            return 0;
        }
        SqlLineage sql =
                SqlLineage.builder().dialect(SqlDialect.BACKSLASH_ESCAPES).build();
        double best = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int edges = sql.project(texts).values().stream()
                    .mapToInt(l -> l.lineage().edges().size())
                    .sum();
            if (edges < 0) {
                throw new IllegalStateException();
            }
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            best = Math.max(best, texts.size() / (used / 1e9));
        } while (System.nanoTime() < end);
        return best;
    }
}
