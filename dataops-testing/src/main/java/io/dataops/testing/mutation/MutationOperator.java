package io.dataops.testing.mutation;

/**
 * What a mutant changes.
 *
 * <pre>{@code
 * Mutation.of(shop).tests(tests).run().survivors().stream()
 *         .filter(survivor -> survivor.mutant().operator() == MutationOperator.JOIN_TYPE)
 *         .toList();
 * }</pre>
 */
public enum MutationOperator {
    /** A comparison becomes its opposite. */
    COMPARISON,
    /** A comparison includes or leaves out its boundary. */
    BOUNDARY,
    /** AND becomes OR, or the other way round. */
    CONNECTOR,
    /** A predicate that is not a comparison is negated. */
    NEGATED_PREDICATE,
    /** A condition is left out. */
    DROPPED_PREDICATE,
    /** An inner join becomes an outer one, or the other way round. */
    JOIN_TYPE,
    /** A condition of a join is left out. */
    JOIN_CONDITION,
    /** A join also asks that a second pair of columns of one type is equal. */
    JOIN_CONDITION_DOUBLED,
    /** An aggregate function is exchanged. */
    AGGREGATE,
    /** DISTINCT is added or taken away. */
    DISTINCT,
    /** A grouping column is left out. */
    GROUP_BY,
    /** The handling of nulls is taken away, or nulls pass a condition. */
    NULL_HANDLING,
    /** A branch of a CASE is left out. */
    CASE_BRANCH,
    /** The frame of a window is moved, or its kind changed. */
    WINDOW_FRAME,
    /** The order, partition or function of a window is changed. */
    WINDOW_ORDER,
    /** An arithmetic operator is exchanged. */
    ARITHMETIC,
    /** A limit or an offset moves by one or is left out. */
    LIMIT,
    /** The order of the result is changed. */
    ORDER,
    /** Duplicates are kept or removed by a union, or a branch is left out. */
    SET_OPERATION,
    /** A number moves by one. */
    LITERAL,
    /** A column is exchanged for another one of its type. */
    COLUMN_SWAP,
    /** Schema: a column that a step reads is gone or has another name. */
    SCHEMA_COLUMN_DROPPED,
    /** Schema: a column arrives as text. */
    SCHEMA_RETYPED,
    /** Schema: a column arrives shorter or with fewer digits. */
    SCHEMA_NARROWED,
    /** Schema: a column that was never null arrives as null. */
    SCHEMA_NULLABLE,
    /** Schema: rows arrive twice although there is a key. */
    SCHEMA_KEY_DROPPED,
    /** Schema: a reference leads to nothing. */
    SCHEMA_REFERENCE_DROPPED,
    /** Schema: rows arrive that are equal in a unique key, though not in the primary one. */
    SCHEMA_UNIQUE_DROPPED,
    /** Schema: a value arrives that a check forbids. */
    SCHEMA_CHECK_DROPPED,
    /** Schema: a script makes a table without one of its keys, references, checks or what must not be null. */
    CONSTRAINT_DROPPED,
    /** Timing: a step reads another one before it has written. */
    BARRIER_DROPPED,
    /** Timing: two steps run in the other order. */
    STEPS_SWAPPED,
    /** Timing: rows are delivered twice. */
    DUPLICATE_DELIVERY,
    /** Timing: the latest rows arrive too late. */
    LATE_ROWS,
    /** Timing: rows arrive in the other order, the latest first. */
    OUT_OF_ORDER_ROWS,
    /** Timing: a first attempt had written a part of the rows. */
    PARTIAL_RETRY,
    /** Data: texts arrive with a space at their end. */
    DIRTY_SPACE,
    /** Data: texts arrive in upper case. */
    DIRTY_CASE,
    /** Data: numbers arrive negated. */
    DIRTY_SIGN
}
