package io.dataops.graph.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Avro's own writers and readers. */
public final class AvroReaders {

    private AvroReaders() {}

    /**
     * Says whether a record of one schema can be read by another.
     *
     * @param reader the schema that reads
     * @param writer the schema that the record is of
     * @param json the record
     * @return true if it can
     * @throws IOException if it is no record of the writer; an {@link AvroRuntimeException} may say so, too
     */
    public static boolean canRead(Schema reader, Schema writer, String json) throws IOException {
        Object datum =
                new GenericDatumReader<>(writer).read(null, DecoderFactory.get().jsonDecoder(writer, json));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(writer).write(datum, encoder);
        encoder.flush();
        try {
            new GenericDatumReader<>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
            return true;
        } catch (AvroRuntimeException | IOException e) {
            return false;
        }
    }
}
