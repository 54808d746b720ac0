package io.dataops.graph.schema;

import io.dataops.api.Explained;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a new version may follow its history.
 *
 * <pre>{@code
 * CompatibilityReport report = Compatibility.avro().check(newSchema, history);
 * report.isCompatible();
 * report.violations().forEach(violation -> System.err.println(violation.reason()));
 * }</pre>
 *
 * @param mode what was asked
 * @param versions how many earlier versions were compared
 * @param violations what breaks, by version and direction
 */
public record CompatibilityReport(CompatibilityMode mode, int versions, List<Violation> violations)
        implements Explained {

    /**
     * A reason, and between whom.
     *
     * @param version the earlier version, from 1 for the oldest
     * @param backward true if the new version cannot read the earlier one's data, false for the other way round
     * @param reason why
     */
    public record Violation(int version, boolean backward, Incompatibility reason) {
        @Override
        public String toString() {
            return (backward
                            ? "the new version cannot read data of version " + version
                            : "version " + version + " cannot read data of the new version")
                    + ": " + reason;
        }
    }

    /** Copies the violations. */
    public CompatibilityReport {
        violations = List.copyOf(violations);
    }

    /**
     * Says whether nothing breaks.
     *
     * @return true without violations
     */
    public boolean isCompatible() {
        return violations.isEmpty();
    }

    @Override
    public String explain() {
        return isCompatible()
                ? mode + ": compatible with " + versions + " earlier versions"
                : violations.stream().map(Violation::toString).collect(Collectors.joining("\n"));
    }
}
