package io.dataops.testing.mutation;

import io.dataops.api.Budget;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.DatasetProperty;
import io.dataops.testing.property.DatasetShrinker;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.ShrunkDataset;
import io.dataops.testing.property.Table;
import io.dataops.testing.property.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for datasets on which a step and its mutants differ: small ones whose cells come from the literals of the queries,
 * the values beside them and a few simple ones. Every dataset is tried on all mutants that are still alive, and a difference is
 * shrunk to the smallest dataset that shows it, on which both are run once more.
 */
final class WitnessSearch {
    private static final int SHRINKING = 300;
    private static final int FRAGILE = 20;
    /** Where the order in which rows are stored can show in a result. */
    static final Pattern SENSITIVE = Pattern.compile(
            "(?i)\\b(over|limit|fetch|offset|top|first|last|any_value|mode|\\w+_agg|\\w+_by|arg_\\w+|listagg|group_concat|list|array"
                    + "|rand\\w*|uuid|\\w*sample|_?row_?id_?|row_?num\\w*|distinct\\s+on)\\b");

    private final Pipeline pipeline;
    private final Workspace workspace;
    private final ValuePools pools;
    private final long seed;

    WitnessSearch(Pipeline pipeline, Catalog catalog, Workspace workspace, long seed) {
        this.pipeline = pipeline;
        this.workspace = workspace;
        this.pools = new ValuePools(pipeline, catalog);
        this.seed = seed;
    }

    /** What a query gives: rows, or an error. */
    private record Outcome(@Nullable Relation rows, String error) {}

    /**
     * What was found.
     *
     * @param witnesses a dataset that tells a mutant from the original, by its id
     * @param fragile mutants that differ only by what equal sort keys leave open, so that no test can rely on it
     */
    record Found(Map<String, KillingDataset> witnesses, Set<String> fragile) {}

