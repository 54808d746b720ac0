package io.dataops.benchmarks.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Protobuf compiler that is packed with the benchmarks; Linux on x86-64 only. */
final class Protoc {
    private static final List<String> KNOWN = List.of(
            "any",
            "api",
            "descriptor",
            "duration",
            "empty",
            "field_mask",
            "source_context",
            "struct",
            "timestamp",
            "type",
            "wrappers",
            "java_features");

    private final Path folder;
    private final Path program;

    Protoc() throws IOException {
        folder = Files.createTempDirectory("protoc");
        program = folder.resolve("protoc");
        copy("/protoc/protoc", program);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
        Files.createDirectories(folder.resolve("include/google/protobuf"));
        for (String name : KNOWN) {
            copy(
                    "/google/protobuf/" + name + ".proto",
                    folder.resolve("include/google/protobuf").resolve(name + ".proto"));
        }
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = Protoc.class.getResourceAsStream(resource)) {
            if (in != null) {
                Files.copy(in, to);
            }
        }
    }

    /** The descriptors of all files under a folder. */
    byte[] compile(Path root) throws IOException, InterruptedException {
        Path out = folder.resolve("out.pb");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--include_imports",
                "--descriptor_set_out=" + out,
                "-I" + root,
                "-I" + folder.resolve("include")));
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(f -> f.toString().endsWith(".proto"))
                    .map(f -> root.relativize(f).toString())
                    .filter(f -> !f.startsWith("google/protobuf/"))
                    .sorted()
                    .forEach(command::add);
        }
        if (command.stream().noneMatch(c -> c.endsWith(".proto"))) {
            return new byte[0];
        }
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(Files.readString(log, StandardCharsets.UTF_8).strip());
        }
        return Files.readAllBytes(out);
    }
}
