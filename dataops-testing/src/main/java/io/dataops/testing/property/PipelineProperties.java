package io.dataops.testing.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ready-made properties of a pipeline from dataset to dataset, each as something to check, search and shrink with. A
 * violation is an {@link AssertionError} that says what differs.
 *
 * <pre>{@code
 * DatasetProperty property = PipelineProperties.idempotent(pipeline);
 * SearchReport report = DatasetSearch.of(shop).runs(200).seed(1).find(property);
 * report.failure();   // empty, or the smallest dataset for which running twice differs from running once
 * }</pre>
 */
public final class PipelineProperties {
    private PipelineProperties() {}

    /** How the number of rows after relates to the number before. */
    public enum Rows {
        /** As many after as before. */
        SAME,
        /** At most as many after as before: a filter. */
        AT_MOST,
        /** At least as many after as before. */
        AT_LEAST
    }

    /**
     * The output has the tables and columns of the input.
     *
     * @param pipeline the pipeline
     * @return the property
     */
    public static DatasetProperty preservesSchema(UnaryOperator<Dataset> pipeline) {
        return data -> holds(
                pipeline.apply(data).schema().equals(data.schema()),
                "the schema of the output differs from the input's");
    }

    /**
     * The output obeys its schema: types, keys, references.
     *
     * @param pipeline the pipeline
     * @return the property
     */
    public static DatasetProperty keepsKeysAndReferences(UnaryOperator<Dataset> pipeline) {
        return data -> {
            List<String> violations = pipeline.apply(data).violations();
            holds(violations.isEmpty(), String.join("; ", violations));
        };
    }

    /**
     * The number of rows of a table relates to what it was.
     *
     * @param pipeline the pipeline
     * @param table the name of a table, before and after
     * @param relation the relation
     * @return the property
     */
    public static DatasetProperty relatesRows(UnaryOperator<Dataset> pipeline, String table, Rows relation) {
        return data -> {
            int before = data.table(table).size();
            int after = pipeline.apply(data).table(table).size();
            boolean fine = switch (relation) {
                case SAME -> after == before;
                case AT_MOST -> after <= before;
                case AT_LEAST -> after >= before;
            };
            holds(fine, table + " had " + before + " rows and has " + after + ", expected " + relation);
        };
    }

    /**
     * Running twice gives what running once gives.
     *
     * @param pipeline the pipeline
     * @return the property
     */
    public static DatasetProperty idempotent(UnaryOperator<Dataset> pipeline) {
        return data -> {
            Dataset once = pipeline.apply(data);
            same(once, pipeline.apply(once), "running twice differs from running once");
        };
    }

    /**
     * The order of the input's rows does not change which rows come out.
     *
     * @param pipeline the pipeline
     * @param seed the seed of the order to compare with
     * @return the property
     */
    public static DatasetProperty ignoresOrder(UnaryOperator<Dataset> pipeline, long seed) {
        return data -> {
            Dataset expected = pipeline.apply(data);
            same(expected, pipeline.apply(ordered(data, true, seed)), "reversing the input changes the output");
            same(expected, pipeline.apply(ordered(data, false, seed)), "another order of the input changes the output");
        };
    }

    /**
     * Adding a second batch to what a first one gave is the same as starting anew with both.
     *
     * @param full the pipeline from scratch
     * @param incremental takes the output so far and a batch of input, and gives the new output
     * @return the property
     */
    public static DatasetProperty incrementalEqualsFull(
            UnaryOperator<Dataset> full, BinaryOperator<Dataset> incremental) {
        return data -> {
            boolean[][] firstHalf = Reduction.all(data);
            for (boolean[] kept : firstHalf) {
                Arrays.fill(kept, kept.length / 2, kept.length, false);
            }
            Dataset first = Reduction.keep(data, firstHalf);
            List<Table> rest = new ArrayList<>();
            for (int t = 0; t < firstHalf.length; t++) {
                boolean[] others = new boolean[firstHalf[t].length];
                for (int r = 0; r < others.length; r++) {
                    others[r] = !firstHalf[t][r];
                }
                rest.add(data.tables().get(t).only(others));
            }
            Dataset second = Dataset.of(data.schema(), rest);
            same(
                    full.apply(data),
                    incremental.apply(full.apply(first), second),
                    "incremental differs from full refresh");
        };
    }

