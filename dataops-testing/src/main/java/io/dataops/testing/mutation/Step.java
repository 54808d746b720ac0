package io.dataops.testing.mutation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A step of a pipeline: it reads relations by name and gives one under its own name.
 *
 * <pre>{@code
 * for (Step step : shop.steps()) {
 *     System.out.println(step.name());
 * }
 * }</pre>
 */
public sealed interface Step {
    /**
     * Returns the name under which others read what the step gives.
     *
     * @return the name
     */
    String name();

    /**
     * A query.
     *
     * @param name the name of its result
     * @param sql one query, without a semicolon at its end
     */
    record Query(String name, String sql) implements Step {
        /** Takes a semicolon at the end away. */
        public Query {
            sql = sql.strip().replaceAll(";\\s*$", "");
            if (sql.isBlank()) {
                throw new IllegalArgumentException("step " + name + " has an empty query.");
            }
        }
    }

    /**
     * Statements that write tables, among them the one that is named like the step: its rows are what the step gives. They run in
     * a schema of their own with copies of what they read, so that nothing else is changed.
     *
     * @param name the name of its result
     * @param sql statements with semicolons between them: CREATE TABLE, INSERT, UPDATE, DELETE, MERGE, DROP, TRUNCATE
     */
    record Script(String name, String sql) implements Step {
        /** Takes white space around it away. */
        public Script {
            sql = sql.strip();
            if (sql.isBlank()) {
                throw new IllegalArgumentException("step " + name + " has an empty script.");
            }
        }
    }

    /**
     * A transformation in Java. Its logic is not mutated here, but what it reads is.
     *
     * @param name the name of its result
     * @param inputs names of the relations that it reads
     * @param transformation what it does; it gets the inputs by name
     */
    record Transformation(String name, List<String> inputs, Function<Map<String, Relation>, Relation> transformation)
            implements Step {
        /** Copies the names. */
        public Transformation {
            inputs = List.copyOf(inputs);
        }
    }
}
