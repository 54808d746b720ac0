package io.dataops.testing.pit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A weak test, run by PIT alone. */
class CleaningSample {
    @Test
    void trimsAndJudges() {
        assertThat(Cleaning.trimmed(" a ")).isEqualTo("a");
        assertThat(Cleaning.isLarge(1_000)).isTrue();
        assertThat(Cleaning.isLarge(1)).isFalse();
    }
}
