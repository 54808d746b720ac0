package io.dataops.benchmarks.graph;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The files of a folder and of the archives in it. */
final class DataFolder {

    private DataFolder() {}

    /** What to do with a file. */
    @FunctionalInterface
    interface Use {
        void of(String name, byte[] content) throws IOException;
    }

    static void each(Path folder, String ending, Use use) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            boolean archive = name.endsWith(".tar.gz") || name.endsWith(".tar.xz");
            if (!archive && name.endsWith(ending)) {
                use.of(name, Files.readAllBytes(file));
            } else if (archive) {
                try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                        InputStream unpacked = name.endsWith("gz")
                                ? new GzipCompressorInputStream(raw)
                                : new XZCompressorInputStream(raw);
                        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
                    TarArchiveEntry entry = tar.getNextEntry();
                    while (entry != null) {
                        if (entry.isFile() && entry.getName().endsWith(ending)) {
                            use.of(name + "/" + entry.getName(), tar.readAllBytes());
                        }
                        entry = tar.getNextEntry();
                    }
                }
            }
        }
    }
}
