package io.dataops.scheduling.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.InputException;
import io.dataops.api.Interval;
import io.dataops.api.Strategy;
import io.dataops.scheduling.deployment.Deployments;
import io.dataops.scheduling.deployment.DeploymentsBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalendarEventsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** With the night of 29 March, in which the hour after two is left out. */
    private static final Interval MARCH = interval("2026-03-20T00:00:00Z", "2026-04-06T00:00:00Z");

    private static Interval interval(String start, String end) {
        return new Interval(Instant.parse(start), Instant.parse(end));
    }

    private static CalendarEvents ics(String... lines) {
        return CalendarEvents.parseIcs(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + String.join("\r\n", lines) + "\r\nEND:VCALENDAR\r\n",
                "freezes.ics",
                BERLIN);
    }

    private static List<String> shown(CalendarEvents events) {
        return events.within(MARCH).stream()
                .map(e -> e.name() + " " + e.interval().start() + " "
                        + e.interval().length())
                .toList();
    }

    @Test
    void aWeeklyEventStaysAtItsHourOverAChangeOfOffset() {
        assertThat(shown(ics(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "SUMMARY:batch",
                        "DTSTART:20260307T013000",
                        "DTEND:20260307T040000",
                        "RRULE:FREQ=WEEKLY",
                        "EXDATE:20260404T013000",
                        "END:VEVENT")))
                .containsExactly("batch 2026-03-21T00:30:00Z PT2H30M", "batch 2026-03-28T00:30:00Z PT2H30M");
        assertThat(shown(ics(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "SUMMARY:call",
                        "DTSTART;TZID=America/New_York:20260302T090000",
                        "DURATION:PT1H",
                        "RRULE:FREQ=MONTHLY;BYDAY=4FR,1FR",
                        "END:VEVENT")))
                .containsExactly("call 2026-03-27T13:00:00Z PT1H", "call 2026-04-03T13:00:00Z PT1H");
    }

    @Test
    void wholeDaysHaveTheHoursThatTheyHave() {
        assertThat(shown(ics(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "SUMMARY:freeze",
                        "DTSTART;VALUE=DATE:20260328",
                        "DTEND;VALUE=DATE:20260330",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:2",
                        "SUMMARY:holiday",
                        "DTSTART;VALUE=DATE:20250403",
                        "RRULE:FREQ=YEARLY",
                        "END:VEVENT")))
                .containsExactly("freeze 2026-03-27T23:00:00Z PT47H", "holiday 2026-04-02T22:00:00Z PT24H");
        assertThat(shown(ics(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "SUMMARY:daily",
                        "DTSTART;VALUE=DATE:20260327",
                        "RRULE:FREQ=DAILY;UNTIL=20260331",
                        "EXDATE;VALUE=DATE:20260328,20260330",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:1",
                        "SUMMARY:moved",
                        "RECURRENCE-ID;VALUE=DATE:20260331",
                        "DTSTART;VALUE=DATE:20260401",
                        "END:VEVENT")))
                .containsExactly(
                        "daily 2026-03-26T23:00:00Z PT24H",
                        "daily 2026-03-28T23:00:00Z PT23H",
                        "moved 2026-03-31T22:00:00Z PT24H");
    }

    @Test
    void changedCancelledAndTransparentEventsAreTakenAsTheyAreMeant() {
        CalendarEvents events = ics(
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:daily",
                "DTSTART:20260325T100000Z",
                "DTEND:20260325T110000Z",
                "RRULE:FREQ=DAILY;COUNT=4",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:later",
                "RECURRENCE-ID:20260326T100000Z",
                "DTSTART:20260326T150000Z",
                "DTEND:20260326T160000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:1",
                "RECURRENCE-ID:20260327T100000Z",
                "STATUS:CANCELLED",
                "DTSTART:20260327T100000Z",
                "DTEND:20260327T110000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:3",
                "SUMMARY:free",
                "TRANSP:TRANSPARENT",
                "DTSTART:20260326T100000Z",
                "DTEND:20260326T110000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:4",
                "SUMMARY:reminder",
                "DTSTART:20260326T100000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:5",
                "SUMMARY:nowhen",
                "END:VEVENT");

        assertThat(shown(events))
                .containsExactly(
                        "daily 2026-03-25T10:00:00Z PT1H",
                        "later 2026-03-26T15:00:00Z PT1H",
                        "daily 2026-03-28T10:00:00Z PT1H");
        assertThat(events.notes())
                .containsExactly(
                        "event (reminder) has no length and is left out",
                        "event (nowhen) has no start and is left out");
    }

    @Test
    void whatCannotBeReadIsSaidAndWhatIsNoCalendarIsRefused() {
        assertThat(ics("BEGIN:VEVENT", "UID:1", "DTSTART:whenever", "END:VEVENT")
                        .notes())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("line ");
        assertThatThrownBy(() -> CalendarEvents.parseIcs("{}", "package.json", BERLIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("package.json: is not a calendar file");
        assertThatThrownBy(() -> CalendarEvents.ics(Path.of("nowhere.ics"), BERLIN))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> ics(
                                "BEGIN:VEVENT",
                                "UID:1",
                                "DTSTART:20200101T000000Z",
                                "DURATION:PT1S",
                                "RRULE:FREQ=SECONDLY",
                                "END:VEVENT")
                        .within(MARCH))
                .hasMessageContaining("more than 100000 occurrences");
    }

    @Test
    void aZoneThatTheFileDefinesIsAsGoodAsAWellKnownOne() {
        CalendarEvents own = ics(
                "BEGIN:VTIMEZONE",
                "TZID:W. Europe Standard Time",
                "BEGIN:STANDARD",
                "DTSTART:19701025T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                "END:STANDARD",
                "BEGIN:DAYLIGHT",
                "DTSTART:19700329T020000",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0200",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                "END:DAYLIGHT",
                "END:VTIMEZONE",
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:night",
                "DTSTART;TZID=W. Europe Standard Time:20260328T220000",
                "DURATION:PT2H",
                "RRULE:FREQ=DAILY;COUNT=2",
                "EXDATE;VALUE=DATE:20260330",
                "END:VEVENT");
        assertThat(own.notes()).isEmpty();
        assertThat(shown(own)).containsExactly("night 2026-03-28T21:00:00Z PT2H", "night 2026-03-29T20:00:00Z PT2H");
        CalendarEvents known = ics(
                "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Europe/Paris:20260328T220000", "DURATION:PT2H", "END:VEVENT");
        assertThat(known.notes()).isEmpty();
        assertThat(known.within(MARCH)).hasSize(1);
        assertThat(ics(
                                "BEGIN:VEVENT",
                                "UID:1",
                                "DTSTART;TZID=Mars/Olympus:20260328T220000",
                                "DURATION:PT2H",
                                "END:VEVENT")
                        .notes())
                .singleElement()
                .asString()
                .contains("Mars/Olympus")
                .doesNotContain("line null");
    }

    @Test
    void timesThatAreLeftOutComeLaterAndOfThoseThatComeTwiceTheFirstCounts() {
        CalendarEvents spring = ics(
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:x",
                "DTSTART;TZID=Europe/Berlin:20260328T023000",
                "DURATION:PT30M",
                "RRULE:FREQ=DAILY;COUNT=3",
                "END:VEVENT");
        assertThat(shown(spring))
                .containsExactly(
                        "x 2026-03-28T01:30:00Z PT30M", "x 2026-03-29T01:30:00Z PT30M", "x 2026-03-30T00:30:00Z PT30M");
        CalendarEvents autumn = ics(
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTART;TZID=Europe/Berlin:20261024T023000",
                "DURATION:PT30M",
                "RRULE:FREQ=DAILY;COUNT=3",
                "END:VEVENT");
        assertThat(autumn.within(interval("2026-10-20T00:00:00Z", "2026-11-01T00:00:00Z")))
                .extracting(e -> e.interval().start().toString())
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(autumn.within(interval("2026-10-25T00:50:00Z", "2026-10-25T01:20:00Z")))
                .as("one that is under way")
                .hasSize(1);
    }

    @Test
    void listedDatesComeBesideTheFirstAndExceptedDaysDoNot() {
        CalendarEvents listed = ics(
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:x",
                "DTSTART:20260401T100000Z",
                "DURATION:PT1H",
                "RDATE:20260401T100000Z,20260403T100000Z",
                "RDATE;VALUE=PERIOD:20260404T100000Z/PT3H,20260405T100000Z/20260405T120000Z",
                "END:VEVENT");
        assertThat(shown(listed))
                .containsExactly(
                        "x 2026-04-01T10:00:00Z PT1H",
                        "x 2026-04-03T10:00:00Z PT1H",
                        "x 2026-04-04T10:00:00Z PT3H",
                        "x 2026-04-05T10:00:00Z PT2H");
        CalendarEvents days = ics(
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:x",
                "DTSTART;VALUE=DATE:20260323",
                "RDATE;VALUE=DATE:20260325",
                "END:VEVENT");
        assertThat(shown(days)).containsExactly("x 2026-03-22T23:00:00Z PT24H", "x 2026-03-24T23:00:00Z PT24H");
        CalendarEvents excepted = ics(
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:x",
                "DTSTART;TZID=Europe/Berlin:20260327T003000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;COUNT=3",
                "EXDATE;VALUE=DATE:20260328",
                "END:VEVENT");
        assertThat(shown(excepted)).containsExactly("x 2026-03-26T23:30:00Z PT1H", "x 2026-03-28T23:30:00Z PT1H");
    }

    @Test
    void whatIsHostileOrOddIsSaidOrRefused() {
        assertThat(ics("BEGIN:VEVENT", "UID:1", "SUMMARY:x", "DTSTART:20261345T100000Z", "DURATION:PT1H", "END:VEVENT")
                        .notes())
                .containsExactly("event (x) has a date that does not exist and is left out");
        assertThat(ics("BEGIN:VEVENT", "UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20260230", "END:VEVENT")
                        .notes())
                .containsExactly("event (x) has a date that does not exist and is left out");
        assertThat(ics(
                                "BEGIN:VEVENT",
                                "UID:1",
                                "SUMMARY:x",
                                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260403T100000Z",
                                "DTSTART:20260403T120000Z",
                                "DURATION:PT1H",
                                "END:VEVENT")
                        .notes())
                .containsExactly("event (x) changes one occurrence alone, not those that follow it");
        CalendarEvents counted = ics(
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:x",
                "DTSTART:19700101T000000Z",
                "DURATION:PT1S",
                "RRULE:FREQ=SECONDLY;COUNT=2000000000",
                "END:VEVENT");
        assertThatThrownBy(() -> counted.within(MARCH))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("freezes.ics: event (x) repeats about 1773964800 times before the stretch");
        String marked = "\uFEFFBEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n";
        assertThat(CalendarEvents.parseIcs(marked, "bom.ics", BERLIN).within(MARCH))
                .isEmpty();
    }

    @Test
    void aFileInAnotherEncodingIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("latin.ics");
        Files.write(
                file, "BEGIN:VCALENDAR\nX-WR-CALNAME:Gr\u00fcn\nEND:VCALENDAR\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CalendarEvents.ics(file, BERLIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("latin.ics: is not UTF-8");
    }

    @Test
    void aPlanComesBackAsItWentOut() {
        Instant start = Instant.parse("2026-03-28T20:00:00Z");
        DeploymentPlan plan = Deployments.plan()
                .between(start, start.plus(Duration.ofDays(1)))
                .zone(BERLIN)
                .job("db, main;\n\"x\"", j -> j.strategy(Strategy.of("blue\\green", Duration.ofMinutes(90))))
                .job("flag", j -> j.strategy(Strategy.of("flag", Duration.ZERO)))
                .solve(Budget.steps(10));
        String text = PlanCalendar.of(plan, start).text();
        assertThat(text).containsOnlyOnce("DTEND");
        CalendarEvents back = CalendarEvents.parseIcs(text, "plan.ics", BERLIN);
        assertThat(back.within(MARCH))
                .containsExactly(new CalendarEvent(
                        "db, main;\n\"x\" by blue\\green", interval("2026-03-28T20:00:00Z", "2026-03-28T21:30:00Z")));
        assertThat(back.notes()).containsExactly("event (flag by flag) has no length and is left out");
    }

    @Test
    void cronExpressionsOfUnixAndQuartz() {
        CalendarEvents nights = CalendarEvents.cron("0 22 * * SAT", Duration.ofHours(6), BERLIN);

        assertThat(nights.within(MARCH))
                .extracting(e -> e.interval().start().toString())
                .containsExactly("2026-03-21T21:00:00Z", "2026-03-28T21:00:00Z", "2026-04-04T20:00:00Z");
        assertThat(CalendarEvents.cron("0 0 12 ? * MON#1 2026", Duration.ofHours(1), BERLIN)
                        .within(interval("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z")))
                .hasSize(1);
        assertThat(nights.within(interval("2026-03-22T00:00:00Z", "2026-03-22T01:00:00Z")))
                .as("one that is under way")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 25 * * *", "nightly", "* * *", "0 0 0 0 0 0 0 0"})
    void badCronExpressionsAreRefused(String expression) {
        assertThatThrownBy(() -> CalendarEvents.cron(expression, Duration.ofHours(1), BERLIN))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("cron expression: (" + expression + ") cannot be read");
    }

    @Test
    void blackoutsAndClosuresCoverTheStretchBetweenThem() {
        CalendarEvents nights = CalendarEvents.cron("0 22 * * *", Duration.ofHours(6), ZoneId.of("UTC"));
        Interval days = interval("2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z");

        assertThat(nights.blackouts(days).values())
                .containsExactly(
                        interval("2026-03-02T00:00:00Z", "2026-03-02T04:00:00Z"),
                        interval("2026-03-02T22:00:00Z", "2026-03-03T04:00:00Z"),
                        interval("2026-03-03T22:00:00Z", "2026-03-04T00:00:00Z"));
        assertThat(nights.closures(days).values())
                .containsExactly(
                        interval("2026-03-02T04:00:00Z", "2026-03-02T22:00:00Z"),
                        interval("2026-03-03T04:00:00Z", "2026-03-03T22:00:00Z"));
        assertThat(ics().closures(days).values()).containsExactly(days);
        assertThat(ics().blackouts(days)).isEmpty();
    }

    @Test
    void aPlanKeepsToThemAndIsACalendarItself() {
        Interval days = interval("2026-03-02T12:00:00Z", "2026-03-04T00:00:00Z");
        DeploymentsBuilder deployments = Deployments.plan().between(days.start(), days.end());
        CalendarEvents.cron("0 22 * * *", Duration.ofHours(6), ZoneId.of("UTC"))
                .closures(days)
                .forEach((name, i) -> deployments.blackout(name, i.start(), i.end()));
        String odd = "db; \"x\", \\n BEGIN:VEVENT";
        DeploymentPlan plan = deployments
                .job(odd, j -> j.strategy(Strategy.of("rolling", Duration.ofMinutes(30))))
                .job("api", j -> j.after(odd).strategy(Strategy.of("canary", Duration.ofMinutes(30))))
                .solve(Budget.steps(200));

        String text = PlanCalendar.of(plan, days.start()).text();

        assertThat(PlanCalendar.of(plan, days.start()).text()).isEqualTo(text);
        assertThat(CalendarEvents.parseIcs(text, "release.ics", BERLIN).within(days))
                .containsExactly(
                        new CalendarEvent(
                                odd + " by rolling", interval("2026-03-02T22:00:00Z", "2026-03-02T22:30:00Z")),
                        new CalendarEvent("api by canary", interval("2026-03-02T22:30:00Z", "2026-03-02T23:00:00Z")));
        assertThat(CalendarEvents.parseIcs(
                                PlanCalendar.of(DeploymentPlan.none(), days.start())
                                        .text(),
                                "x",
                                BERLIN)
                        .within(days))
                .isEmpty();
    }
}
