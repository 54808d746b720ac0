package io.dataops.benchmarks.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.dataops.api.InputException;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.graph.oracle.AvroReaders;
import io.dataops.graph.oracle.RandomAvro;
import io.dataops.graph.schema.Compatibility;
import io.dataops.graph.schema.CompatibilityReport.Violation;
import io.dataops.graph.schema.Incompatibility;
import io.dataops.graph.schema.SchemaDifference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Verdicts beside those of others: Avro's checker on generated pairs and on every pair of schemas in the folder, labelled JSON
 * Schema pairs, the cases of Buf's rules. Every witness goes through the real readers: Avro's, and a JSON Schema validator.
 */
public final class CompatibilityBoard implements Board {
    private static final int PAIRS = 100_000;
    /** The labels of differences that the registry which they come from lets pass. */
    private static final Pattern LETS_PASS =
            Pattern.compile("(ID|TITLE|DESCRIPTION|DEFAULT)_CHANGED|SCHEMA_REMOVED|(SUM_)?TYPE_EXTENDED|PATTERN_REMOVED"
                    + "|(EXCLUSIVE_)?(MAX|MAXIMUM|MAX_\\w+)_(INCREASED|REMOVED)|(EXCLUSIVE_)?(MIN|MINIMUM|MIN_\\w+)_(DECREASED|REMOVED)"
                    + "|MULTIPLE_OF_(REDUCED|REMOVED)|REQUIRED_ATTRIBUTE_REMOVED|DEPENDENCY_(ARRAY|SCHEMA)_REMOVED"
                    + "|DEPENDENCY_ARRAY_NARROWED|ADDITIONAL_(PROPERTIES|ITEMS)_(ADDED|EXTENDED)|UNIQUE_ITEMS_REMOVED"
                    + "|ENUM_ARRAY_EXTENDED|PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL|ITEMS?_REMOVED_FROM_OPEN_CONTENT_MODEL"
                    + "|OPTIONAL_PROPERTY_ADDED_TO_(CLOSED|UNOPEN)_CONTENT_MODEL|PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL"
                    + "|PRODUCT_TYPE_NARROWED|NOT_TYPE_NARROWED");

    private final int[] witnesses = new int[2];

    @Override
    public String name() {
        return "compatibility";
    }

    @Override
    public String question() {
        return "may a new schema follow, beside Avro's checker, labelled JSON Schema pairs and Buf's cases; witnesses verified";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        Path graph = options.data().resolve("graph");
        long start = System.nanoTime();
        double generated = generated(out);
        double seconds = (System.nanoTime() - start) / 1e9;
        double real = realAvro(graph.resolve("avro"), out);
        double[] json = json(graph.resolve("registry"), out);
        double[] proto = new ProtobufCases(graph.resolve("registry")).run(out);
        out.println("schemas that Avro's parser takes and ours refuses: " + refused);
        out.printf(Locale.ROOT, "%nwitnesses: %d of %d rejected by the real readers%n", witnesses[1], witnesses[0]);
        return new Score()
                .put("agree_avro", generated)
                .put("agree_avro_real", real)
                .put("agree_json", json[0])
                .put("agree_json_rules", json[1])
                .put("agree_proto", proto[0])
                .put("quiet_proto", proto[1])
                .put("witnesses", (long) witnesses[0])
                .put("witnesses_verified", witnesses[0] == 0 ? 1 : (double) witnesses[1] / witnesses[0])
                .put("avro_pairs_seconds", seconds);
    }

    private double generated(PrintStream out) {
        int pairs = 0;
        int agree = 0;
        int broken = 0;
        for (long seed = 0; pairs < PAIRS; seed++) {
            RandomAvro random = new RandomAvro(1_000_000 + seed);
            String writer = random.schema();
            String reader = seed % 2 == 0 ? random.schema() : random.changed(writer);
            Optional<Boolean> same = avro(reader, writer, pairs % 10 == 0, out);
            if (same.isPresent()) {
                pairs++;
                agree += same.get() ? 1 : 0;
                broken += lastBroken ? 1 : 0;
            }
        }
        out.printf(Locale.ROOT, "Avro, generated: %d pairs, %d incompatible, %d agree%n", pairs, broken, agree);
        return (double) agree / pairs;
    }

    private boolean lastBroken;
    private final Map<String, Integer> refused = new TreeMap<>();

