package io.dataops.testing.mutation;

import io.dataops.api.MissingProviderException;
import io.dataops.testing.property.RelationalSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Sources and the steps that are computed from them, in the order in which they run. Immutable.
 *
 * <pre>{@code
 * Pipeline shop = Pipeline.over(schema)
 *         .step("big_orders", "SELECT customer_id, amount FROM orders WHERE amount >= 100")
 *         .step("spending", "SELECT customer_id, SUM(amount) AS total FROM big_orders GROUP BY customer_id")
 *         .build();
 * Pipeline.over(schema).step("orders", "SELECT 1");
 * // IllegalArgumentException: step (orders) has the name of a source or of another step. Maybe rename it.
 * }</pre>
 */
public final class Pipeline {
    private final RelationalSchema sources;
    private final Map<String, Step> steps;
    private final Map<String, Set<String>> reads;

    private Pipeline(RelationalSchema sources, Map<String, Step> steps, Map<String, Set<String>> reads) {
        this.sources = sources;
        this.steps = steps;
        this.reads = reads;
    }

    /**
     * Starts a pipeline.
     *
     * @param sources the tables that it reads
     * @return a builder
     */
    public static Builder over(RelationalSchema sources) {
        return new Builder(sources);
    }

    /**
     * Returns the tables that the pipeline reads.
     *
     * @return the sources
     */
    public RelationalSchema sources() {
        return sources;
    }

    /**
     * Returns the steps.
     *
     * @return in the order in which they run
     */
    public List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /**
     * Returns what a step reads.
     *
     * @param step the name of a step
     * @return names of sources and steps
     */
    public Set<String> readsOf(String step) {
        return reads.getOrDefault(key(step(step).name()), Set.of());
    }

    /**
     * Returns a step by its name.
     *
     * @param name its name, in any letter case
     * @return the step
     * @throws IllegalArgumentException if there is none
     */
    public Step step(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("step (" + name
                        + ") is not in the pipeline. Steps: "
                        + steps.values().stream().map(Step::name).toList()));
    }

    Optional<Step> find(String name) {
        return Optional.ofNullable(steps.get(key(name)));
    }

    /** The steps that a step needs, itself last, in the order in which they run; given relations end the search. */
    List<Step> needed(String target, Set<String> given) {
        Set<String> open = new LinkedHashSet<>(List.of(key(target)));
        List<String> queue = new ArrayList<>(open);
        for (int i = 0; i < queue.size(); i++) {
            for (String read : reads.getOrDefault(queue.get(i), Set.of())) {
                if (steps.containsKey(key(read)) && !given.contains(key(read)) && open.add(key(read))) {
                    queue.add(key(read));
                }
            }
        }
        return steps.entrySet().stream()
                .filter(e -> open.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** This pipeline with the SQL of one step replaced. */
    Pipeline with(String step, String sql) {
        Map<String, Step> changed = new LinkedHashMap<>(steps);
        Step before = step(step);
        changed.put(
                key(step),
                before instanceof Step.Script
                        ? new Step.Script(before.name(), sql)
                        : new Step.Query(before.name(), sql));
        return new Pipeline(sources, changed, reads);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Collects steps. Not safe for use by several threads. */
    public static final class Builder {
        private final RelationalSchema sources;
        private final Map<String, Step> steps = new LinkedHashMap<>();
        private final Set<String> names = new LinkedHashSet<>();

        private Builder(RelationalSchema sources) {
            this.sources = sources;
            sources.tables().forEach(t -> names.add(key(t.name())));
        }

        /**
         * Adds a query that reads sources and steps before it.
         *
         * @param name the name of its result
         * @param sql one query
         * @return this
         */
        public Builder step(String name, String sql) {
            return add(new Step.Query(name, sql));
        }

        /**
         * Adds statements that read sources and steps before them, and write tables; the table that is named like the step is
         * what it gives.
         *
         * @param name the name of its result
         * @param sql statements with semicolons between them
         * @return this
         */
        public Builder script(String name, String sql) {
            return add(new Step.Script(name, sql));
        }

        /**
         * Adds a transformation in Java that reads sources and steps before it.
         *
         * @param name the name of its result
         * @param inputs names of the relations that it reads
         * @param transformation what it does; it gets the inputs by name
         * @return this
         */
        public Builder step(
                String name, List<String> inputs, Function<Map<String, Relation>, Relation> transformation) {
            for (String input : inputs) {
                if (!names.contains(key(input))) {
                    throw new IllegalArgumentException(
                            "input (" + input + ") of step " + name + " is not there. Known: " + names);
                }
            }
            return add(new Step.Transformation(name, inputs, transformation));
        }

        private Builder add(Step step) {
            if (step.name().isBlank() || !names.add(key(step.name()))) {
                throw new IllegalArgumentException(
                        "step (" + step.name() + ") has the name of a source or of another step. Maybe rename it.");
            }
            steps.put(key(step.name()), step);
            return this;
        }

        /**
         * Builds the pipeline.
         *
         * @return the pipeline
         * @throws IllegalStateException if it has no step
         */
        public Pipeline build() {
            if (steps.isEmpty()) {
                throw new IllegalStateException("the pipeline has no step. Maybe call step(name, sql).");
            }
            if (steps.values().stream().anyMatch(step -> !(step instanceof Step.Transformation))) {
                MissingProviderException.require(
                        Pipeline.class,
                        "net.sf.jsqlparser.parser.CCJSqlParser",
                        "SQL parser",
                        "com.github.jsqlparser:jsqlparser");
            }
            Map<String, Set<String>> reads = new LinkedHashMap<>();
            steps.forEach((key, step) -> {
                Set<String> own = new LinkedHashSet<>(
                        step instanceof Step.Transformation t ? t.inputs() : SqlText.words(step, names));
                own.removeIf(name -> key(name).equals(key));
                reads.put(key, own);
            });
            return new Pipeline(sources, new LinkedHashMap<>(steps), reads);
        }
    }
}
