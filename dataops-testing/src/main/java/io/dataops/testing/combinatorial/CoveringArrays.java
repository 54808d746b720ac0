package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds covering arrays: few rows in which every combination of values of any t parameters occurs.
 *
 * <p>Defaults: strength 2, no groups, no seed rows, no compaction (a budget of 0 steps, seed 0). One step of the budget is
 * one move of the local search that takes rows away. The same model, options and step budget give the same rows.
 *
 * <pre>{@code
 * CoveringArray array = CoveringArrays.builder()
 *         .parameter("mode", "BATCH", "STREAM")
 *         .parameter("lag", 1, 10, 60)
 *         .parameter("retry", true, false)
 *         .constraint("not (mode = BATCH and lag < 10)")
 *         .strength(2)
 *         .build();
 * array.rows();                // every feasible pair of values is in some row
 * array.check().isComplete();  // true, counted by an independent checker
 * CoveringArrays.builder().parameter("mode", 1, 2).strength(7).build();
 * // IllegalArgumentException: strength (7) must be between 1 and the number of parameters (1). Maybe lower strength(7).
 * }</pre>
 *
 * <p>Contradictory constraints are a result without rows that names a minimal conflicting set. A request for more than 2
 * billion combinations, or that needs more than about 1 GB to count them, is refused.
 */
public final class CoveringArrays {
    private static final int MAX_STRENGTH = 6;

    private CoveringArrays() {}

    /**
     * Starts a request with parameters that are added one by one.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(Optional.empty());
    }

    /**
     * Starts a request for a model.
     *
     * @param model the parameters and constraints
     * @return a builder to which no parameters can be added
     */
    public static Builder over(CoveringModel model) {
        return new Builder(Optional.of(model));
    }

    /** Collects what to cover; each option can be set once. Not safe for use by several threads. */
    public static final class Builder {
        private final Optional<CoveringModel> given;
        private final CoveringModel.Builder own = CoveringModel.builder();
        private Optional<Integer> strength = Optional.empty();
        private final List<StrengthGroup> groups = new ArrayList<>();
        private final List<List<?>> seedRows = new ArrayList<>();
        private Optional<Budget> budget = Optional.empty();
        private Optional<ProgressListener> listener = Optional.empty();

        private Builder(Optional<CoveringModel> given) {
            this.given = given;
        }

        private CoveringModel.Builder model() {
            if (given.isPresent()) {
                throw new IllegalStateException(
                        "the model was already given. Maybe build it by CoveringModel.builder().");
            }
            return own;
        }

        /**
         * Adds a parameter.
         *
         * @param name its name, not used before
         * @param values its values, at least one, each once
         * @return this
         */
        public Builder parameter(String name, Object... values) {
            model().parameter(name, values);
            return this;
        }

        /**
         * Adds invalid values to a parameter: no row has two of them.
         *
         * @param name a parameter that was added before; call this before any constraint
         * @param values values that the system is to refuse
         * @return this
         */
        public Builder negative(String name, Object... values) {
            model().negative(name, values);
            return this;
        }

        /**
         * Prefers a value where coverage leaves the choice.
         *
         * @param name a parameter that was added before
         * @param value one of its values
         * @param weight 1 to 1,000,000; values without one have 1
         * @return this
         */
        public Builder weight(String name, Object value, int weight) {
            model().weight(name, value, weight);
            return this;
        }

        /**
         * Adds a constraint on parameters that were added before; {@link CoveringModel} says what it may look like.
         *
         * @param expression what must hold in every row
         * @return this
         */
        public Builder constraint(String expression) {
            model().constraint(expression);
            return this;
        }

        /**
         * Forbids values to come together.
         *
         * @param combination value by parameter name, at least one
         * @return this
         */
        public Builder forbid(Map<String, ?> combination) {
            model().forbid(combination);
            return this;
        }

        /**
         * Sets how many parameters are taken together.
         *
         * @param newStrength from 1 to 6, and at most the number of parameters
         * @return this
         */
        public Builder strength(int newStrength) {
            strength.ifPresent(s -> {
                throw new IllegalStateException("strength was already set to " + s + ".");
            });
            if (newStrength < 1 || newStrength > MAX_STRENGTH) {
                int parameters = given.map(m -> m.parameters().size())
                        .orElse(own.parametersSoFar().size());
                throw new IllegalArgumentException("strength (" + newStrength + ") must be between 1 and "
                        + (parameters > 0 && parameters < MAX_STRENGTH
                                ? "the number of parameters (" + parameters + ")"
                                : String.valueOf(MAX_STRENGTH))
                        + ". Maybe lower strength(" + newStrength + ").");
            }
            strength = Optional.of(newStrength);
            return this;
        }

