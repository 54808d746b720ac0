package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws against brute force: every row of the full product is looked at. */
class CoveringArraysProperties {

    static CoveringModel model(Random random, int parameters, int constraints) {
        CoveringModel.Builder builder = CoveringModel.builder();
        int[] levels = new int[parameters];
        for (int p = 0; p < parameters; p++) {
            levels[p] = 1 + random.nextInt(4);
            Object[] values = new Object[levels[p]];
            for (int v = 0; v < values.length; v++) {
                values[v] = v;
            }
            builder.parameter("p" + p, values);
        }
        for (int c = 0; c < constraints; c++) {
            StringBuilder text = new StringBuilder();
            int literals = 1 + random.nextInt(3);
            for (int i = 0; i < literals; i++) {
                int p = random.nextInt(parameters);
                int q = random.nextInt(parameters);
                text.append(i == 0 ? "" : random.nextBoolean() ? " or " : " and ");
                switch (random.nextInt(4)) {
                    case 0 -> text.append("p" + p + " <= p" + q);
                    case 1 -> text.append("not (p" + p + " = " + random.nextInt(levels[p]) + ")");
                    case 2 -> text.append("p" + p + " != " + random.nextInt(levels[p]));
                    default -> text.append("(p" + p + " > 0 => p" + q + " >= 1)");
                }
            }
            builder.constraint(text.toString());
        }
        return builder.build();
    }

    static List<int[]> validRows(CoveringModel model) {
        int[] levels = model.levels();
        List<int[]> out = new ArrayList<>();
        int[] row = new int[levels.length];
        while (true) {
            if (model.clauses().stream().allMatch(c -> c.holds(row))) {
                out.add(row.clone());
            }
            int p = 0;
            while (p < row.length && ++row[p] == levels[p]) {
                row[p++] = 0;
            }
            if (p == row.length) {
                return out;
            }
        }
    }

    static Set<List<Integer>> tuples(List<int[]> rows, int columns, int strength) {
        Set<List<Integer>> out = new HashSet<>();
        List<int[]> sets = ColumnSets.all(columns, strength, List.of());
        for (int[] row : rows) {
            for (int[] set : sets) {
                List<Integer> tuple = new ArrayList<>();
                for (int p : set) {
                    tuple.add(p);
                    tuple.add(row[p]);
                }
                out.add(tuple);
            }
        }
        return out;
    }

    @Property(tries = 300)
    void coversExactlyWhatIsFeasible(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int parameters,
            @ForAll @IntRange(min = 0, max = 5) int constraints,
            @ForAll @IntRange(min = 1, max = 4) int wanted) {
        Random random = new Random(seed);
        int strength = Math.min(wanted, parameters);
        CoveringModel model = model(random, parameters, constraints);
        List<int[]> valid = validRows(model);
        CoveringArray array = CoveringArrays.over(model).strength(strength).build();
        if (valid.isEmpty()) {
            assertThat(array.rows()).isEmpty();
            assertThat(array.conflict()).isNotEmpty();
            return;
        }
        List<int[]> rows = array.rows().stream().map(model::encode).toList();
        assertThat(rows).allMatch(r -> model.clauses().stream().allMatch(c -> c.holds(r)));
        Set<List<Integer>> feasible = tuples(valid, parameters, strength);
        assertThat(tuples(rows, parameters, strength)).isEqualTo(feasible);
        CoverageReport report = array.check();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.required()).isEqualTo(feasible.size());
        assertThat(report.infeasible()).isEqualTo(array.infeasible());
        assertThat(array.lowerBound()).isBetween(1, array.size());
    }

    @Property(tries = 100)
    void theConflictIsMinimal(@ForAll long seed) {
        Random random = new Random(seed);
        CoveringModel model = model(random, 3, 8);
        List<String> conflict = model.conflict();
        assertThat(conflict.isEmpty()).isEqualTo(!validRows(model).isEmpty());
        for (String left : conflict) {
            CoveringModel.Builder without = CoveringModel.builder();
            model.parameters().forEach(without::parameter);
            conflict.stream().filter(c -> !c.equals(left)).forEach(without::constraint);
            assertThat(validRows(without.build())).isNotEmpty();
        }
    }
}
