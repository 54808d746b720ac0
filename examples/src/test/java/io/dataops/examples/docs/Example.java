package io.dataops.examples.docs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A block of code that readers see: in the Javadoc of a type or package, or in a page of {@code docs}. */
record Example(String where, String topic, String code) {
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\s*?\\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Pattern MARKDOWN = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile(
            "(?m)^((public|static|protected|final) )*(void|[A-Z][\\w<>\\[\\], ]*) \\w+\\([^()]*(\\([^)]*\\)[^()]*)*\\) (throws \\w+ )?\\{");
    private static final List<String> MODULES =
            List.of("api", "graph", "testing", "scheduling", "observability", "report");

    /** {@return the sources of the public types of all modules} */
    static List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            Path root = Path.of("..", "dataops-" + module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("module-info.java"))
                        .sorted()
                        .forEach(sources::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    /** {@return whether users of the module can name the types of a package} */
    static boolean isExported(Path source) {
        Path java = source;
        while (!java.endsWith("java")) {
            java = java.getParent();
        }
        Path folder = java.relativize(source).getParent();
        return read(java.resolve("module-info.java"))
                .contains("exports " + folder.toString().replace(File.separatorChar, '.') + ";");
    }

    static List<Example> ofSource(Path source) {
        String text = read(source);
        Matcher named =
                Pattern.compile("(?m)^package io\\.dataops\\.([\\w.]+);").matcher(text);
        String topic = named.find() ? named.group(1) : "";
        List<Example> examples = new ArrayList<>();
        Matcher block = JAVADOC.matcher(text);
        while (block.find()) {
            String code = block.group(1).lines().map(Example::withoutStar).collect(Collectors.joining("\n"));
            examples.add(new Example(at(source, text, block.start()), topic, code));
        }
        return examples;
    }

    static List<Example> ofPage(Path page) {
        String text = read(page);
        String name = page.getFileName().toString();
        List<Example> examples = new ArrayList<>();
        Matcher block = MARKDOWN.matcher(text);
        while (block.find()) {
            examples.add(
                    new Example(at(page, text, block.start()), name.substring(0, name.indexOf('.')), block.group(1)));
        }
        return examples;
    }

    /** {@return whether the block declares methods, and is not a list of statements} */
    boolean isMembers() {
        return METHOD.matcher(code).find();
    }

    /** {@return the same with its files in a folder} */
    Example in(Path folder) {
        return new Example(where, topic, code.replace("Path.of(\"", "Path.of(\"" + folder + "/"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutStar(String line) {
        String bare = line.strip();
        if (!bare.startsWith("*")) {
            return line;
        }
        return bare.startsWith("* ") ? bare.substring(2) : bare.substring(1);
    }

    private static String at(Path file, String text, int offset) {
        return file + ":"
                + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
    }
}
