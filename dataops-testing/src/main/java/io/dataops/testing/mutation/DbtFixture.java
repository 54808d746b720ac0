package io.dataops.testing.mutation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a dbt unit test.
 *
 * @param given the rows, unless a query gives them
 * @param sql the query that gives the rows; empty if they are given
 * @param texts whether all cells are texts, whose types are those of the columns
 */
record DbtFixture(Optional<Relation> given, String sql, boolean texts) {

    Relation in(PipelineRun run) {
        if (given.isPresent()) {
            return given.get();
        }
        PipelineRun own = run instanceof PipelineSession session ? session.run() : run;
        if (own instanceof QueryingRun querying) {
            return querying.rows(sql);
        }
        throw new PipelineException(
                "the fixture \"" + sql + "\" needs a database", new IllegalStateException(run.toString()));
    }

    /** The rows as what a model gives could be: texts take the types of its columns. */
    Relation like(PipelineRun run, Relation actual) {
        Relation rows = in(run);
        if (!texts) {
            return rows;
        }
        List<List<@Nullable Object>> out = new ArrayList<>();
        rows.rows().forEach(row -> out.add(new ArrayList<>(row)));
        for (int c = 0; c < rows.columns().size(); c++) {
            Object sample = actual.column(rows.columns().get(c)).stream()
                    .filter(v -> v != null)
                    .findFirst()
                    .orElse("");
            for (List<@Nullable Object> row : out) {
                row.set(c, typed(row.get(c), sample));
            }
        }
        return new Relation(rows.columns(), out);
    }

    private static @Nullable Object typed(@Nullable Object cell, Object sample) {
        if (!(cell instanceof String text)) {
            return cell;
        }
        if (sample instanceof Number) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException notANumber) {
                return text;
            }
        } else if (sample instanceof Boolean && text.matches("(?i)true|false")) {
            return Boolean.valueOf(text);
        } else if (sample instanceof java.time.LocalDateTime
                && text.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d.*")) {
            try {
                return java.time.LocalDateTime.parse(text.replace(' ', 'T'));
            } catch (java.time.DateTimeException notAMoment) {
                return text;
            }
        }
        return text;
    }
}
