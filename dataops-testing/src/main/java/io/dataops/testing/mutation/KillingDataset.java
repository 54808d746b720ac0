package io.dataops.testing.mutation;

import io.dataops.api.Explained;
import io.dataops.testing.property.Bytes;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Reproduction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A smallest dataset on which a step and its mutant differ: the test that is missing.
 *
 * <p>The certificate: both were run on it when it was reported, and gave {@link #expected()} and something else.
 *
 * <pre>{@code
 * KillingDataset missing = Mutation.of(shop).tests(tests).run().survivors().get(0).witness().orElseThrow();
 * missing.test("the test that was missing");   // add it to the suite
 * missing.java("new test");                    // or paste it
 * }</pre>
 *
 * @param step the step
 * @param dataset rows of the sources, which obey their schema
 * @param expected what the step gives
 * @param mutated what the mutant gives; empty if its query fails
 * @param error what the database said of the mutant; empty if it gave rows
 * @param ordered whether the two differ in the order of their rows alone
 * @param refused whether the step itself refuses the rows, which the mutant takes; then nothing is expected
 */
public record KillingDataset(
        String step,
        Dataset dataset,
        Relation expected,
        Optional<Relation> mutated,
        String error,
        boolean ordered,
        boolean refused)
        implements Explained {

    /**
     * Returns the test that kills the mutant.
     *
     * @param name what to call it
     * @return a test that the original passes and the mutant fails
     */
    public PipelineTest test(String name) {
        if (refused) {
            return PipelineTest.refusing(name, dataset, step);
        }
        return ordered
                ? PipelineTest.expectingInOrder(name, dataset, step, expected)
                : PipelineTest.expecting(name, dataset, step, expected);
    }

    /**
     * Returns the test as Java to paste, over a variable {@code schema} with the sources.
     *
     * @param name what to call it
     * @return an expression
     */
    public String java(String name) {
        if (refused) {
            return "PipelineTest.refusing(" + literal(name) + ",\n        " + Reproduction.java(dataset) + ",\n        "
                    + literal(step) + ")";
        }
        String rows = expected.rows().stream()
                .map(row -> "\n                Arrays.asList("
                        + row.stream().map(KillingDataset::literal).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining(","));
        List<String> columns =
                expected.columns().stream().map(KillingDataset::literal).toList();
        return "PipelineTest." + (ordered ? "expectingInOrder" : "expecting") + "(" + literal(name) + ",\n        "
                + Reproduction.java(dataset) + ",\n        " + literal(step) + ",\n        Relation.of(List.of("
                + String.join(", ", columns) + ")" + (rows.isEmpty() ? "" : ",") + rows + "))";
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "(Object) null";
        } else if (value instanceof Long) {
            return value + "L";
        } else if (value instanceof Integer || value instanceof Boolean || value instanceof Double) {
            return value.toString();
        } else if (value instanceof BigDecimal) {
            return "new BigDecimal(\"" + value + "\")";
        } else if (value instanceof LocalDate) {
            return "LocalDate.parse(\"" + value + "\")";
        } else if (value instanceof LocalDateTime) {
            return "LocalDateTime.parse(\"" + value + "\")";
        } else if (value instanceof LocalTime) {
            return "LocalTime.parse(\"" + value + "\")";
        } else if (value instanceof OffsetTime) {
            return "OffsetTime.parse(\"" + value + "\")";
        } else if (value instanceof OffsetDateTime) {
            return "OffsetDateTime.parse(\"" + value + "\")";
        } else if (value instanceof UUID) {
            return "UUID.fromString(\"" + value + "\")";
        } else if (value instanceof Bytes || value instanceof byte[]) {
            return "Bytes.ofHex(\"" + Relation.comparable(value) + "\")";
        }
        return '"'
                + value.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + '"';
    }

    @Override
    public String explain() {
        return Reproduction.csv(dataset) + "\nstep " + step
                + (refused ? " refuses" : " gives\n" + expected.text()) + "\nthe mutant gives\n"
                + mutated.map(Relation::text).orElse("an error: " + error);
    }
}
