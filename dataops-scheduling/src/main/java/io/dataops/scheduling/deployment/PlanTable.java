package io.dataops.scheduling.deployment;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plan as a table for a terminal, one line a deployment.
 *
 * <pre>{@code
 * System.out.println(PlanTable.text(plan, ZoneId.of("Europe/Berlin")));   // one line a job, in order of its start
 * }</pre>
 */
public final class PlanTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private PlanTable() {}

    /**
     * Writes a plan as a table with start, end, job, strategy, expected rollback cost and what it waits for.
     *
     * @param plan the plan
     * @param zone the zone in which times are written
     * @return lines that end with a line feed; for a plan that is not feasible, its explanation
     */
    public static String text(DeploymentPlan plan, ZoneId zone) {
        if (!plan.isFeasible()) {
            return plan.explain() + "\n";
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"start", "end", "job", "strategy", "rollback", "why then"});
        for (ScheduledDeployment d : plan.deployments()) {
            rows.add(new String[] {
                TIME.format(d.start().atZone(zone)),
                TIME.format(d.end().atZone(zone)),
                Names.shown(d.asset()),
                Names.shown(d.strategy().name()),
                String.format(Locale.ROOT, "%.2f", d.expectedRollbackCost()),
                Names.shown(d.waitsFor())
            });
        }
        int[] width = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int c = 0; c < width.length; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < width.length; c++) {
                boolean number = c == 4;
                String pad = " ".repeat(width[c] - row[c].length());
                line.append(number ? pad + row[c] : row[c] + pad).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
