package io.dataops.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type and member of the published modules has complete Javadoc. */
final class DocumentationTest {
    private static final List<String> MODULES = List.of(
            "dataops-api",
            "dataops-graph",
            "dataops-testing",
            "dataops-scheduling",
            "dataops-observability",
            "dataops-report");

    @Test
    void everyPublicTypeIsDocumented(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-Xdoclint:all/public",
                    "-Xmaxwarns",
                    "10000",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            assertThat(compiled).as("%s", found.getDiagnostics()).isTrue();
        }
        List<String> missing = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> d : found.getDiagnostics()) {
            if (d.getCode().equals("compiler.warn.proc.messager") && !isCompactConstructor(d)) {
                missing.add(d.getSource().getName() + ":" + d.getLineNumber() + ": " + d.getMessage(Locale.ROOT));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            Path root = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("module-info.java"))
                        .forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(50);
        return sources;
    }

    /** JDK 17 asks a compact constructor for the parameters that the record's own comment documents. */
    private static boolean isCompactConstructor(Diagnostic<? extends JavaFileObject> d) throws IOException {
        String line = d.getSource()
                .getCharContent(true)
                .toString()
                .lines()
                .skip(d.getLineNumber() - 1)
                .findFirst()
                .orElse("");
        return line.strip().matches("public \\w+ \\{");
    }
}
