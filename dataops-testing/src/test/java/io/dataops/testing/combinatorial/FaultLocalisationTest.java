package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FaultLocalisationTest {

    private static CoveringModel model() {
        return CoveringModel.builder()
                .parameter("mode", "BATCH", "STREAM")
                .parameter("lag", 1, 10, 60)
                .parameter("retry", true, false)
                .parameter("format", "csv", "json", "avro")
                .constraint("not (mode = BATCH and lag < 10)")
                .build();
    }

    @Test
    void namesThePairThatFails() {
        List<List<Object>> passed = new ArrayList<>();
        List<List<Object>> failed = new ArrayList<>();
        for (List<Object> row : CoveringArrays.over(model()).strength(3).build().rows()) {
            (row.get(0).equals("STREAM") && row.get(2).equals(true) ? failed : passed).add(row);
        }
        Diagnosis diagnosis = FaultLocalisation.of(model(), 2).diagnose(passed, failed);
        assertThat(diagnosis.suspects().get(0).combination()).isEqualTo(Map.of("mode", "STREAM", "retry", true));
        assertThat(diagnosis.suspects().get(0).failing()).isEqualTo(failed.size());
        assertThat(diagnosis.explain()).startsWith("{mode=STREAM, retry=true}: in " + failed.size());
    }

    @Test
    void theNextRowsAreValidNewAndTellSuspectsApart() {
        List<Object> failed = List.of("STREAM", 1, true, "csv");
        List<List<Object>> passed = List.of(List.of("BATCH", 10, true, "csv"), List.of("STREAM", 10, false, "json"));
        Diagnosis diagnosis = FaultLocalisation.of(model(), 2).diagnose(passed, List.of(failed));
        assertThat(diagnosis.suspects().get(0).combination()).isEqualTo(Map.of("lag", 1));
        assertThat(diagnosis.nextRows()).isNotEmpty().doesNotContain(failed);
        CoverageReport report = CoveringArrays.over(model()).coverageOf(diagnosis.nextRows());
        assertThat(report.invalidRows()).isEmpty();
        assertThat(FaultLocalisation.of(model(), 2).diagnose(passed, List.of()).suspects())
                .isEmpty();
    }

    @Property(tries = 200)
    void whatReallyFailsIsAmongTheSuspectsOrHasASuspiciousPart(@ForAll long seed) {
        Random random = new Random(seed);
        CoveringModel model = CoveringArraysProperties.model(random, 5, 1);
        List<int[]> valid = CoveringArraysProperties.validRows(model);
        if (valid.isEmpty()) {
            return;
        }
        int[] culprit = valid.get(random.nextInt(valid.size()));
        int a = random.nextInt(5);
        int b = (a + 1 + random.nextInt(4)) % 5;
        List<List<Object>> passed = new ArrayList<>();
        List<List<Object>> failed = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int[] row = valid.get(random.nextInt(valid.size()));
            (row[a] == culprit[a] && row[b] == culprit[b] ? failed : passed).add(model.decode(row));
        }
        Diagnosis diagnosis = FaultLocalisation.of(model, 2).diagnose(passed, failed);
        if (failed.isEmpty()) {
            assertThat(diagnosis.suspects()).isEmpty();
            return;
        }
        String nameA = model.parameters().get(a).name();
        String nameB = model.parameters().get(b).name();
        assertThat(diagnosis.suspects())
                .anyMatch(s -> s.failing() == failed.size()
                        && s.combination().keySet().stream().allMatch(n -> n.equals(nameA) || n.equals(nameB)));
    }

    @Example
    void badSizesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultLocalisation.of(model(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultLocalisation.of(model(), 5))
                .withMessageContaining("must be between 1 and the number of parameters (4)");
    }

    @Test
    void noRowHasTwoNegativeValues() {
        CoveringArray array = CoveringArrays.builder()
                .parameter("a", 1, 2)
                .negative("a", -1, "x")
                .parameter("b", 1, 2, 3)
                .negative("b", -2)
                .parameter("c", 1, 2)
                .build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.rows())
                .noneMatch(r -> (r.get(0).equals(-1) || r.get(0).equals("x"))
                        && r.get(1).equals(-2))
                .anyMatch(r -> r.get(0).equals("x"))
                .anyMatch(r -> r.get(1).equals(-2));
        assertThat(array.infeasible()).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> CoveringArrays.builder()
                        .parameter("a", 1)
                        .constraint("a = 1")
                        .negative("a", 2))
                .withMessageContaining("before constraint");
    }
}
