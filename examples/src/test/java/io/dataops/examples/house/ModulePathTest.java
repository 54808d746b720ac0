package io.dataops.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules work as modules: the tour runs from the module path, with its services found. */
final class ModulePathTest {
    private static final String TEST_ONLY =
            ".*(test-classes|archunit|assertj|jqwik|junit|opentest4j|byte-buddy|hamcrest|"
                    + "commons-compress|xz-|commons-io|commons-lang|commons-codec).*";

    @Test
    void theTourRunsFromTheModulePath(@TempDir Path dir) throws Exception {
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(TEST_ONLY) && new File(entry).exists())
                .collect(Collectors.joining(File.pathSeparator));
        Path out = dir.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modules,
                        "-m",
                        "io.dataops.examples/io.dataops.examples.tour.Tour",
                        "--steps",
                        "50")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).contains("Which tests are worth running?", "canary: FAIL");
    }
}
