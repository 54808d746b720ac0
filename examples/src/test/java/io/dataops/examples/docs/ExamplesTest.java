package io.dataops.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers are shown compiles, and every public type shows something. */
final class ExamplesTest {
    @Test
    void everyExampleOfTheJavadocCompiles(@TempDir Path classes) throws IOException {
        List<Path> sources = Example.sources();
        List<Example> examples = new ArrayList<>();
        sources.forEach(source -> examples.addAll(Example.ofSource(source)));
        assertThat(examples).hasSizeGreaterThan(150);
        assertThat(new ExampleCompiler(sources).errors(examples, classes)).isEmpty();
    }

    @Test
    void everyBlockOfThePagesCompilesAndRuns(@TempDir Path classes, @TempDir Path folder) throws Exception {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> pages = Files.list(Path.of("..", "docs"))) {
            pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .forEach(page -> examples.addAll(Example.ofPage(page)));
        }
        assertThat(examples).hasSizeGreaterThan(10);
        List<Example> here = examples.stream().map(e -> e.in(folder)).toList();
        assertThat(new ExampleCompiler(Example.sources()).errors(here, classes)).isEmpty();
        Reader reader = new Reader(folder);
        ClassLoader parent = ExamplesTest.class.getClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, parent)) {
            for (int i = 0; i < here.size(); i++) {
                Class<?> block = loader.loadClass("shown." + ExampleCompiler.className(i));
                assertThatCode(() -> reader.run(block)).as(here.get(i).where()).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void everyPublicTypeShowsAnExample() {
        List<String> without = new ArrayList<>();
        for (Path source : Example.sources()) {
            String text = Example.read(source);
            String name = source.getFileName().toString().replace(".java", "");
            if (ExampleCompiler.isPublic(text, name)
                    && Example.isExported(source)
                    && Example.ofSource(source).isEmpty()) {
                without.add(source.toString());
            }
        }
        assertThat(without).isEmpty();
    }
}
