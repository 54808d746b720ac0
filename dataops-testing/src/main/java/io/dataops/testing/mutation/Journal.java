package io.dataops.testing.mutation;

import io.dataops.api.InputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of mutants, a line each, in a file that outlives a crash: fingerprint, status and the tests that failed, between
 * tabs. A line that was cut off is not there.
 */
final class Journal implements AutoCloseable {
    private static final String HEAD = "dataops mutation journal 1";

    private final Map<String, Entry> known = new HashMap<>();
    private final @Nullable BufferedWriter writer;

    record Entry(MutantStatus status, List<String> killedBy) {}

    private Journal(Optional<Path> file) {
        if (file.isEmpty()) {
            writer = null;
            return;
        }
        Path path = file.get();
        try {
            boolean fresh = !Files.exists(path) || Files.size(path) == 0;
            if (!fresh) {
                read(path);
            }
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            writer = Files.newBufferedWriter(
                    path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            // A crash may have left half a line, which a line break ends.
            writer.write(fresh ? HEAD + "\n" : "\n");
            writer.flush();
        } catch (IOException e) {
            throw new InputException(
                    path.toString(),
                    "",
                    "cannot be used as a journal: " + e.getClass().getSimpleName(),
                    e);
        }
    }

    static Journal open(Optional<Path> file) {
        return new Journal(file);
    }

    private void read(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.UTF_8);
        if (!text.startsWith(HEAD)) {
            throw new InputException(path.toString(), "line 1", "expected \"" + HEAD + "\"");
        }
        int end = text.lastIndexOf('\n');
        for (String line : text.substring(0, Math.max(0, end)).lines().skip(1).toList()) {
            String[] fields = line.split("\t", -1);
            if (fields.length < 2) {
                continue;
            }
            try {
                List<String> tests = new ArrayList<>();
                for (int i = 2; i < fields.length; i++) {
                    tests.add(URLDecoder.decode(fields[i], StandardCharsets.UTF_8));
                }
                known.put(fields[0], new Entry(MutantStatus.valueOf(fields[1]), tests));
            } catch (IllegalArgumentException cutOff) {
                known.remove(fields[0]);
            }
        }
    }

    @Nullable
    Entry find(String fingerprint) {
        return known.get(fingerprint);
    }

    synchronized void write(String fingerprint, MutantStatus status, List<String> killedBy) {
        if (writer == null) {
            return;
        }
        StringBuilder line = new StringBuilder(fingerprint).append('\t').append(status);
        killedBy.forEach(t -> line.append('\t').append(URLEncoder.encode(t, StandardCharsets.UTF_8)));
        try {
            writer.write(line.append('\n').toString());
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the journal cannot be closed", e);
            }
        }
    }
}
