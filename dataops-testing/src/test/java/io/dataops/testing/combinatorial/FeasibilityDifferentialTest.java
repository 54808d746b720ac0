package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The generators' satisfiability check beside the checker's, which shares no code with it. */
class FeasibilityDifferentialTest {

    @Test
    void bothDecideAlike() {
        int decided = 0;
        int impossible = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            CoveringModel model = CoveringArraysProperties.model(random, 7, 9);
            IntModel integers = model.integers();
            Feasibility feasibility = new Feasibility(integers);
            CoverageChecker checker = new CoverageChecker(model.levels(), model.clauses());
            Optional<int[]> base = feasibility.anyRow();
            assertThat(base.isPresent()).as("seed %d", seed).isEqualTo(checker.satisfiable(new int[0], new int[0]));
            if (base.isEmpty()) {
                continue;
            }
            for (int i = 0; i < 30; i++) {
                int[] set = random.ints(0, 7)
                        .distinct()
                        .limit(1 + random.nextInt(4))
                        .sorted()
                        .toArray();
                int[] values = Arrays.stream(set)
                        .map(p -> random.nextInt(integers.levels[p]))
                        .toArray();
                int[] partial = new int[7];
                Arrays.fill(partial, -1);
                for (int k = 0; k < set.length; k++) {
                    partial[set[k]] = values[k];
                }
                int[] out = new int[7];
                boolean possible = feasibility.extend(partial, base.get(), out);
                assertThat(possible)
                        .as("seed %d %s", seed, Arrays.toString(partial))
                        .isEqualTo(checker.satisfiable(set, values));
                if (possible) {
                    assertThat(checker.isValid(out)).isTrue();
                    for (int k = 0; k < set.length; k++) {
                        assertThat(out[set[k]]).isEqualTo(values[k]);
                    }
                }
                decided++;
                impossible += possible ? 0 : 1;
            }
        }
        assertThat(decided).isGreaterThan(1_000);
        assertThat(impossible).isBetween(decided / 50, decided * 9 / 10);
    }
}
