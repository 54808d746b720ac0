package io.dataops.benchmarks.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataops.api.InputException;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.ImportReport;
import io.dataops.graph.airflow.DagFile;
import io.dataops.graph.dbt.DbtManifest;
import io.dataops.graph.openlineage.OpenLineage;
import io.dataops.graph.schema.SchemaFiles;
import io.dataops.graph.terraform.Terraform;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Every artefact in the folder read by the reader of its kind, and by no other; and a generated manifest of 300 MB, in which most
 * is SQL and documentation as in real ones, read beside Jackson's tree: heap that the result holds, and megabytes a second.
 */
public final class ImportBoard implements Board {
    private static final int MODELS = 15_000;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String question() {
        return "artefacts of other tools read without an error; heap and speed on a manifest of 300 MB beside Jackson's tree";
    }

    /** What became of the files of a kind. */
    private static final class Counts {
        private int read;
        private int refused;
        private int assets;
        private int dependencies;
        private final Map<ImportReport.Kind, Integer> defects = new TreeMap<>();

        void add(DependencyGraph graph, ImportReport report) {
            read++;
            assets += graph.assets().size();
            dependencies += graph.dependencies().size();
            report.defects().forEach(d -> defects.merge(d.kind(), 1, Integer::sum));
        }
    }

