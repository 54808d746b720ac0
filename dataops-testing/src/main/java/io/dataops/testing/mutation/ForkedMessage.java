package io.dataops.testing.mutation;

import io.dataops.testing.property.Bytes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process of forked tests and the one that started it say to each other.
 *
 * @param kind what it is
 * @param text a name, a number or a message
 * @param rows relations by name: their columns, and their cells row by row
 */
record ForkedMessage(Kind kind, String text, ArrayList<Rows> rows) implements Serializable {
    private static final long serialVersionUID = 1L;

    enum Kind {
        /** The suite is made; the text has the names of its tests. */
        HELLO,
        /** Run the test with this number. */
        RUN,
        /** Compute a step from relations. */
        ASK,
        /** Compute a query that reads nothing. */
        QUERY,
        /** What the step gave. */
        ROWS,
        /** The step cannot be computed. */
        REFUSED,
        /** The test has passed. */
        PASSED,
        /** The test has failed; or, said first, the suite cannot be made. */
        FAILED,
        /** The test has failed by what the last step threw: that itself, or with a text what has it as its cause. */
        RETHROWN,
        /** The other process has ended. */
        END
    }

    record Rows(String name, ArrayList<String> columns, ArrayList<@Nullable Object> cells) implements Serializable {
        private static final long serialVersionUID = 1L;

        static Rows of(String name, Relation relation) {
            ArrayList<@Nullable Object> cells = new ArrayList<>();
            for (List<@Nullable Object> row : relation.rows()) {
                for (Object cell : row) {
                    cells.add(cell instanceof Bytes bytes ? bytes.toArray() : cell);
                }
            }
            return new Rows(name, new ArrayList<>(relation.columns()), cells);
        }

        Relation relation() {
            List<List<@Nullable Object>> out = new ArrayList<>();
            for (int at = 0; at < cells.size(); at += columns.size()) {
                out.add(new ArrayList<>(cells.subList(at, at + columns.size())));
            }
            return new Relation(columns, out);
        }
    }

    static ForkedMessage of(Kind kind, String text) {
        return new ForkedMessage(kind, text, new ArrayList<>());
    }

    static ForkedMessage ask(String step, Map<String, Relation> given) {
        ArrayList<Rows> rows = new ArrayList<>();
        given.forEach((name, relation) -> rows.add(Rows.of(name, relation)));
        return new ForkedMessage(Kind.ASK, step, rows);
    }

    static ForkedMessage rows(Relation relation) {
        return new ForkedMessage(Kind.ROWS, "", new ArrayList<>(List.of(Rows.of("", relation))));
    }

    Map<String, Relation> relations() {
        Map<String, Relation> out = new LinkedHashMap<>();
        rows.forEach(one -> out.put(one.name(), one.relation()));
        return out;
    }
}
