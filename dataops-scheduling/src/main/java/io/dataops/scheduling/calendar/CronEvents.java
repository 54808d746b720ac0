package io.dataops.scheduling.calendar;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.dataops.api.InputException;
import io.dataops.api.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times of a cron expression. */
final class CronEvents {
    private final String expression;
    private final ExecutionTime times;
    private final Duration length;
    private final ZoneId zone;

    private CronEvents(String expression, ExecutionTime times, Duration length, ZoneId zone) {
        this.expression = expression;
        this.times = times;
        this.length = length;
        this.zone = zone;
    }

    static CronEvents parse(String expression, Duration length, ZoneId zone) {
        int fields = expression.strip().split("\\s+", -1).length;
        CronType type = fields > 5 ? CronType.QUARTZ : CronType.UNIX;
        try {
            Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(expression.strip());
            return new CronEvents(expression.strip(), ExecutionTime.forCron(cron.validate()), length, zone);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    "cron expression", "", "(" + expression + ") cannot be read: " + e.getMessage(), e);
        }
    }

    List<CalendarEvent> within(Interval horizon) {
        List<CalendarEvent> events = new ArrayList<>();
        ZonedDateTime at = horizon.start().minus(length).atZone(zone);
        Optional<ZonedDateTime> next = times.nextExecution(at);
        while (next.isPresent() && next.get().toInstant().isBefore(horizon.end())) {
            Instant start = next.get().toInstant();
            if (events.size() >= CalendarEvents.MAX_EVENTS) {
                throw CalendarEvents.tooMany("cron expression (" + expression + ")");
            }
            events.add(new CalendarEvent(expression, new Interval(start, start.plus(length))));
            next = times.nextExecution(next.get());
        }
        return events;
    }
}
