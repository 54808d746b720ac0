package io.dataops.testing.combinatorial;

import io.dataops.api.Explained;
import io.dataops.api.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows in which every feasible combination of values of any {@code strength} parameters occurs.
 *
 * <p>The certificate: {@link #lowerBound()} is a number of rows that no array for the same request undercuts,
 * {@link #check()} counts again, and {@link #conflict()} names the constraints that leave no row at all.
 *
 * <pre>{@code
 * CoveringArray array = CoveringArrays.over(model).strength(2).build();
 * array.row(0);                 // {mode=BATCH, lag=10, retry=true}
 * array.lowerBound();           // no array has fewer rows
 * array.check().isComplete();   // counted again by code of its own
 * }</pre>
 *
 * @param model what was covered
 * @param strength how many parameters were taken together
 * @param groups the groups with a strength of their own
 * @param rows the rows, one value a parameter in the order of the model; seed rows first; empty if there is a conflict
 * @param lowerBound no covering array for this request has fewer rows
 * @param infeasible number of combinations that no valid row can have; {@link #check()} lists them
 * @param conflict a minimal set of constraints that contradict each other; empty if there is a valid row
 * @param provenance how the rows were found
 */
public record CoveringArray(
        CoveringModel model,
        int strength,
        List<StrengthGroup> groups,
        List<List<Object>> rows,
        int lowerBound,
        long infeasible,
        List<String> conflict,
        Provenance provenance)
        implements Explained {

    private static final int LISTED = 1_000;

    /** Copies the lists. */
    public CoveringArray {
        groups = List.copyOf(groups);
        rows = rows.stream().map(List::copyOf).toList();
        conflict = List.copyOf(conflict);
    }

    /**
     * Returns the number of rows.
     *
     * @return 0 only if there is a conflict
     */
    public int size() {
        return rows.size();
    }

    /**
     * Says whether no array for the request can be smaller.
     *
     * @return true if the number of rows equals the lower bound
     */
    public boolean isOptimal() {
        return size() == lowerBound;
    }

    /**
     * Returns a row by parameter names.
     *
     * @param row its index, from 0
     * @return value by name, in the order of the parameters
     */
    public Map<String, Object> row(int row) {
        Map<String, Object> out = new LinkedHashMap<>();
        List<Object> values = rows.get(row);
        for (int p = 0; p < values.size(); p++) {
            out.put(model.parameters().get(p).name(), values.get(p));
        }
        return Collections.unmodifiableMap(out);
    }

    /**
     * Counts the coverage again by a checker that shares no code with the generators. Takes time
     * O(tuples + rows x sets of parameters).
     *
     * @return the report; complete for every array that this library builds
     */
    public CoverageReport check() {
        return check(model, strength, groups, rows);
    }

    static CoverageReport check(
            CoveringModel model, int strength, List<StrengthGroup> groups, List<? extends List<?>> rows) {
        List<int[]> encoded = new ArrayList<>();
        rows.forEach(row -> encoded.add(model.encode(row)));
        List<int[]> sets = ColumnSets.all(
                model.parameters().size(),
                strength,
                groups.stream().map(g -> g.in(model)).toList());
        CoverageChecker.Finding finding =
                new CoverageChecker(model.levels(), model.clauses()).check(encoded, sets, LISTED);
        return new CoverageReport(
                strength,
                finding.required(),
                finding.covered(),
                finding.infeasible(),
                finding.invalidRows(),
                named(model, finding.missing()),
                named(model, finding.impossible()));
    }

    private static List<Map<String, Object>> named(CoveringModel model, List<int[]> tuples) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (int[] tuple : tuples) {
            Map<String, Object> one = new LinkedHashMap<>();
            for (int i = 0; i < tuple.length; i += 2) {
                Parameter parameter = model.parameters().get(tuple[i]);
                one.put(parameter.name(), parameter.values().get(tuple[i + 1]));
            }
            out.add(Collections.unmodifiableMap(one));
        }
        return out;
    }

    @Override
    public String explain() {
        if (!conflict.isEmpty()) {
            return "no row is valid: these constraints contradict each other, and leaving out any one of them resolves it\n"
                    + String.join("\n", conflict);
        }
        List<String> constant = model.parameters().stream()
                .filter(p -> p.values().size() == 1)
                .map(Parameter::name)
                .toList();
        return size() + " rows cover every feasible combination of " + strength + " of "
                + model.parameters().size()
                + " parameters; no array has fewer than " + lowerBound + " rows"
                + (infeasible == 0 ? "" : "; " + infeasible + " combinations are infeasible")
                + groups.stream().map(g -> "\n" + g.explain()).reduce("", String::concat)
                + (constant.isEmpty() ? "" : "\nconstant: " + Names.some(constant))
                + "\n" + provenance;
    }
}