    private int escaped;

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        Path graph = options.data().resolve("graph");
        Map<String, Counts> all = new TreeMap<>();
        each(graph.resolve("dbt"), ".json", "dbt manifest", all, out, (name, bytes, counts) -> {
            DbtManifest m = DbtManifest.read(new ByteArrayInputStream(bytes), name);
            counts.add(m.graph(), m.report());
        });
        each(graph.resolve("openlineage"), ".json", "OpenLineage", all, out, (name, bytes, counts) -> {
            OpenLineage e = OpenLineage.read(new ByteArrayInputStream(bytes), name);
            counts.add(e.graph(), e.report());
        });
        each(graph.resolve("terraform"), ".json", "Terraform", all, out, (name, bytes, counts) -> {
            Terraform t = Terraform.read(new ByteArrayInputStream(bytes), name);
            counts.add(t.graph(), t.report());
        });
        each(graph.resolve("airflow"), ".yaml", "Airflow", all, out, (name, bytes, counts) -> {
            DagFile d = DagFile.parse(new String(bytes, StandardCharsets.UTF_8), name);
            counts.add(d.graph(), d.report());
        });
        Path schemas = Files.createTempDirectory("schemas");
        for (String ending : new String[] {".avsc", ".avpr"}) {
            each(graph.resolve("avro"), ending, "Avro", all, out, (name, bytes, counts) -> {
                SchemaFiles files = SchemaFiles.avro(Files.write(schemas.resolve("schema" + ending), bytes));
                counts.add(files.graph(), files.report());
            });
        }
        out.printf(Locale.ROOT, "%n%-14s %6s %8s %8s %13s  defects%n", "", "read", "refused", "assets", "dependencies");
        int read = 0;
        int refused = 0;
        for (Map.Entry<String, Counts> e : all.entrySet()) {
            Counts c = e.getValue();
            read += c.read;
            refused += c.refused;
            out.printf(
                    Locale.ROOT,
                    "%-14s %6d %8d %8d %13d  %s%n",
                    e.getKey(),
                    c.read,
                    c.refused,
                    c.assets,
                    c.dependencies,
                    c.defects);
        }
        double[] large = large(out, options.seconds());
        return new Score()
                .put("files_read", (long) read)
                .put("files_refused", (long) refused)
                .put("escaped", (long) escaped)
                .put("heap_vs_tree", large[0])
                .put("mb_per_s", large[1])
                .put("mb_per_s_tree", large[2]);
    }

    /** Reads one file and counts it. */
    @FunctionalInterface
    private interface Reading {
        void of(String name, byte[] content, Counts counts) throws IOException;
    }

    private void each(
            Path folder, String ending, String kind, Map<String, Counts> all, PrintStream out, Reading reading)
            throws IOException {
        Counts counts = all.computeIfAbsent(kind, k -> new Counts());
        DataFolder.each(folder, ending, (name, bytes) -> {
            try {
                reading.of(name, bytes, counts);
            } catch (InputException e) {
                counts.refused++;
                if (!kind.equals("OpenLineage")) {
                    out.println(e.getMessage());
                }
            } catch (RuntimeException | StackOverflowError e) {
                escaped++;
                out.println("ESCAPED from " + name + ": " + e);
            }
        });
    }

    private static double[] large(PrintStream out, double seconds) throws IOException {
        Path file = Files.createTempFile("manifest", ".json");
        try {
            generate(file);
            double megabytes = Files.size(file) / 1e6;
            long[] ours = new long[1];
            long[] tree = new long[1];
            double speed = 0;
            double treeSpeed = 0;
            int rounds = seconds > 0 ? (int) Math.max(2, seconds) : 3;
            for (int i = 0; i < rounds; i++) {
                speed = Math.max(speed, megabytes / timed(() -> DbtManifest.read(file), ours));
            }
            ObjectMapper mapper = new ObjectMapper();
            for (int i = 0; i < 2; i++) {
                treeSpeed = Math.max(treeSpeed, megabytes / timed(() -> tree(mapper, file), tree));
            }
            DbtManifest manifest = DbtManifest.read(file);
            if (manifest.graph().assets().size() != MODELS) {
                throw new IllegalStateException("read " + manifest.graph());
            }
            out.printf(
                    Locale.ROOT,
                    "%ngenerated manifest: %.0f MB, %s; held after reading: ours %.1f MB, tree %.1f MB; ours %.0f MB/s, tree %.0f MB/s%n",
                    megabytes,
                    manifest.graph(),
                    ours[0] / 1e6,
                    tree[0] / 1e6,
                    speed,
                    treeSpeed);
            return new double[] {(double) tree[0] / ours[0], speed, treeSpeed};
        } finally {
            Files.delete(file);
        }
    }

    private static JsonNode tree(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seconds; the heap that the result holds goes into the array. */
    private static double timed(Supplier<Object> reading, long[] held) {
        long before = used();
        long start = System.nanoTime();
        Object result = reading.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        held[0] = Math.max(1, used() - before);
        if (result == null) {
            throw new IllegalStateException();
        }
        return seconds;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Models with about 17 kB of SQL and documentation each, 20 documented columns and up to three references. */
    private static void generate(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        String sql =
                "select a.id, sum(b.amount) as total from {{ ref('x') }} a join b on a.id = b.id where b.state = 'paid'\\n";
        String documentation = "What this column means, in the words of those who made it. ";
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(
                    "{\"metadata\":{\"dbt_schema_version\":\"https://schemas.getdbt.com/dbt/manifest/v12.json\"},\"nodes\":{");
            for (int i = 0; i < MODELS; i++) {
                String id = "model.shop.m" + i;
                out.write((i == 0 ? "" : ",") + "\"" + id + "\":{\"unique_id\":\"" + id
                        + "\",\"resource_type\":\"model\",\"name\":\"m" + i
                        + "\",\"package_name\":\"shop\",\"path\":\"models/m.sql\",\"raw_code\":\"");
                for (int k = 0; k < 60; k++) {
                    out.write(sql);
                }
                out.write("\",\"compiled_code\":\"");
                for (int k = 0; k < 75; k++) {
                    out.write(sql);
                }
                out.write(
                        "\",\"checksum\":{\"name\":\"sha256\",\"checksum\":\"" + Long.toHexString(random.nextLong())
                                + "\"},\"config\":{\"enabled\":true,\"materialized\":\"table\",\"tags\":[\"daily\",\"finance\"],\"meta\":{}},\"columns\":{");
                for (int c = 0; c < 20; c++) {
                    out.write((c == 0 ? "" : ",") + "\"c" + c + "\":{\"name\":\"c" + c + "\",\"description\":\""
                            + documentation.repeat(3) + "\",\"data_type\":\"numeric\",\"meta\":{},\"tags\":[]}");
                }
                out.write("},\"depends_on\":{\"macros\":[\"macro.dbt.x\"],\"nodes\":[");
                for (int d = 0; i > 0 && d < 1 + random.nextInt(3); d++) {
                    out.write((d == 0 ? "" : ",") + "\"model.shop.m" + random.nextInt(i) + "\"");
                }
                out.write("]}}");
            }
            out.write("},\"sources\":{},\"macros\":{},\"docs\":{}}");
        }
    }
}
