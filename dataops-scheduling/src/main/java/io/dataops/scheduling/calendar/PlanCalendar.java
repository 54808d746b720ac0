package io.dataops.scheduling.calendar;

import io.dataops.api.DeploymentPlan;
import io.dataops.api.MissingProviderException;
import java.time.Instant;

/**
 * A plan as a calendar file (RFC 5545), with an event a deployment; what invitations and on-call tools read.
 *
 * <p>The same plan and time give the same text. Identifiers are those of the assets, so that a later plan moves the events of an earlier
 * one instead of adding more.
 *
 * <pre>{@code
 * Files.writeString(Path.of("release.ics"), PlanCalendar.of(plan, now).text());
 * }</pre>
 */
public final class PlanCalendar {
    private final DeploymentPlan plan;
    private final Instant written;

    private PlanCalendar(DeploymentPlan plan, Instant written) {
        this.plan = plan;
        this.written = written;
    }

    /**
     * Takes a plan.
     *
     * @param plan the plan; one without deployments gives a calendar without events
     * @param written the time that the file says it was written at
     * @return the calendar
     * @throws MissingProviderException if net.sf.biweekly:biweekly is not on the class path
     */
    public static PlanCalendar of(DeploymentPlan plan, Instant written) {
        MissingProviderException.require(
                PlanCalendar.class, "biweekly.Biweekly", "writer of calendar files", "net.sf.biweekly:biweekly");
        return new PlanCalendar(plan, written);
    }

    /**
     * Writes the file.
     *
     * @return its text; names of assets are escaped
     */
    public String text() {
        return IcsWriter.text(plan, written);
    }
}
