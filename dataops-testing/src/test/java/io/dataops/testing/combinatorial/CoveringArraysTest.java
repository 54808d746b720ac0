package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoveringArraysTest {

    private static CoveringArrays.Builder pipeline() {
        return CoveringArrays.builder()
                .parameter("mode", "BATCH", "STREAM")
                .parameter("lag", 1, 10, 60)
                .parameter("retry", true, false);
    }

    @Test
    void coversEveryFeasiblePairAndNoForbiddenOne() {
        CoveringArray array = pipeline()
                .constraint("not (mode = BATCH and lag < 10)")
                .strength(2)
                .build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.infeasible()).isEqualTo(1).isEqualTo(array.check().infeasible());
        assertThat(array.size()).isGreaterThanOrEqualTo(array.lowerBound()).isEqualTo(6);
        assertThat(array.isOptimal()).isTrue();
        assertThat(array.rows())
                .noneMatch(r -> r.get(0).equals("BATCH") && r.get(1).equals(1));
        assertThat(array.row(0)).containsOnlyKeys("mode", "lag", "retry");
        assertThat(array.explain()).contains("no array has fewer than 6 rows", "1 combinations are infeasible");
    }

    @Test
    void sameRequestSameRows() {
        assertThat(pipeline().build().rows()).isEqualTo(pipeline().build().rows());
    }

    @Test
    void contradictionsAreAValueThatNamesAMinimalSet() {
        CoveringArray array = pipeline()
                .constraint("retry = true")
                .constraint("if mode = BATCH then lag = 1 else lag = 10")
                .constraint("lag = 60")
                .build();
        assertThat(array.rows()).isEmpty();
        assertThat(array.conflict()).containsExactly("if mode = BATCH then lag = 1 else lag = 10", "lag = 60");
        assertThat(array.explain()).contains("contradict each other");
    }

    @Test
    void seedRowsComeFirstAndCount() {
        List<Object> seed = List.of("STREAM", 60, false);
        CoveringArray array = pipeline()
                .seedRow(seed.toArray())
                .seedRow("STREAM", "60", "false")
                .build();
        assertThat(array.rows().get(0)).isEqualTo(seed);
        assertThat(array.rows().stream().filter(seed::equals)).hasSize(1);
        assertThat(array.check().isComplete()).isTrue();
    }

    @Test
    void badSeedRowsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().seedRow("BATCH", 60).build())
                .withMessage("row BATCH, 60 must have 3 values, one a parameter.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().seedRow("BATCH", 61, true).build())
                .withMessage("value (61) is not one of lag. Its values: 1, 10, 60");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline()
                        .constraint("mode != BATCH")
                        .seedRow("BATCH", 60, true)
                        .build())
                .withMessage("seed row BATCH, 60, true violates a constraint: mode != BATCH");
    }

    @Test
    void groupsHaveTheirOwnStrength() {
        CoveringArrays.Builder builder = CoveringArrays.builder();
        IntStream.range(0, 8).forEach(i -> builder.parameter("p" + i, 0, 1, 2));
        CoveringArray array =
                builder.strength(2).group(3, "p0", "p3", "p5", "p7").build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.lowerBound()).isEqualTo(27);
        assertThat(array.explain()).contains("strength 3 within p0, p3, p5, p7");
        assertThat(array.size()).isLessThan(45);
    }

    @Test
    void wrongStrengthSaysTheWayOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().parameter("x", 1, 2).strength(7))
                .withMessage(
                        "strength (7) must be between 1 and the number of parameters (4). Maybe lower strength(7).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().strength(4).build())
                .withMessage(
                        "strength (4) must be between 1 and the number of parameters (3). Maybe lower strength(4).");
        assertThatIllegalArgumentException().isThrownBy(() -> pipeline().strength(0));
        assertThatIllegalStateException()
                .isThrownBy(() -> pipeline().strength(1).strength(2))
                .withMessage("strength was already set to 1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().group(3, "mode", "lag"))
                .withMessageContaining("must be between 1 and the number of its parameters (2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().group(2, "mode", "lagg").build())
                .withMessageContaining("parameter (lagg) is not in the model. Parameters: mode, lag, retry");
    }

    @Test
    void wrongLevelListsAreRefusedAndOneLevelIsConstant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoveringArrays.builder().parameter("lag"))
                .withMessageContaining("parameter lag has no values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoveringArrays.builder().parameter("lag", 1, 2, 1))
                .withMessageContaining("value (1) of parameter lag is listed twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().parameter("lag", 1, 2))
                .withMessageContaining("parameter (lag) is already there");
        assertThatIllegalStateException()
                .isThrownBy(() -> CoveringArrays.builder().build());
        CoveringArray array = pipeline().parameter("region", "eu").build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.explain()).contains("constant: region");
    }

    @Test
    void wrongConstraintsSayWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().constraint("log = 1"))
                .withMessage(
                        "constraint (log = 1) at column 1: expected a parameter, found log. Parameters: mode, lag, retry");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().constraint("mode = BATHC"))
                .withMessageContaining("at column 8: BATHC is not a value of mode. Its values: BATCH, STREAM");
        for (String wrong : List.of(
                "",
                "(",
                "mode =",
                "mode = BATCH and",
                "mode < BATCH",
                "mode = BATCH)",
                "lag in {1,",
                "lag in {}",
                "not",
                "mode = \"BATCH",
                "mode ~ 1",
                "retry = true retry",
                "if retry then",
                "[mode = 1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pipeline().constraint(wrong))
                    .withMessageContaining("at column");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline().constraint("(".repeat(100_000) + "retry"))
                .withMessageContaining("nested more than 100 deep");
    }

    @Test
    void constraintsOfEveryFormAreKept() {
        assertThat(pipeline().constraint("retry => lag in {10, 60}").build().rows())
                .noneMatch(r -> r.get(2).equals(true) && r.get(1).equals(1));
        assertThat(pipeline()
                        .constraint("[mode] <> \"BATCH\" || !retry")
                        .build()
                        .rows())
                .noneMatch(r -> r.get(0).equals("BATCH") && r.get(2).equals(true));
        assertThat(pipeline()
                        .parameter("cap", 10, 60)
                        .constraint("lag <= cap")
                        .build()
                        .rows())
                .noneMatch(r -> (Integer) r.get(1) > (Integer) r.get(3));
        assertThat(pipeline()
                        .constraint("lag not in {1} and lag >= 10.0")
                        .build()
                        .rows())
                .noneMatch(r -> r.get(1).equals(1));
        assertThat(pipeline().forbid(Map.of("mode", "BATCH", "lag", 1)).build().rows())
                .noneMatch(r -> r.get(0).equals("BATCH") && r.get(1).equals(1));
    }

    @Test
    void tooManyCombinationsAreRefusedAtOnce() {
        CoveringArrays.Builder builder = CoveringArrays.builder();
        Object[] ten = IntStream.range(0, 10).boxed().toArray();
        IntStream.range(0, 10_000).forEach(i -> builder.parameter("p" + i, ten));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.strength(2).build())
                .withMessageContaining("combinations, more than");
        Object[] many = IntStream.range(0, 20_000).boxed().toArray();
        CoveringArrays.Builder two =
                CoveringArrays.builder().parameter("a", many).parameter("b", many);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.strength(2).build())
                .withMessageContaining("needs at least 400000000 rows, more than 10000000");
    }

    @Test
    void manyValuesAreFine() {
        CoveringArray array = CoveringArrays.builder()
                .parameter("a", IntStream.range(0, 130).boxed().toArray())
                .parameter("b", IntStream.range(0, 70).boxed().toArray())
                .parameter("c", true, false)
                .constraint("a != b")
                .build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.size()).isEqualTo(130 * 70 - 70);
    }

    @Test
    void existingRowsAreMeasured() {
        CoverageReport report = pipeline()
                .constraint("not (mode = BATCH and lag < 10)")
                .coverageOf(List.of(List.of("STREAM", 1, true), List.of("BATCH", 1, true)));
        assertThat(report.invalidRows()).containsExactly(1);
        assertThat(report.covered()).isEqualTo(3);
        assertThat(report.required()).isEqualTo(15);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.missing()).hasSize(12).contains(Map.of("mode", "BATCH", "lag", 10));
        assertThat(report.explain())
                .startsWith("3 of 15 feasible combinations of 2 parameters are covered, 1 are infeasible");
    }

    @Test
    void theCheckerNoticesWhatIsTakenAway() {
        CoveringArray array = pipeline().build();
        for (int r = 0; r < array.size(); r++) {
            List<List<Object>> rows = new java.util.ArrayList<>(array.rows());
            rows.remove(r);
            assertThat(pipeline().coverageOf(rows).isComplete()).isFalse();
        }
    }

    @Test
    void oneParameterAndStrengthOne() {
        assertThat(CoveringArrays.builder().parameter("a", 1, 2, 3).build().size())
                .isEqualTo(3);
        assertThat(pipeline().strength(1).build().size()).isEqualTo(3);
    }

    @Test
    void binaryTriplesAreDoubled() {
        for (int k : new int[] {5, 11, 12, 20, 23, 60}) {
            CoveringModel.Builder model = CoveringModel.builder();
            for (int p = 0; p < k; p++) {
                model.parameter("p" + p, 0, 1);
            }
            CoveringArray array = CoveringArrays.over(model.build()).strength(3).build();
            assertThat(array.check().isComplete()).as("%s columns", k).isTrue();
            assertThat(array.size()).as("%s columns", k).isLessThanOrEqualTo(Doubling.rows(k));
        }
        assertThat(Doubling.rows(11)).isEqualTo(12);
        assertThat(Doubling.rows(20)).isEqualTo(18);
    }

    @Test
    void weightsFillWhatCoverageLeavesFree() {
        CoveringArray array = CoveringArrays.builder()
                .parameter("a", 1, 2, 3, 4, 5, 6)
                .parameter("b", 1, 2, 3, 4, 5, 6)
                .parameter("flag", "rare", "usual")
                .weight("flag", "usual", 100)
                .constraint("if a = 1 then flag = rare")
                .build();
        assertThat(array.check().isComplete()).isTrue();
        long usual = array.rows().stream().filter(r -> r.get(2).equals("usual")).count();
        assertThat(usual).isGreaterThan(array.size() / 2);
        assertThatThrownBy(() -> CoveringArrays.builder().parameter("a", 1).weight("a", 2, 1))
                .hasMessageContaining("value (2) is not one of a");
        assertThatThrownBy(() -> CoveringArrays.builder().parameter("a", 1).weight("a", 1, 0))
                .hasMessageContaining("weight (0)");
    }

    @Test
    void infeasibleCombinationsAreListed() {
        CoveringArray array = CoveringArrays.builder()
                .parameter("mode", "BATCH", "STREAM")
                .parameter("lag", 1, 10, 60)
                .parameter("retry", true, false)
                .constraint("not (mode = BATCH and lag < 10)")
                .build();
        assertThat(array.check().impossible()).containsExactly(java.util.Map.of("mode", "BATCH", "lag", 1));
        assertThat(array.check().explain()).contains("infeasible: {mode=BATCH, lag=1}");
    }

    @Test
    void tenThousandParametersAndABudgetOfZero() {
        CoveringModel.Builder model = CoveringModel.builder();
        for (int p = 0; p < 10_000; p++) {
            model.parameter("p" + p, 0, 1);
        }
        CoveringArray array = CoveringArrays.over(model.build())
                .compact(io.dataops.api.Budget.steps(0))
                .build();
        assertThat(array.size()).isEqualTo(17);
        assertThatThrownBy(() -> CoveringArrays.over(array.model()).strength(3).build())
                .hasMessageContaining("Maybe lower strength(3).");
    }
}
