package io.dataops.scheduling.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Uid;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.ScheduledDeployment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Writes a plan as a calendar. */
final class IcsWriter {

    private IcsWriter() {}

    static String text(DeploymentPlan plan, Instant written) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//dataops//deployment plan//EN");
        for (ScheduledDeployment deployment : plan.deployments()) {
            VEvent event = new VEvent();
            event.setUid(
                    new Uid(UUID.nameUUIDFromBytes(deployment.asset().getBytes(StandardCharsets.UTF_8)) + "@dataops"));
            event.setDateTimeStamp(Date.from(written));
            event.setDateStart(Date.from(deployment.start()));
            if (deployment.end().isAfter(deployment.start())) { // one without an end takes no time
                event.setDateEnd(Date.from(deployment.end()));
            }
            event.setSummary(deployment.asset() + " by " + deployment.strategy().name());
            event.setDescription(deployment.waitsFor());
            calendar.addEvent(event);
        }
        return Biweekly.write(calendar).go();
    }
}
