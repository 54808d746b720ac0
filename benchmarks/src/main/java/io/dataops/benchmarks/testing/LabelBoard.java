package io.dataops.benchmarks.testing;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.testing.mutation.Mutant;
import io.dataops.testing.mutation.MutantResult;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Step;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether the labels of the mutation board are right, checked by a way that knows neither rules nor reasons: every dataset of up
 * to two rows a table over a few values is enumerated, stored under the constraints of the schema by plain JDBC, and the
 * original and all mutants run on it. A difference refutes the label E; for N one is looked for. Where there are more than
 * 200,000 datasets a query, every k-th is taken.
 */
public final class LabelBoard implements Board {
    private static final long MOST = 200_000;

    @Override
    public String name() {
        return "labels";
    }

    @Override
    public String question() {
        return "are the labels of the mutation board right, by enumeration of small datasets";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        Pipeline pipeline = MutationBoard.pipeline(MutationBoard.resource("mutation-schema.sql"));
        Map<String, MutationBoard.Label> labels = MutationBoard.labels();
        List<Mutant> mutants =
                MutationBoard.mutation(pipeline)
                        .tests(PipelineTest.of("none", run -> {}))
                        .datasets(0)
                        .run()
                        .results()
                        .stream()
                        .map(MutantResult::mutant)
                        .toList();
        long equivalents = 0;
        long refuted = 0;
        long distinct = 0;
        long confirmed = 0;
        long datasets = 0;
        try (SmallDatasets data = new SmallDatasets(MutationBoard.resource("mutation-schema.sql"))) {
            for (Step step : pipeline.steps()) {
                List<Mutant> own = mutants.stream()
                        .filter(m -> m.step().equals(step.name()))
                        .toList();
                String original = ((Step.Query) step).sql();
                Set<String> different = new HashSet<>();
                long[] counted = data.forEach(original, MOST, () -> {
                    List<String> expected = data.rows(original);
                    for (Mutant mutant : own) {
                        if (!different.contains(mutant.id()) && !expected.equals(data.rows(mutant.mutated()))) {
                            different.add(mutant.id());
                        }
                    }
                });
                datasets += counted[0];
                List<Mutant> open = new ArrayList<>();
                Map<Boolean, Long> sums = new HashMap<>();
                for (Mutant mutant : own) {
                    boolean equivalent = labels.get(mutant.id()).equivalent();
                    sums.merge(equivalent, 1L, Long::sum);
                    boolean differs = different.contains(mutant.id());
                    refuted += equivalent && differs ? 1 : 0;
                    confirmed += !equivalent && differs ? 1 : 0;
                    if (equivalent && differs) {
                        out.println("refuted: " + mutant);
                    } else if (!equivalent && !differs) {
                        open.add(mutant);
                    }
                }
                equivalents += sums.getOrDefault(true, 0L);
                distinct += sums.getOrDefault(false, 0L);
                out.printf(
                        Locale.ROOT,
                        "%-18s %6d of %8d datasets, %3d equivalent, %3d distinct, %2d not shown to be%n",
                        step.name(),
                        counted[0],
                        counted[1],
                        sums.getOrDefault(true, 0L),
                        sums.getOrDefault(false, 0L),
                        open.size());
                open.forEach(mutant -> out.println("  " + mutant.operator() + " "
                        + mutant.diff().lines().skip(1).findFirst().orElse("")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Score()
                .put("datasets", datasets)
                .put("equivalent", equivalents)
                .put("refuted", refuted)
                .put("distinct", distinct)
                .put("confirmed", confirmed);
    }
}
