package io.dataops.observability.model;

import io.dataops.observability.statistics.ConfidenceInterval;
import java.util.List;

/**
 * How a model treats groups.
 *
 * <pre>{@code
 * GroupReport report = ModelMonitor.of(scores, outcomes).byGroup(region, 0.5, 0.05);
 * report.unequal();   // groups that differ from the others
 * }</pre>
 *
 * @param groups the rates of each group, by name
 * @param alpha the probability of calling any group unequal while all are equal
 */
public record GroupReport(List<Group> groups, double alpha) {

    /**
     * One rate of one group.
     *
     * @param group the group
     * @param rate which rate: {@code selection} (demographic parity), {@code true positive} or {@code false positive}
     *     (equalised odds)
     * @param value the rate with its exact interval
     * @param others the rate of all other groups together; NaN if there are none
     * @param adjusted p-value of the difference to the others, corrected over all groups and rates; NaN where nothing can be
     *     compared
     */
    public record Group(String group, String rate, ConfidenceInterval value, double others, double adjusted) {}

    /** Copies the groups. */
    public GroupReport {
        groups = List.copyOf(groups);
    }

    /**
     * Returns what is unequal.
     *
     * @return rates that differ from those of the other groups at the level
     */
    public List<Group> unequal() {
        return groups.stream().filter(g -> g.adjusted() < alpha).toList();
    }
}
