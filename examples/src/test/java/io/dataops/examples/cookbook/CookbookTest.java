package io.dataops.examples.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recipe runs, fits a page, and prints what the cookbook says that it prints. */
final class CookbookTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "dataops", "examples", "cookbook");
    private static final Path BOOK = Path.of("..", "docs", "cookbook.md");

    private static List<String> recipes() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(f -> f.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
        }
    }

    private static String printed(String recipe) throws ReflectiveOperationException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Method run = Class.forName(CookbookTest.class.getPackageName() + "." + recipe)
                .getDeclaredMethod("run", PrintStream.class);
        run.invoke(null, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @TestFactory
    Stream<DynamicTest> everyRecipePrintsWhatTheBookSays() throws IOException {
        String book = Files.readString(BOOK, StandardCharsets.UTF_8);
        return recipes().stream()
                .map(recipe -> DynamicTest.dynamicTest(recipe, () -> {
                    assertThat(Files.readAllLines(SOURCES.resolve(recipe + ".java")))
                            .hasSizeLessThanOrEqualTo(60);
                    assertThat(book).contains("/" + recipe + ".java)", "\n```\n" + printed(recipe) + "```\n");
                }));
    }
}
