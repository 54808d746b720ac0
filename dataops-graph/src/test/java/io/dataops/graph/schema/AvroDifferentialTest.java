package io.dataops.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.graph.oracle.AvroReaders;
import io.dataops.graph.oracle.RandomAvro;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParseException;
import org.junit.jupiter.api.Test;

/** Avro's own checker and readers are the oracle. */
final class AvroDifferentialTest {

    @Test
    void agreesWithAvroOnRandomPairsAndItsReadersRejectEveryWitness() throws IOException {
        int pairs = 0;
        int incompatible = 0;
        int witnesses = 0;
        for (long seed = 0; pairs < 5_000; seed++) {
            RandomAvro random = new RandomAvro(seed);
            String writer = random.schema();
            String reader = seed % 2 == 0 ? random.schema() : random.changed(writer);
            Optional<Schema> w = parsed(writer);
            Optional<Schema> r = parsed(reader);
            if (w.isEmpty() || r.isEmpty()) {
                continue;
            }
            pairs++;
            List<Incompatibility> ours = Compatibility.avro().check(reader, List.of(writer)).violations().stream()
                    .map(CompatibilityReport.Violation::reason)
                    .toList();
            Optional<Boolean> theirs = compatible(r.get(), w.get());
            if (theirs.isPresent()) {
                assertThat(ours.isEmpty())
                        .as("reader %s writer %s: %s", reader, writer, ours)
                        .isEqualTo(theirs.get());
            }
            if (!ours.isEmpty()) {
                incompatible++;
            }
            for (Incompatibility i : ours) {
                if (i.witness().isPresent()) {
                    witnesses++;
                    assertThat(canBeRead(r.get(), w.get(), i.witness().get()))
                            .as("reader %s writer %s: %s", reader, writer, i)
                            .isFalse();
                }
            }
        }
        assertThat(incompatible).isGreaterThan(1_000);
        assertThat(witnesses).isGreaterThan(1_000);
    }

    private static Optional<Schema> parsed(String text) {
        try {
            return Optional.of(new Schema.Parser().parse(text));
        } catch (SchemaParseException e) {
            return Optional.empty();
        } catch (AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> compatible(Schema reader, Schema writer) {
        try {
            return Optional.of(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                            .getType()
                    == SchemaCompatibilityType.COMPATIBLE);
        } catch (AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    /** Avro's grammars overflow the stack for types without a finite value, as far as a schema has them anywhere. */
    private static boolean canBeRead(Schema reader, Schema writer, String json) throws IOException {
        try {
            return AvroReaders.canRead(reader, writer, json);
        } catch (StackOverflowError e) {
            return false;
        }
    }
}
