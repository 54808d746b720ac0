package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A system under test as parameters with their values, and constraints on them. Immutable and safe for use by several
 * threads.
 *
 * <p>A constraint says what must hold in every row. Grammar, in any letter case:
 *
 * <pre>
 *   constraint := or [ "=&gt;" constraint ] | "if" constraint "then" constraint [ "else" constraint ]
 *   or         := and { "or" and }          also ||
 *   and        := not { "and" not }         also &amp;&amp;
 *   not        := { "not" } ( "(" constraint ")" | comparison )          also !
 *   comparison := parameter ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) ( value | parameter )
 *               | parameter [ "not" ] "in" "{" value { "," value } "}" | boolean parameter
 * </pre>
 *
 * <p>Names or values with other characters than letters, digits and {@code _ . $ - : /} are written in quotes. Numbers
 * compare as numbers, everything else by its text, and only numbers have an order.
 *
 * <pre>{@code
 * CoveringModel model = CoveringModel.builder()
 *         .parameter("mode", "BATCH", "STREAM")
 *         .parameter("lag", 1, 10, 60)
 *         .constraint("not (mode = BATCH and lag < 10)")
 *         .build();
 * CoveringModel.builder().parameter("lag", 1).constraint("log = 1").build();
 * // IllegalArgumentException: constraint (log = 1) at column 1: expected a parameter, found log. Parameters: lag
 * }</pre>
 */
public final class CoveringModel {
    private final List<Parameter> parameters;
    private final List<String> constraints;
    private final List<Clause> clauses;
    private final Map<String, Integer> index;
    private final Map<Integer, Map<Object, Integer>> weights;

    private CoveringModel(Builder builder) {
        this.parameters = List.copyOf(builder.parameters);
        this.constraints = List.copyOf(builder.constraints);
        this.clauses = List.copyOf(builder.clauses);
        this.index = Map.copyOf(builder.index);
        this.weights = Map.copyOf(builder.weights);
    }

    /**
     * Starts a model.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the parameters.
     *
     * @return in the order in which they were given
     */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * Returns the constraints as they were written.
     *
     * @return in the order in which they were given
     */
    public List<String> constraints() {
        return constraints;
    }

    /**
     * Returns a smallest set of constraints that contradict each other: without any one of them there is a valid row.
     * Takes one satisfiability check per constraint.
     *
     * @return the constraints as they were written; empty if there is a valid row
     */
    public List<String> conflict() {
        if (satisfiable(clauses)) {
            return List.of();
        }
        List<Clause> core = new ArrayList<>(clauses);
        for (int origin = 0; origin < constraints.size(); origin++) {
            int left = origin;
            List<Clause> without = core.stream().filter(c -> c.origin() != left).toList();
            if (without.size() < core.size() && !satisfiable(without)) {
                core = new ArrayList<>(without);
            }
        }
        return core.stream()
                .map(Clause::origin)
                .distinct()
                .map(constraints::get)
                .toList();
    }

    private boolean satisfiable(List<Clause> some) {
        return new Feasibility(new IntModel(levels(), some)).anyRow().isPresent();
    }

    /** How often a value is wanted, relative to the others of its parameter; null if none of them has a weight. */
    int @Nullable [] weights(int column) {
        Map<Object, Integer> given = weights.get(column);
        return given == null
                ? null
                : parameters.get(column).values().stream()
                        .mapToInt(v -> given.getOrDefault(v, 1))
                        .toArray();
    }

    int[] levels() {
        return parameters.stream().mapToInt(p -> p.values().size()).toArray();
    }

    List<Clause> clauses() {
        return clauses;
    }

    IntModel integers() {
        return new IntModel(levels(), clauses);
    }

    int indexOf(String parameter) {
        Integer at = index.get(parameter);
        if (at == null) {
            throw new IllegalArgumentException("parameter (" + Names.shown(parameter)
                    + ") is not in the model. Parameters: "
                    + Names.some(parameters.stream().map(Parameter::name).toList()));
        }
        return at;
    }

    /** Turns a row of values into integers. */
    int[] encode(List<?> row) {
        if (row.size() != parameters.size()) {
            throw new IllegalArgumentException(
                    "row " + Names.some(row) + " must have " + parameters.size() + " values, one a parameter.");
        }
        int[] out = new int[row.size()];
        for (int p = 0; p < out.length; p++) {
            out[p] = valueIndex(p, row.get(p));
        }
        return out;
    }

    List<Object> decode(int[] row) {
        Object[] out = new Object[row.length];
        for (int p = 0; p < row.length; p++) {
            out[p] = parameters.get(p).values().get(row[p]);
        }
        return List.of(out);
    }

    private int valueIndex(int p, Object value) {
        Parameter parameter = parameters.get(p);
        int at = parameter.indexOf(value);
        if (at < 0) {
            throw new IllegalArgumentException("value (" + Names.shown(value.toString()) + ") is not one of "
                    + Names.shown(parameter.name()) + ". Its values: " + Names.some(parameter.values()));
        }
        return at;
    }

    /** Collects parameters, then constraints on them. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Parameter> parameters = new ArrayList<>();
        private final Map<String, Integer> index = new LinkedHashMap<>();
        private final List<String> constraints = new ArrayList<>();
        private final List<Clause> clauses = new ArrayList<>();
        private final Map<Integer, List<Object>> negatives = new LinkedHashMap<>();
        private final Map<Integer, Map<Object, Integer>> weights = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a parameter.
         *
         * @param name its name, not used before
         * @param values its values, at least one, each once
         * @return this
         */
        public Builder parameter(String name, Object... values) {
            return parameter(new Parameter(name, Arrays.asList(values)));
        }

