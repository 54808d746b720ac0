package io.dataops.examples.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles examples as a reader would after letting the IDE add the imports. Names that an example does not declare are
 * fields of the nearest class in {@code given}: of its package, its module, or {@code Given}.
 */
final class ExampleCompiler {
    private static final Path GIVEN = Path.of("src", "test", "java", "io", "dataops", "examples", "docs", "given");
    private static final String LIBRARIES = """
            import java.io.*; import java.math.*; import java.nio.charset.*; import java.nio.file.*; import java.sql.*;
            import java.time.*; import java.util.*; import java.util.function.*; import java.util.stream.*;
            import java.util.List; import java.util.Date; import javax.sql.DataSource;
            import jakarta.enterprise.context.ApplicationScoped; import jakarta.enterprise.inject.Produces;
            import jakarta.inject.Singleton; import org.springframework.context.annotation.Bean;
            import org.springframework.context.annotation.Configuration;
            import net.jqwik.api.Arbitrary; import net.jqwik.api.ForAll; import net.jqwik.api.Property;
            import net.jqwik.api.Provide; import io.opentelemetry.sdk.metrics.SdkMeterProvider;
            import io.opentelemetry.sdk.metrics.export.MetricExporter;
            import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
            import org.jgrapht.Graph;
            import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
            import org.junit.jupiter.api.Test; import org.junit.jupiter.api.extension.ExtendWith;
            import org.junit.jupiter.params.ParameterizedTest;
            import static org.assertj.core.api.Assertions.assertThat;
            import static org.junit.jupiter.api.Assertions.*;
            import static io.dataops.graph.assertions.GraphAssertions.assertThatGraph;
            import static io.dataops.scheduling.deployment.PlanAssertions.assertThatPlan;
            """;

    private final Map<String, TreeSet<String>> packagesOf = new TreeMap<>();

    ExampleCompiler(List<Path> sources) {
        for (Path source : sources) {
            String text = Example.read(source);
            String name = source.getFileName().toString().replace(".java", "");
            if (isPublic(text, name)) {
                Matcher named = Pattern.compile("(?m)^package ([\\w.]+);").matcher(text);
                if (named.find()) {
                    packagesOf.computeIfAbsent(name, n -> new TreeSet<>()).add(named.group(1));
                }
            }
        }
    }

    static boolean isPublic(String text, String name) {
        return Pattern.compile(
                        "(?m)^public [\\w ]*(class|interface|enum|record) " + name + "\\b|^public @interface " + name)
                .matcher(text)
                .find();
    }

    /** {@return what the compiler says against each example, by the place of the example} */
    Map<String, String> errors(List<Example> examples, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        Map<String, String> errors = new TreeMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<JavaFileObject> sources = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                sources.add(new Source(examples.get(i), className(i), source(examples.get(i), className(i))));
            }
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-XDshould-stop.ifError=FLOW",
                    "-Xmaxerrs",
                    "10000",
                    "-parameters",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            compiler.getTask(null, files, found, options, null, sources).call();
        }
        for (Diagnostic<? extends JavaFileObject> d : found.getDiagnostics()) {
            if (d.getKind() == Diagnostic.Kind.ERROR && d.getSource() instanceof Source source) {
                errors.merge(
                        source.example.where(),
                        d.getMessage(Locale.ROOT) + " in: " + source.line(d.getLineNumber()),
                        (a, b) -> a + "\n    " + b);
            } else if (d.getKind() == Diagnostic.Kind.ERROR) {
                errors.put("compiler", d.toString());
            }
        }
        return errors;
    }

    static String className(int index) {
        return "Example" + index;
    }

    private String source(Example example, String name) {
        StringBuilder source = new StringBuilder("package shown;\n").append(LIBRARIES);
        for (String type : identifiers(example.code())) {
            if (!Pattern.compile("\\b(class|enum|record|interface) " + type + "\\b")
                    .matcher(example.code())
                    .find()) {
                source.append(importOf(type, example)).append('\n');
            }
        }
        source.append("class ")
                .append(name)
                .append(" extends ")
                .append(given(example.topic()))
                .append(" {\n");
        if (example.isMembers()) {
            return source.append(example.code()).append("\n}\n").toString();
        }
        return source.append("public void run() throws Exception {\n")
                .append(example.code().replaceAll("(?m)^public (?=(final )?(class|record|enum|interface) )", ""))
                .append("\n}\n}\n")
                .toString();
    }

    private static TreeSet<String> identifiers(String code) {
        TreeSet<String> names = new TreeSet<>();
        Matcher name = Pattern.compile("(?<![\\w.])[A-Z]\\w*").matcher(code);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    private String importOf(String type, Example example) {
        TreeSet<String> packages = packagesOf.getOrDefault(type, new TreeSet<>());
        String own = "io.dataops." + example.topic();
        String module = own.replaceAll("^(io\\.dataops\\.\\w+).*", "$1");
        for (String nearest : List.of(own, module, "io.dataops.api", "io.dataops")) {
            List<String> near = packages.stream()
                    .filter(candidate -> candidate.equals(nearest) || candidate.startsWith(nearest + "."))
                    .toList();
            if (near.contains(nearest)) {
                return "import " + nearest + "." + type + ";";
            }
            if (near.size() == 1) {
                return "import " + near.get(0) + "." + type + ";";
            }
        }
        return packages.isEmpty() ? "" : "import several." + type + ";";
    }

    private static String given(String topic) {
        StringBuilder name = new StringBuilder();
        for (String part : topic.split("\\.")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        String module = topic.contains(".") ? topic.substring(0, topic.indexOf('.')) : topic;
        for (String candidate :
                List.of(name.toString(), Character.toUpperCase(module.charAt(0)) + module.substring(1))) {
            if (Files.exists(GIVEN.resolve(candidate + "Given.java"))) {
                return "io.dataops.examples.docs.given." + candidate + "Given";
            }
        }
        return "io.dataops.examples.docs.given.Given";
    }

    private static final class Source extends SimpleJavaFileObject {
        private final Example example;
        private final String text;

        Source(Example example, String name, String text) {
            super(URI.create("string:///shown/" + name + ".java"), Kind.SOURCE);
            this.example = example;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private String line(long number) {
            return text.lines()
                    .skip(Math.max(0, number - 1))
                    .findFirst()
                    .orElse("")
                    .strip();
        }
    }
}
