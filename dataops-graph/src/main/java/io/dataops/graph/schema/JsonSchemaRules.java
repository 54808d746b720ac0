package io.dataops.graph.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether one JSON Schema accepts every document that another accepts: differences are judged one by one, on the safe side, and
 * a document that tells the schemas apart is searched, which also finds what only several differences together do.
 */
final class JsonSchemaRules {

    private JsonSchemaRules() {}

    static List<Incompatibility> incompatibilities(String reader, String writer) {
        return incompatibilities(reader, Map.of(), writer, Map.of());
    }

    static List<Incompatibility> incompatibilities(
            String reader, Map<String, String> readerImports, String writer, Map<String, String> writerImports) {
        JsonSchemaDocument after = new JsonSchemaDocument(reader, readerImports);
        JsonSchemaDocument before = new JsonSchemaDocument(writer, writerImports);
        List<SchemaDifference> differences = JsonSchemaDifferences.between(before, after);
        if (differences.isEmpty()) {
            return List.of();
        }
        Optional<String> witness = new JsonWitness(before, after).find();
        List<Incompatibility> found = new ArrayList<>();
        for (SchemaDifference d : differences) {
            if (!d.compatible()) {
                found.add(new Incompatibility(
                        d.rule(), d.location(), d.location(), "a document may be rejected that was accepted", witness));
            }
        }
        if (found.isEmpty() && witness.isPresent()) {
            found.add(new Incompatibility(
                    "ACCEPTS_LESS", "#/", "#/", "the differences together reject what was accepted", witness));
        }
        return found;
    }

    static List<SchemaDifference> differences(String before, String after) {
        return JsonSchemaDifferences.between(
                new JsonSchemaDocument(before, Map.of()), new JsonSchemaDocument(after, Map.of()));
    }
}