    /** Whether both say the same; empty if Avro cannot say. */
    private Optional<Boolean> avro(String reader, String writer, boolean verify, PrintStream out) {
        Schema r;
        Schema w;
        boolean theirs;
        try {
            r = new Schema.Parser().parse(reader);
            w = new Schema.Parser().parse(writer);
            theirs = SchemaCompatibility.checkReaderWriterCompatibility(r, w).getType()
                    == SchemaCompatibilityType.COMPATIBLE;
        } catch (AvroRuntimeException e) {
            return Optional.empty();
        }
        List<Incompatibility> ours;
        try {
            ours = reasons(Compatibility.avro(), reader, writer);
        } catch (InputException e) {
            refused.merge(e.getMessage().replaceAll(".*: ", "").replaceAll("[A-Z]\\d", "…"), 1, Integer::sum);
            return Optional.empty();
        }
        lastBroken = !ours.isEmpty();
        if (ours.isEmpty() != theirs) {
            out.printf("disagree: reader %s writer %s: %s%n", reader, writer, ours);
        }
        for (Incompatibility i : ours) {
            if (verify && i.witness().isPresent()) {
                witness(!isRead(r, w, i.witness().get()), i, out);
            }
        }
        return Optional.of(ours.isEmpty() == theirs);
    }

    private void witness(boolean rejected, Incompatibility i, PrintStream out) {
        witnesses[0]++;
        witnesses[1] += rejected ? 1 : 0;
        if (!rejected) {
            out.println("a witness is read all the same: " + i);
        }
    }

    private static <S> List<Incompatibility> reasons(Compatibility<S> by, S reader, S writer) {
        return by.check(reader, List.of(writer)).violations().stream()
                .map(Violation::reason)
                .toList();
    }

    private static boolean isRead(Schema reader, Schema writer, String json) {
        try {
            return AvroReaders.canRead(reader, writer, json);
        } catch (IOException | AvroRuntimeException e) {
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    private double realAvro(Path folder, PrintStream out) throws IOException {
        List<String> schemas = new ArrayList<>();
        int[] files = new int[1];
        DataFolder.each(folder, "", (name, bytes) -> {
            files[0]++;
            String text = new String(bytes, StandardCharsets.UTF_8);
            try {
                new Schema.Parser().parse(text);
                schemas.add(text);
            } catch (AvroRuntimeException e) {
                // a test file of another kind
            }
        });
        int pairs = 0;
        int agree = 0;
        for (String reader : schemas) {
            for (String writer : schemas) {
                Optional<Boolean> same = avro(reader, writer, true, out);
                pairs += same.isPresent() ? 1 : 0;
                agree += same.orElse(false) ? 1 : 0;
            }
        }
        out.printf(
                Locale.ROOT,
                "Avro, real: %d files, %d schemas, %d pairs, %d agree%n",
                files[0],
                schemas.size(),
                pairs,
                agree);
        return pairs == 0 ? 1 : (double) agree / pairs;
    }

    private double[] json(Path folder, PrintStream out) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        int[] counts = new int[3];
        DataFolder.each(folder, ".json", (name, bytes) -> {
            for (JsonNode pair : mapper.readTree(bytes)) {
                if (!pair.has("original_schema")) {
                    continue;
                }
                String before = pair.get("original_schema").toString();
                String after = pair.get("update_schema").toString();
                Set<String> labels = new TreeSet<>();
                pair.get("errors").forEach(e -> labels.add(e.asText()));
                boolean pass = labels.stream()
                        .allMatch(
                                l -> LETS_PASS.matcher(l.replaceAll(" .*", "")).matches());
                List<Incompatibility> ours = reasons(Compatibility.jsonSchema(), after, before);
                Set<String> rules = new TreeSet<>();
                Compatibility.jsonSchemaDifferences(before, after).stream()
                        .map(SchemaDifference::toString)
                        .forEach(rules::add);
                counts[0]++;
                counts[1] += pass == ours.isEmpty() ? 1 : 0;
                counts[2] += rules.equals(labels) ? 1 : 0;
                if (pass != ours.isEmpty() || !rules.equals(labels)) {
                    out.printf(
                            "%s: %s: label %s, ours %s%n",
                            pass == ours.isEmpty() ? "other rules" : "DISAGREE",
                            pair.get("description").asText(),
                            labels,
                            ours.isEmpty() ? rules : ours);
                }
                for (Incompatibility i : ours) {
                    if (i.witness().isPresent()) {
                        JsonNode document = mapper.readTree(i.witness().get());
                        boolean accepted =
                                factory.getSchema(before).validate(document).isEmpty();
                        boolean rejected =
                                !factory.getSchema(after).validate(document).isEmpty();
                        witness(accepted && rejected, i, out);
                    }
                }
            }
        });
        out.printf(
                Locale.ROOT,
                "JSON Schema: %d labelled pairs, %d verdicts agree, %d have the same rules and places%n",
                counts[0],
                counts[1],
                counts[2]);
        return new double[] {(double) counts[1] / Math.max(1, counts[0]), (double) counts[2] / Math.max(1, counts[0])};
    }
}
