package io.dataops.graph.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dataops.api.InputException;
import io.dataops.graph.airflow.DagFile;
import io.dataops.graph.openlineage.OpenLineage;
import io.dataops.graph.terraform.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files made to break parsers: each is refused as what it is, in one line and in time. */
final class HostileInputTest {
    private static final Path HOSTILE = Path.of(System.getProperty("dataops.data", "../../shared/data"), "hostile");

    @Test
    void everyHostileFileIsRefusedInOneLine() throws IOException {
        assumeTrue(Files.isDirectory(HOSTILE), () -> "no hostile files in " + HOSTILE + "; give -Ddataops.data=DIR");
        List<Path> files;
        try (Stream<Path> all = Files.walk(HOSTILE)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            refused(file, DbtManifest::read);
            refused(file, DbtQueries::read);
            refused(file, DbtCatalog::read);
            refused(file, f -> OpenLineage.read(List.of(f)));
            refused(file, Terraform::read);
            anythingButAnError(file, DagFile::read);
        }
    }

    /** Text may be YAML of the right shape by chance. */
    private static void anythingButAnError(Path file, Consumer<Path> reader) {
        Throwable thrown = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> catchThrowable(() -> reader.accept(file)), file::toString);
        assertThat(thrown == null || thrown instanceof InputException)
                .as("%s: %s", file, thrown)
                .isTrue();
    }

    private static void refused(Path file, Consumer<Path> reader) {
        Throwable thrown = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> catchThrowable(() -> reader.accept(file)), file::toString);
        assertThat(thrown).as(file.toString()).isInstanceOf(InputException.class);
        assertThat(thrown.getMessage())
                .as(file.toString())
                .hasSizeLessThan(1_000)
                .doesNotContainPattern("\\p{Cntrl}");
    }
}