    /**
     * Every value of the output is a value of the input.
     *
     * @param pipeline the pipeline
     * @return the property
     */
    public static DatasetProperty inventsNothing(UnaryOperator<Dataset> pipeline) {
        return data -> {
            Set<Object> known = new HashSet<>();
            data.tables()
                    .forEach(t -> t.rows()
                            .forEach(r -> r.values().forEach(v -> {
                                if (v != null) {
                                    known.add(v);
                                }
                            })));
            for (Table table : pipeline.apply(data).tables()) {
                for (Row row : table.rows()) {
                    for (Object value : row.values()) {
                        holds(
                                value == null || known.contains(value),
                                "value (" + value + ") of table "
                                        + table.schema().name() + " is not in the input");
                    }
                }
            }
        };
    }

    /**
     * More input never gives a smaller figure: taking the last half of every table away does not raise it.
     *
     * @param pipeline the pipeline
     * @param figure what is read off the output
     * @return the property
     */
    public static DatasetProperty monotone(UnaryOperator<Dataset> pipeline, ToDoubleFunction<Dataset> figure) {
        return data -> {
            boolean[][] half = Reduction.all(data);
            for (boolean[] kept : half) {
                Arrays.fill(kept, (kept.length + 1) / 2, kept.length, false);
            }
            double less = figure.applyAsDouble(pipeline.apply(Reduction.keep(data, half)));
            double all = figure.applyAsDouble(pipeline.apply(data));
            holds(less <= all, "the figure falls from " + less + " to " + all + " although there is more input");
        };
    }

    /**
     * A column has the distribution that it had, by a test that suits its kind, with a critical value for the sample sizes:
     * Kolmogorov and Smirnov's for numbers, dates and times, which for tied values is on the safe side of a false alarm; chi
     * squared for texts, booleans, identifiers and bytes. Nulls are left out. Nothing is decided on fewer than 20 values.
     *
     * @param pipeline the pipeline
     * @param table the name of a table
     * @param column the name of a column
     * @param significance probability of a false alarm, above 0 and below 1
     * @return the property
     */
    public static DatasetProperty preservesDistribution(
            UnaryOperator<Dataset> pipeline, String table, String column, double significance) {
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException("significance (" + significance + ") must be above 0 and below 1.");
        }
        return data -> {
            String moved = SameDistribution.difference(
                    data.table(table).column(column),
                    pipeline.apply(data).table(table).column(column),
                    significance);
            holds(moved.isEmpty(), "distribution of " + column + " " + moved);
        };
    }

    private static Dataset ordered(Dataset data, boolean reversed, long seed) {
        List<Table> tables = new ArrayList<>();
        for (Table table : data.tables()) {
            Permutation order = new Permutation(Math.max(1, table.size()), seed);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int r = 0; r < table.size(); r++) {
                int from = reversed ? table.size() - 1 - r : (int) order.at(r);
                rows.add(table.rows().get(from).values());
            }
            tables.add(Table.of(table.schema(), rows));
        }
        return Dataset.of(data.schema(), tables);
    }

    /** Compares datasets as bags of rows. */
    private static void same(Dataset expected, Dataset actual, String otherwise) {
        holds(expected.tables().size() == actual.tables().size(), otherwise + ": other tables");
        for (int t = 0; t < expected.tables().size(); t++) {
            Map<Row, Integer> counts = new HashMap<>();
            expected.tables().get(t).rows().forEach(r -> counts.merge(r, 1, Integer::sum));
            actual.tables().get(t).rows().forEach(r -> counts.merge(r, -1, Integer::sum));
            String name = expected.tables().get(t).schema().name();
            for (Row row : expected.tables().get(t).rows()) {
                holds(counts.getOrDefault(row, 0) == 0, otherwise + ": table " + name + " row " + row);
            }
            for (Row row : actual.tables().get(t).rows()) {
                holds(counts.getOrDefault(row, 0) == 0, otherwise + ": table " + name + " row " + row);
            }
        }
    }

    private static void holds(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
