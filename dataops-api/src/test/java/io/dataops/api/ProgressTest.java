package io.dataops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    @Test
    void saysAllThatIsKnown() {
        Progress progress = Progress.of("compacting", 250)
                .outOf(1_000)
                .withBest(40)
                .withBound(36)
                .after(Duration.ofMillis(120));
        assertThat(progress).hasToString("compacting 250 of 1000 (25.0 %), best 40, bound 36, gap 10.0 %, 120 ms");
        assertThat(progress.gap()).hasValue(0.1);
        assertThat(Progress.of("reading", 7)).hasToString("reading 7");
        assertThat(Progress.of("reading", 0).outOf(0)).hasToString("reading 0 of 0");
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> Progress.of(" ", 0)).hasMessageContaining("phase");
        assertThatThrownBy(() -> Progress.of("p", -1)).hasMessage("done (-1) must not be negative.");
        assertThatThrownBy(() -> Progress.of("p", 0).outOf(-2)).hasMessage("total (-2) must not be negative.");
    }

    @Test
    void aLogGetsALineAPhaseAndOneInFiveSeconds() {
        AtomicLong now = new AtomicLong();
        String text = written(out -> ConsoleProgress.lines(out).withTicker(now::get), listener -> {
            for (int i = 0; i <= 100; i++) {
                listener.progressed(Progress.of("search", i));
                now.addAndGet(Duration.ofMillis(100).toNanos());
            }
            listener.progressed(Progress.of("proof", 1).outOf(1));
        });
        assertThat(text.lines()).containsExactly("search 0", "search 50", "search 100", "proof 1 of 1 (100.0 %)");
    }

    @Test
    void aTerminalIsOverwritten() {
        AtomicLong now = new AtomicLong();
        String text = written(out -> ConsoleProgress.terminal(out).withTicker(now::get), listener -> {
            listener.progressed(Progress.of("search", 1_000).withBest(3));
            listener.progressed(Progress.of("search", 1_001));
            now.addAndGet(Duration.ofMillis(100).toNanos());
            listener.progressed(Progress.of("search", 9));
            listener.finish();
        });
        assertThat(text).isEqualTo("\rsearch 1000, best 3\rsearch 9           " + System.lineSeparator());
    }

    @Test
    void aHostilePhaseStaysOnItsLine() {
        String text = written(ConsoleProgress::lines, listener -> listener.progressed(Progress.of("a\u001b[2J\nb", 1)));
        assertThat(text.strip()).isEqualTo("a\uFFFD[2J\uFFFDb 1");
    }

    private static String written(
            Function<PrintStream, ConsoleProgress> renderer, java.util.function.Consumer<ConsoleProgress> work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        work.accept(renderer.apply(out));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
