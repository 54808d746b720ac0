package io.dataops.testing.pit;

import io.dataops.api.Explained;
import java.util.List;

/**
 * What PIT found.
 *
 * <pre>{@code
 * PitReport report = PitMutation.of("com.acme.Cleaning").tests("com.acme.CleaningTest").reportInto(folder).run();
 * report.score();
 * report.survivors();
 * }</pre>
 *
 * @param mutants every mutant with its verdict, by class and line
 */
public record PitReport(List<PitMutant> mutants) implements Explained {
    /** Copies the list. */
    public PitReport {
        mutants = List.copyOf(mutants);
    }

    /**
     * Returns the share of mutants that were killed.
     *
     * @return 0 to 1; 1 if there is no mutant
     */
    public double score() {
        return mutants.isEmpty()
                ? 1
                : (double) mutants.stream().filter(PitMutant::detected).count() / mutants.size();
    }

    /**
     * Returns the mutants that no test killed.
     *
     * @return in the order of the report
     */
    public List<PitMutant> survivors() {
        return mutants.stream().filter(m -> !m.detected()).toList();
    }

    @Override
    public String explain() {
        StringBuilder out = new StringBuilder()
                .append(mutants.size() - survivors().size())
                .append(" of ")
                .append(mutants.size())
                .append(" mutants were killed");
        survivors().forEach(s -> out.append("\nsurvived: ").append(s));
        return out.toString();
    }
}
