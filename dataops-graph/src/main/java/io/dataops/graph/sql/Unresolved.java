package io.dataops.graph.sql;

/**
 * What could not be told of a statement; it is said instead of guessed.
 *
 * <pre>{@code
 * for (Unresolved problem : SqlLineage.builder().build().of("select id from a, b").unresolved()) {
 *     System.err.println(problem);   // column id may belong to any of 2 tables with unknown columns, at line 1 column 8
 * }
 * }</pre>
 *
 * @param reason what, and why
 * @param line line in the text, from 1; 0 where it has no place
 * @param column column in the line, from 1; 0 where it has no place
 */
public record Unresolved(String reason, int line, int column) {

    @Override
    public String toString() {
        return line == 0 ? reason : "line " + line + " column " + column + ": " + reason;
    }
}
