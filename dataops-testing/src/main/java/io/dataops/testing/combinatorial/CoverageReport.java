package io.dataops.testing.combinatorial;

import io.dataops.api.Explained;
import java.util.List;
import java.util.Map;

/**
 * How many of the feasible combinations some rows have, as found by a checker that shares no code with the generators.
 *
 * <pre>{@code
 * CoverageReport report = CoveringArrays.over(model).strength(2).coverageOf(fixtures);
 * report.ratio();      // 0.83: five of six pairs were seen
 * report.missing();    // the others, value by parameter
 * report.explain();
 * }</pre>
 *
 * @param strength how many parameters were taken together
 * @param required number of combinations that a valid row can have
 * @param covered how many of them the rows have; rows that violate a constraint count for nothing
 * @param infeasible number of combinations that no valid row can have
 * @param invalidRows indexes of the rows that violate a constraint
 * @param missing combinations that no row has, value by parameter, in a fixed order; at most 1,000 are listed
 * @param impossible the infeasible combinations, value by parameter, in a fixed order; at most 1,000 are listed
 */
public record CoverageReport(
        int strength,
        long required,
        long covered,
        long infeasible,
        List<Integer> invalidRows,
        List<Map<String, Object>> missing,
        List<Map<String, Object>> impossible)
        implements Explained {

    /** Copies the lists. */
    public CoverageReport {
        invalidRows = List.copyOf(invalidRows);
        missing = List.copyOf(missing);
        impossible = List.copyOf(impossible);
    }

    /**
     * Says whether nothing is missing and no row is invalid.
     *
     * @return true if the rows are a covering array
     */
    public boolean isComplete() {
        return covered == required && invalidRows.isEmpty();
    }

    /**
     * Returns the share of feasible combinations that the rows have.
     *
     * @return 0 to 1; 1 if there is nothing to cover
     */
    public double ratio() {
        return required == 0 ? 1 : (double) covered / required;
    }

    @Override
    public String explain() {
        String head = covered + " of " + required + " feasible combinations of " + strength
                + " parameters are covered, " + infeasible + " are infeasible";
        String bad = invalidRows.isEmpty() ? "" : "\nrows that violate a constraint: " + Names.some(invalidRows);
        String gaps = missing.isEmpty() ? "" : "\nmissing: " + Names.some(missing);
        String never = impossible.isEmpty() ? "" : "\ninfeasible: " + Names.some(impossible);
        return head + bad + gaps + never;
    }
}