        /**
         * Adds a parameter.
         *
         * @param parameter the parameter, with a name not used before
         * @return this
         */
        public Builder parameter(Parameter parameter) {
            if (index.putIfAbsent(parameter.name(), parameters.size()) != null) {
                throw new IllegalArgumentException(
                        "parameter (" + Names.shown(parameter.name()) + ") is already there. Maybe rename one.");
            }
            parameters.add(parameter);
            return this;
        }

        /**
         * Adds invalid values to a parameter: no row has two of them, so that each is tried with valid values alone.
         *
         * @param name a parameter that was added before; call this before any constraint
         * @param values values that the system is to refuse
         * @return this
         */
        public Builder negative(String name, Object... values) {
            int column = new CoveringModel(this).indexOf(name);
            if (!constraints.isEmpty()) {
                throw new IllegalStateException(
                        "constraints are already set. Maybe call negative(...) before constraint(...).");
            }
            List<Object> all = new ArrayList<>(parameters.get(column).values());
            for (Object value : values) {
                all.add(value);
                negatives.computeIfAbsent(column, ignored -> new ArrayList<>()).add(value);
            }
            parameters.set(column, new Parameter(name, all));
            return this;
        }

        /**
         * Prefers a value: where coverage leaves a cell free, values occur in proportion to their weights.
         *
         * @param name a parameter that was added before
         * @param value one of its values
         * @param weight 1 to 1,000,000; values without one have 1
         * @return this
         */
        public Builder weight(String name, Object value, int weight) {
            if (weight < 1 || weight > 1_000_000) {
                throw new IllegalArgumentException("weight (" + weight + ") must be between 1 and 1000000.");
            }
            CoveringModel soFar = new CoveringModel(this);
            int column = soFar.indexOf(name);
            Object known = parameters.get(column).values().get(soFar.valueIndex(column, value));
            weights.computeIfAbsent(column, ignored -> new LinkedHashMap<>()).put(known, weight);
            return this;
        }

        /** At most one negative value a row. */
        private void separateNegatives() {
            for (Map.Entry<Integer, List<Object>> a : negatives.entrySet()) {
                for (Map.Entry<Integer, List<Object>> b : negatives.entrySet()) {
                    if (a.getKey() < b.getKey()) {
                        Condition both =
                                new Condition.And(anyOf(a.getKey(), a.getValue()), anyOf(b.getKey(), b.getValue()));
                        clauses.addAll(Condition.clauses(new Condition.Not(both), constraints.size()));
                        constraints.add("one negative value a row: not both of "
                                + parameters.get(a.getKey()).name() + " and "
                                + parameters.get(b.getKey()).name());
                    }
                }
            }
            negatives.clear();
        }

        private Condition anyOf(int column, List<Object> values) {
            boolean[] chosen = new boolean[parameters.get(column).values().size()];
            values.forEach(v -> chosen[parameters.get(column).indexOf(v)] = true);
            return new Condition.In(column, chosen);
        }

        /**
         * Adds a constraint that must hold in every row, on parameters that were added before.
         *
         * @param expression the constraint
         * @return this
         */
        public Builder constraint(String expression) {
            try {
                return constraint(expression, false);
            } catch (ConditionParser.Mistake e) {
                throw new IllegalArgumentException(
                        "constraint (" + Names.shown(expression) + ") at column " + (e.at + 1) + ": " + e.reason);
            }
        }

        Builder constraint(String expression, boolean lenient) throws ConditionParser.Mistake {
            Condition condition = ConditionParser.parse(parameters, index, expression, lenient);
            try {
                clauses.addAll(Condition.clauses(condition, constraints.size()));
            } catch (IllegalArgumentException e) {
                throw new ConditionParser.Mistake(0, String.valueOf(e.getMessage()));
            }
            constraints.add(expression.strip());
            return this;
        }

        /**
         * Forbids values to come together.
         *
         * @param combination value by parameter name, at least one
         * @return this
         */
        public Builder forbid(Map<String, ?> combination) {
            if (combination.isEmpty()) {
                throw new IllegalArgumentException("a forbidden combination must name at least one parameter.");
            }
            Optional<Condition> all = Optional.empty();
            List<String> text = new ArrayList<>();
            for (Map.Entry<String, ?> e : new java.util.TreeMap<>(combination).entrySet()) {
                CoveringModel soFar = new CoveringModel(this);
                int column = soFar.indexOf(e.getKey());
                boolean[] values = new boolean[parameters.get(column).values().size()];
                values[soFar.valueIndex(column, e.getValue())] = true;
                Condition one = new Condition.In(column, values);
                all = Optional.of(all.isEmpty() ? one : new Condition.And(all.get(), one));
                text.add(e.getKey() + " = " + e.getValue());
            }
            clauses.addAll(Condition.clauses(new Condition.Not(all.orElseThrow()), constraints.size()));
            constraints.add("not (" + String.join(" and ", text) + ")");
            return this;
        }

        /** Adds a clause that a reader of a model file built. */
        void clause(int[] params, long[][] allowed, String text) {
            clauses.add(new Clause(params, allowed, constraints.size()));
            constraints.add(text);
        }

        List<Parameter> parametersSoFar() {
            return parameters;
        }

        /**
         * Builds the model.
         *
         * @return the model
         * @throws IllegalStateException if it has no parameter
         */
        public CoveringModel build() {
            if (parameters.isEmpty()) {
                throw new IllegalStateException("the model has no parameter. Maybe call parameter(name, values).");
            }
            separateNegatives();
            return new CoveringModel(this);
        }
    }
}
