package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductConstructionsTest {

    private static void assertComplete(List<int[]> rows, int[] levels, int strength) {
        CoverageChecker.Finding finding = new CoverageChecker(levels, List.of())
                .check(rows, ColumnSets.all(levels.length, strength, List.of()), 0);
        assertThat(finding.covered())
                .as("%d columns, %s levels", levels.length, Arrays.toString(levels))
                .isEqualTo(finding.required());
    }

    private static int[] uniform(int columns, int symbols) {
        int[] levels = new int[columns];
        Arrays.fill(levels, symbols);
        return levels;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 10, 12})
    void powersAreCompleteForEveryNumberOfColumns(int symbols) {
        for (int columns : new int[] {2, 3, 4, 5, 6, 7, 9, 14, 15, 16, 24, 25, 35, 40, 55, 63, 90}) {
            PartitionedArray.Power power = PartitionedArray.Power.best(columns, symbols);
            List<int[]> rows = power.array(uniform(columns, symbols));
            assertComplete(rows, uniform(columns, symbols), 2);
            assertThat(rows.size()).isLessThanOrEqualTo(power.rows());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void doubledArraysAreCompleteForEveryNumberOfColumns(int symbols) {
        for (int columns : new int[] {3, 4, 5, 6, 7, 8, 9, 12, 13, 20, 30}) {
            RouxDoubling.Plan plan = RouxDoubling.Plan.best(columns, symbols);
            List<int[]> rows = plan.array(uniform(columns, symbols));
            assertComplete(rows, uniform(columns, symbols), 3);
            assertThat((long) rows.size()).isLessThanOrEqualTo(plan.rows());
        }
    }

    @Test
    void mixedLevelsAreCompleteToo() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int[] levels = random.ints(3 + random.nextInt(30), 2, 3 + random.nextInt(9))
                    .toArray();
            int largest = Arrays.stream(levels).max().orElseThrow();
            assertComplete(PartitionedArray.Power.best(levels.length, largest).array(levels), levels, 2);
            if (levels.length < 15 && largest < 6) {
                assertComplete(RouxDoubling.Plan.best(levels.length, largest).array(levels), levels, 3);
            }
        }
    }

    @Test
    void aProductOfAnyTwoArraysIsComplete() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int symbols = 3 + random.nextInt(4);
            PartitionedArray left = ingredient(random, symbols);
            PartitionedArray right = ingredient(random, symbols);
            PartitionedArray product = left.times(right);
            assertThat(product.rest()).hasSize(left.rest().size() + right.rest().size());
            assertComplete(product.rows(product.columns()), uniform(product.columns(), symbols), 2);
        }
    }

    @Test
    void aColumnOfSumsIsCompleteAndNoArrayIsSmaller() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int strength = 1 + random.nextInt(4);
            int[] levels = random.ints(strength + 1, 1, 9).toArray();
            List<int[]> rows = SumColumn.array(levels);
            int[] sorted = Arrays.stream(levels).sorted().skip(1).toArray();
            assertComplete(rows, levels, strength);
            assertThat(rows).hasSize(Arrays.stream(sorted).reduce(1, (a, b) -> a * b));
        }
    }

    @ParameterizedTest
    @CsvSource({"3,300,90000", "4,1100,1216609"})
    void parametersWithManyValuesTakeAClosedFormAtOnce(int columns, int symbols, int rows) {
        CoveringArray array = CoveringArrays.over(model(columns, symbols)).build();
        assertThat(array.size()).isLessThanOrEqualTo(rows);
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.provenance().algorithm()).contains("algebraic");
    }

    private static PartitionedArray ingredient(Random random, int symbols) {
        if (GaloisField.isPrimePower(symbols) && random.nextBoolean()) {
            return PartitionedArray.orthogonal(symbols);
        }
        IntModel model = new IntModel(uniform(2 + random.nextInt(4), symbols), List.of());
        return PartitionedArray.of(
                symbols,
                InParameterOrder.build(
                                model, new Request(model.columns, 2, List.of()), List.of(), new int[model.columns])
                        .rows());
    }

    @ParameterizedTest
    @CsvSource({
        "4,24,2,28",
        "4,112,2,40",
        "5,35,2,45",
        "3,54,2,21",
        "4,6,3,64",
        "4,10,3,112",
        "5,12,3,225",
        "12,14,2,167"
    })
    void theChosenArrayHasTheRowsOfTheLiterature(int symbols, int columns, int strength, int rows) {
        CoveringArray array =
                CoveringArrays.over(model(columns, symbols)).strength(strength).build();
        assertThat(array.size()).isLessThanOrEqualTo(rows);
        assertThat(array.check().isComplete()).isTrue();
    }

    private static CoveringModel model(int columns, int symbols) {
        CoveringModel.Builder model = CoveringModel.builder();
        Integer[] values = new Integer[symbols];
        Arrays.setAll(values, i -> i);
        for (int c = 0; c < columns; c++) {
            model.parameter("p" + c, (Object[]) values);
        }
        return model.build();
    }
}