        /**
         * Covers some parameters with a strength of their own, usually a higher one.
         *
         * @param groupStrength from 1 to 6, and at most the number of the group's parameters
         * @param parameters names of parameters
         * @return this
         */
        public Builder group(int groupStrength, String... parameters) {
            groups.add(new StrengthGroup(groupStrength, List.of(parameters)));
            return this;
        }

        /**
         * Adds a row that must be in the array; what it covers is not covered again without need.
         *
         * @param values one value a parameter, in the order of the parameters
         * @return this
         */
        public Builder seedRow(Object... values) {
            seedRows.add(List.of(values));
            return this;
        }

        /**
         * Adds rows that must be in the array.
         *
         * @param rows one value a parameter, in the order of the parameters
         * @return this
         */
        public Builder seedRows(List<? extends List<?>> rows) {
            rows.forEach(row -> seedRows.add(List.copyOf(row)));
            return this;
        }

        /**
         * Sets how long to look for fewer rows.
         *
         * @param newBudget steps or time; 0 for the fast engine's rows as they are
         * @return this
         */
        public Builder compact(Budget newBudget) {
            budget.ifPresent(b -> {
                throw new IllegalStateException("compact was already set to " + b + ".");
            });
            budget = Optional.of(newBudget);
            return this;
        }

        /**
         * Sets who hears whenever fewer rows were found: {@code best} is their number, {@code bound} the proven least, and
         * {@code done} the steps of the lane that found them.
         *
         * @param newListener called by one thread at a time; what it throws ends the search
         * @return this
         */
        public Builder progress(ProgressListener newListener) {
            listener.ifPresent(l -> {
                throw new IllegalStateException("progress was already set.");
            });
            listener = Optional.of(newListener);
            return this;
        }

        /**
         * Counts what existing rows cover, instead of building an array.
         *
         * @param rows one value a parameter, in the order of the parameters
         * @return which combinations they have and which are missing
         */
        public CoverageReport coverageOf(List<? extends List<?>> rows) {
            CoveringModel model = given.orElseGet(own::build);
            return CoveringArray.check(model, checkedStrength(model), groups, rows);
        }

        /**
         * Builds the array.
         *
         * @return the array; without rows if the constraints contradict each other
         * @throws IllegalArgumentException if strength, groups or seed rows do not fit the model, or the request is too big
         */
        public CoveringArray build() {
            CoveringModel model = given.orElseGet(own::build);
            int t = checkedStrength(model);
            List<int[]> seeds = new ArrayList<>();
            Set<List<Object>> distinct = new HashSet<>();
            IntModel integers = model.integers();
            for (List<?> row : seedRows) {
                int[] encoded = model.encode(row);
                if (!integers.valid(encoded)) {
                    throw new IllegalArgumentException(
                            "seed row " + Names.some(row) + " violates a constraint: " + violated(model, encoded));
                }
                if (distinct.add(model.decode(encoded))) {
                    seeds.add(encoded);
                }
            }
            return Generation.run(
                    model,
                    integers,
                    t,
                    groups,
                    seeds,
                    budget.orElse(Budget.steps(0)),
                    listener.orElse(ProgressListener.silent()));
        }

        private static String violated(CoveringModel model, int[] row) {
            return model.clauses().stream()
                    .filter(c -> !c.holds(row))
                    .map(c -> model.constraints().get(c.origin()))
                    .findFirst()
                    .orElse("");
        }

        private int checkedStrength(CoveringModel model) {
            int parameters = model.parameters().size();
            int t = strength.orElse(Math.min(2, parameters));
            if (t > parameters) {
                throw new IllegalArgumentException(
                        "strength (" + t + ") must be between 1 and the number of parameters (" + parameters
                                + "). Maybe lower strength(" + t + ").");
            }
            groups.forEach(g -> g.in(model));
            return t;
        }
    }
}
