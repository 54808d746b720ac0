package io.dataops.testing.property;

import io.dataops.api.Budget;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Looks for a dataset for which a property does not hold, and shrinks it. Sizes, nulls and boundary values vary from dataset
 * to dataset: some are empty, have one row, are full of nulls or of boundary values; the settings that reached new
 * partitions of the input space are used more often.
 *
 * <p>Defaults: 100 runs, up to 50 rows a table, 2,000 property calls to shrink, seed 0. Deterministic.
 *
 * <pre>{@code
 * SearchReport report = DatasetSearch.of(shop).runs(200).seed(1).find(PipelineProperties.idempotent(pipeline));
 * report.explain();   // the smallest failing dataset as CSV and Java, and what of the input space was exercised
 * DatasetSearch.of(shop).runs(0);   // IllegalArgumentException: runs (0) must be at least 1.
 * }</pre>
 */
public final class DatasetSearch {
    private static final double[] SHARES = {0.1, 0, 0.5, 0.9};
    private static final int SETTINGS = 64;

    private final RelationalSchema schema;
    private final int runs;
    private final int rows;
    private final long seed;
    private final Budget shrinking;
    private final Optional<ToDoubleFunction<Dataset>> score;
    private final ProgressListener progress;

    private DatasetSearch(
            RelationalSchema schema,
            int runs,
            int rows,
            long seed,
            Budget shrinking,
            Optional<ToDoubleFunction<Dataset>> score,
            ProgressListener progress) {
        this.schema = schema;
        this.runs = runs;
        this.rows = rows;
        this.seed = seed;
        this.shrinking = shrinking;
        this.score = score;
        this.progress = progress;
    }

    /**
     * Starts with a schema.
     *
     * @param schema the tables
     * @return a search; safe for use by several threads
     */
    public static DatasetSearch of(RelationalSchema schema) {
        return new DatasetSearch(schema, 100, 50, 0, Budget.steps(2_000), Optional.empty(), ProgressListener.silent());
    }

    /**
     * Returns this search with another number of datasets.
     *
     * @param newRuns at least 1
     * @return the search
     */
    public DatasetSearch runs(int newRuns) {
        if (newRuns < 1) {
            throw new IllegalArgumentException("runs (" + newRuns + ") must be at least 1.");
        }
        return new DatasetSearch(schema, newRuns, rows, seed, shrinking, score, progress);
    }

    /**
     * Returns this search with larger or smaller datasets.
     *
     * @param newRows most rows a table, at least 1
     * @return the search
     */
    public DatasetSearch rows(int newRows) {
        if (newRows < 1) {
            throw new IllegalArgumentException("rows (" + newRows + ") must be at least 1.");
        }
        return new DatasetSearch(schema, runs, newRows, seed, shrinking, score, progress);
    }

    /**
     * Returns this search with another seed.
     *
     * @param newSeed any number
     * @return the search
     */
    public DatasetSearch seed(long newSeed) {
        return new DatasetSearch(schema, runs, rows, newSeed, shrinking, score, progress);
    }

    /**
     * Returns this search with another budget for shrinking.
     *
     * @param budget a step is a call of the property
     * @return the search
     */
    public DatasetSearch shrinking(Budget budget) {
        return new DatasetSearch(schema, runs, rows, seed, budget, score, progress);
    }

    /**
     * Returns this search as one that is drawn towards datasets with a high score: after a quarter of the runs, the best
     * datasets so far are changed a little, again and again, and what scores higher takes their place (a steady-state
     * evolution with a pool of eight). A score like the distance that is left to a limit leads to failures that chance
     * does not find.
     *
     * @param newScore the higher, the nearer to a failure; NaN counts as lowest
     * @return the search
     */
    public DatasetSearch maximising(ToDoubleFunction<Dataset> newScore) {
        return new DatasetSearch(schema, runs, rows, seed, shrinking, Optional.of(newScore), progress);
    }

    /**
     * Returns this search with a listener; it hears of every run, and of the best score where there is one.
     *
     * @param listener what to tell
     * @return the search
     */
    public DatasetSearch progress(ProgressListener listener) {
        return new DatasetSearch(schema, runs, rows, seed, shrinking, score, listener);
    }

    /**
     * Looks for a failing dataset.
     *
     * @param property what is to hold
     * @return the report
     */
    public SearchReport find(DatasetProperty property) {
        InputSpace space = new InputSpace(schema);
        int[] worth = new int[SETTINGS];
        ScoredPool pool = new ScoredPool();
        for (int run = 0; run < runs; run++) {
            long hash = Hash.at(Hash.mix(seed), run);
            long own = Hash.mix(hash + 1);
            Dataset data;
            if (score.isPresent() && run >= runs / 4 && !pool.isEmpty()) {
                data = new Evolution(schema, own).changed(pool.pick(hash));
                space.add(data);
            } else {
                int setting = run < SETTINGS ? run : choose(worth, hash);
                data = generator(setting).generate(own);
                worth[setting] = worth[setting] / 2 + Math.min(1_000, space.add(data));
            }
            score.ifPresent(s -> pool.add(data, s.applyAsDouble(data)));
            Progress now = Progress.of("searching", run + 1L).outOf(runs);
            progress.progressed(pool.isEmpty() ? now : now.withBest(pool.best()));
            try {
                property.check(data);
            } catch (VirtualMachineError | InterruptedException e) {
                throw new IllegalStateException("the property was stopped: " + e, e);
            } catch (Throwable failure) {
                ShrunkDataset shrunk = DatasetShrinker.shrink(data, property, shrinking);
                return new SearchReport(
                        run + 1, Optional.of(shrunk), own, space.partitions(), space.unreached(), space.pairs());
            }
        }
        return new SearchReport(runs, Optional.empty(), 0, space.partitions(), space.unreached(), space.pairs());
    }

    /** A setting with a probability by what it was worth, all with some. */
    private static int choose(int[] worth, long hash) {
        long sum = 0;
        for (int w : worth) {
            sum += w + 1L;
        }
        long at = Hash.below(hash, sum);
        int setting = 0;
        while (at >= worth[setting] + 1L) {
            at -= worth[setting++] + 1L;
        }
        return setting;
    }

    private Datasets.Builder generator(int setting) {
        int size = setting % 4;
        int most = size == 1 ? 1 : size == 2 ? Math.max(1, rows / 8) : size == 3 ? Math.min(rows, 3) : rows;
        return Datasets.of(schema).rows(0, most).nulls(SHARES[setting / 4 % 4]).edges(SHARES[setting / 16 % 4]);
    }
}
