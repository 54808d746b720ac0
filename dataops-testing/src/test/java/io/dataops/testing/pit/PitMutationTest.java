package io.dataops.testing.pit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PitMutationTest {
    @TempDir
    Path folder;

    @Test
    void survivorsOfAWeakTestAreNamed() {
        PitReport report = PitMutation.of("io.dataops.testing.pit.Cleaning")
                .tests("io.dataops.testing.pit.CleaningSample")
                .reportInto(folder)
                .run();
        assertThat(report.mutants()).isNotEmpty();
        assertThat(report.score()).isGreaterThan(0).isLessThan(1);
        assertThat(report.survivors())
                .anyMatch(m -> m.method().equals("isLarge") && m.description().contains("boundary"));
        assertThat(report.explain()).contains("survived: io.dataops.testing.pit.Cleaning.isLarge");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(PitMutation::of).hasMessageContaining("classes must name at least one class");
        assertThatThrownBy(() -> PitMutation.of("a").run()).hasMessageContaining("Maybe call tests(...)");
        assertThatThrownBy(() -> PitMutation.of("a").threads(0)).hasMessageContaining("threads (0)");
        assertThatThrownBy(() -> PitMutation.of("a").timeLimit(Duration.ZERO)).hasMessageContaining("timeLimit (PT0S)");
        assertThatThrownBy(() -> PitMutation.of("a")
                        .tests("b")
                        .reportInto(folder)
                        .classPath(folder)
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Add org.pitest:pitest-command-line");
    }
}