    /**
     * Searches for all mutants of a step.
     *
     * @param runs how many datasets to try
     */
    Found search(String step, List<Mutant> mutants, int runs) throws SQLException {
        Map<String, KillingDataset> found = new LinkedHashMap<>();
        Map<String, Integer> fragile = new HashMap<>();
        Map<String, Pipeline> alive = new LinkedHashMap<>();
        Map<String, Mutant> byId = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            alive.put(mutant.id(), pipeline.with(step, mutant.mutated()));
            byId.put(mutant.id(), mutant);
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < runs && !alive.isEmpty(); run++) {
            Dataset data = dataset(step, random);
            workspace.scratch(data);
            Outcome original = outcome(pipeline, step);
            List<String> killed = new ArrayList<>();
            for (Map.Entry<String, Pipeline> mutant : alive.entrySet()) {
                if ((original.rows() != null || isRefusal(byId.get(mutant.getKey())))
                        && differ(byId.get(mutant.getKey()), original, outcome(mutant.getValue(), step))) {
                    killed.add(mutant.getKey());
                }
            }
            for (String id : killed) {
                Mutant mutant = byId.get(id);
                if (mutant == null) {
                    continue;
                }
                Optional<KillingDataset> witness = witness(step, mutant, data);
                witness.ifPresent(w -> found.put(id, w));
                if (witness.isPresent() || fragile.merge(id, 1, Integer::sum) == FRAGILE) {
                    alive.remove(id);
                }
            }
        }
        fragile.keySet().removeAll(found.keySet());
        return new Found(found, fragile.keySet());
    }

    private Outcome outcome(Pipeline variant, String step) {
        try {
            return new Outcome(workspace.computed(variant, step, Set.of()), "");
        } catch (SQLException | PipelineException e) {
            return new Outcome(
                    null, String.valueOf(e.getMessage()).lines().findFirst().orElse("an error"));
        }
    }

    private static boolean differ(@Nullable Mutant mutant, Outcome original, Outcome mutated) {
        Relation a = original.rows();
        Relation b = mutated.rows();
        if (a == null || b == null) {
            return (a == null) != (b == null);
        }
        // Equal sort keys leave the order open, so that only a change of the order itself is judged by it.
        return (mutant != null && isOrdered(mutant)) ? !a.isSameInOrderAs(b) : !a.isSameAs(b);
    }

    /** Whether a mutant can show in the order of the result alone. */
    private static boolean isOrdered(Mutant mutant) {
        return mutant.operator() == MutationOperator.ORDER && mutant.place().equals("main query, order by");
    }

    /** Whether a mutant can show in rows that the original refuses. */
    private static boolean isRefusal(@Nullable Mutant mutant) {
        return mutant != null && mutant.operator() == MutationOperator.CONSTRAINT_DROPPED;
    }

    private static final class Differs extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Differs() {
            super("the results differ", null, false, false);
        }
    }

    private Optional<KillingDataset> witness(String step, Mutant mutant, Dataset data) throws SQLException {
        Pipeline mutated = pipeline.with(step, mutant.mutated());
        DatasetProperty same = candidate -> {
            if (alwaysDiffer(step, mutant, mutated, candidate)) {
                throw new Differs();
            }
        };
        ShrunkDataset shrunk;
        try {
            shrunk = DatasetShrinker.shrink(data, same, failure -> "differs", Budget.steps(SHRINKING));
        } catch (IllegalArgumentException | IllegalStateException unstable) {
            return Optional.empty();
        }
        workspace.scratch(shrunk.dataset());
        Outcome expected = outcome(pipeline, step);
        Outcome actual = outcome(mutated, step);
        boolean refused = expected.rows() == null;
        if ((refused && !isRefusal(mutant)) || !differ(mutant, expected, actual)) {
            return Optional.empty();
        }
        return Optional.of(new KillingDataset(
                step,
                shrunk.dataset(),
                Optional.ofNullable(expected.rows()).orElse(new Relation(List.of(), List.of())),
                Optional.ofNullable(actual.rows()),
                actual.error(),
                isOrdered(mutant),
                refused));
    }

    /** Whether the two differ, and the original gives the same, however the rows of the sources are stored. */
    private boolean alwaysDiffer(String step, Mutant mutant, Pipeline mutated, Dataset data) throws SQLException {
        Relation first = null;
        StringBuilder all = new StringBuilder(mutant.original()).append(' ').append(mutant.mutated());
        pipeline.needed(step, Set.of()).forEach(s -> all.append(' ').append(SqlText.of(s)));
        boolean open = SENSITIVE.matcher(all).find();
        for (Layout layout : open ? Layout.values() : new Layout[] {Layout.GIVEN}) {
            workspace.scratch(layout.of(data));
            Outcome original = outcome(pipeline, step);
            Relation rows = original.rows();
            if ((rows == null && !isRefusal(mutant)) || !differ(mutant, original, outcome(mutated, step))) {
                return false;
            }
            if (rows == null) {
                continue;
            }
            if (first == null) {
                first = rows;
            } else if (!first.isSameAs(rows)) {
                return false;
            }
        }
        return true;
    }

    /** How rows are stored. */
    private enum Layout {
        GIVEN,
        REVERSED,
        SORTED;

        Dataset of(Dataset data) {
            if (this == GIVEN) {
                return data;
            }
            List<Table> tables = new ArrayList<>();
            for (Table table : data.tables()) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                table.rows().forEach(row -> rows.add(new ArrayList<>(row.values())));
                if (this == REVERSED) {
                    Collections.reverse(rows);
                } else {
                    rows.sort(Comparator.comparing(Layout::key));
                }
                tables.add(Table.of(table.schema(), rows));
            }
            return Dataset.of(data.schema(), tables);
        }

        /** Whole numbers by value, everything else by its text. */
        private static String key(List<@Nullable Object> row) {
            StringBuilder out = new StringBuilder();
            for (Object cell : row) {
                out.append(
                        cell instanceof Long number
                                ? String.format(Locale.ROOT, "%20s", Long.toUnsignedString(number ^ Long.MIN_VALUE))
                                : String.valueOf(cell));
            }
            return out.toString();
        }
    }

    private Dataset dataset(String step, SplittableRandom random) {
        long own = random.nextLong();
        int most = 1 + random.nextInt(6);
        double nulls = new double[] {0, 0.2, 0.5}[random.nextInt(3)];
        Datasets.Builder generator = Datasets.of(pools.schema(step, random))
                .rows(0, most)
                .nulls(nulls)
                .edges(0);
        Set<String> wanted = pools.sourcesOf(step);
        for (TableSchema table : pipeline.sources().tables()) {
            if (!wanted.contains(table.name())) {
                generator.rows(table.name(), 0, 0);
            }
        }
        Dataset drawn = generator.generate(own);
        List<Table> tables = new ArrayList<>();
        for (Table table : drawn.tables()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            table.rows().forEach(row -> rows.add(new ArrayList<>(row.values())));
            tables.add(Table.of(pipeline.sources().table(table.schema().name()), rows));
        }
        return Dataset.of(pipeline.sources(), tables);
    }
}
