package io.dataops.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class CoveringTestTest {
    private static final Set<String> SEEN = new TreeSet<>();

    enum Mode {
        BATCH,
        STREAM
    }

    static class Runs {
        @CoveringTest(strength = 2, constraints = "not (mode = BATCH and lag < 10)")
        void runs(Mode mode, @Levels({"1", "10", "60"}) int lag, boolean retry, TestInfo info) {
            SEEN.add(mode + " " + lag + " " + retry);
            assertThat(info.getDisplayName()).isEqualTo("mode=" + mode + ", lag=" + lag + ", retry=" + retry);
            assertThat(mode == Mode.BATCH && lag < 10).isFalse();
        }
    }

    static class Parameterized {
        @ParameterizedTest
        @CoveringSource(strength = 2)
        void runs(
                Mode mode,
                @Levels(
                                value = {"2024-02-29", "2025-01-01"},
                                name = "day")
                        java.time.LocalDate day,
                Boolean flag,
                TestInfo info) {
            SEEN.add(mode + " " + day + " " + flag);
        }
    }

    static class OneRowFails {
        @CoveringTest
        void runs(Mode mode, boolean retry) {
            assertThat(mode == Mode.STREAM && retry).isFalse();
        }
    }

    static class Contradiction {
        @CoveringTest(constraints = {"mode = BATCH", "retry = true", "mode = STREAM"})
        void runs(Mode mode, boolean retry) {}
    }

    static class TooStrong {
        @CoveringTest(strength = 7)
        void runs(Mode mode, boolean retry) {}
    }

    static class NothingToCover {
        @CoveringTest
        void runs(TestInfo info) {}
    }

    static class NoLevels {
        @CoveringTest
        void runs(@Levels({}) int lag) {}
    }

    static class WrongLevel {
        @CoveringTest
        void runs(@Levels({"ten"}) int lag) {}
    }

    private static Events run(Class<?> type) {
        SEEN.clear();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute()
                .allEvents();
    }

    @Test
    void runsOncePerRowWithReadableNames() {
        Events events = run(Runs.class);
        assertThat(events.failed().count()).isZero();
        assertThat(SEEN).hasSizeBetween(5, 7);
        for (String mode : List.of("BATCH 10", "BATCH 60", "STREAM 1", "STREAM 10", "STREAM 60")) {
            assertThat(SEEN).anyMatch(s -> s.startsWith(mode + " "));
        }
        for (String pair : List.of("BATCH true", "BATCH false", "STREAM true", "STREAM false")) {
            String[] words = pair.split(" ");
            assertThat(SEEN).anyMatch(s -> s.startsWith(words[0]) && s.endsWith(words[1]));
        }
    }

    @Test
    void feedsParameterizedTests() {
        Events events = run(Parameterized.class);
        assertThat(events.failed().count()).isZero();
        assertThat(SEEN).hasSize(4).anyMatch(s -> s.contains("2024-02-29"));
    }

    @Test
    void onlyTheFailingRowFails() {
        Events events = run(OneRowFails.class);
        List<String> failed = events.failed().stream()
                .map(Event::getTestDescriptor)
                .map(d -> d.getDisplayName())
                .toList();
        assertThat(failed).containsExactly("mode=STREAM, retry=true");
        assertThat(events.succeeded().stream()
                        .filter(e -> e.getTestDescriptor().isTest())
                        .count())
                .isEqualTo(3);
    }

    @Test
    void aContradictionFailsWithTheMinimalSet() {
        run(Contradiction.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message(
                                m -> m.contains("mode = BATCH\nmode = STREAM") && !m.contains("retry = true"))));
    }

    @Test
    void mistakesFailWithTheWayOut() {
        run(TooStrong.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message(
                                        m -> m.contains(
                                                "strength (7) must be between 1 and the number of parameters (2). Maybe lower strength(7)."))));
        run(NothingToCover.class)
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(m -> m.contains("Maybe add @Levels to one"))));
        run(NoLevels.class)
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(m -> m.contains("parameter lag has no values"))));
        run(WrongLevel.class)
                .assertThatEvents()
                .haveExactly(
                        1, finishedWithFailure(message(m -> m.contains("value (ten) of parameter lag is not a int"))));
    }
}
