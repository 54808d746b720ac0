package io.dataops.graph.json;

import io.dataops.api.InputException;
import io.dataops.api.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The outline that the JSON files of dbt share: metadata with a schema version, and sections of entries by identifier. */
public final class DbtArtifact {
    private final String name;
    private final Set<String> sections;
    private final Entries entries;
    private String schema = "";

    /** What to do with the entries of the sections. */
    @FunctionalInterface
    public interface Entries {
        /**
         * Reads or skips one entry.
         *
         * @param in the input, at the entry
         * @param section the section that it stands in
         * @param id its identifier; empty if the section is no object
         * @throws IOException from the parser
         */
        void read(JsonInput in, String section, String id) throws IOException;
    }

    /**
     * Describes what to read.
     *
     * @param name the artifact: {@code manifest} or {@code catalog}
     * @param sections fields of the document to read
     * @param entries called at each entry of these
     */
    public DbtArtifact(String name, Set<String> sections, Entries entries) {
        this.name = name;
        this.sections = Set.copyOf(sections);
        this.entries = entries;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param progress is told how many bytes were read
     */
    public void read(Path file, ProgressListener progress) {
        JsonInput.read(file, "a dbt " + name, progress, this::document);
        check(file.toString());
    }

    /**
     * Reads a stream and leaves it open.
     *
     * @param in the stream
     * @param source what to call it in messages
     */
    public void read(InputStream in, String source) {
        JsonInput.read(in, source, "a dbt " + name, this::document);
        check(source);
    }

    /**
     * Says whether the version is one that readers do not know.
     *
     * @param newest the newest that is known
     * @return true if it is another than 1 to the newest
     */
    public boolean isUnknownVersion(int newest) {
        Matcher version = Pattern.compile("/" + name + "/v(\\d{1,6})\\b").matcher(schema);
        return !version.find() || Integer.parseInt(version.group(1)) < 1 || Integer.parseInt(version.group(1)) > newest;
    }

    /**
     * Returns the schema that the artifact names.
     *
     * @return an address that ends in its version
     */
    public String schema() {
        return schema;
    }

    private void document(JsonInput in) throws IOException {
        in.fields(field -> {
            if (field.equals("metadata")) {
                in.field("dbt_schema_version", version -> schema = version.text());
            } else if (!sections.contains(field)) {
                in.skip();
            } else if (in.isArray()) {
                in.elements(element -> entries.read(element, field, ""));
            } else {
                in.fields(id -> entries.read(in, field, id));
            }
        });
    }

    private void check(String source) {
        if (!schema.contains("/" + name + "/v")) {
            throw new InputException(
                    source,
                    "",
                    "is not a dbt " + name + ": expected metadata.dbt_schema_version with \"/" + name + "/v\"");
        }
    }
}
