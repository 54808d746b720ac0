package io.dataops.testing.property;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Reads dates, times, instants and identifiers as SQL and JSON write them. */
final class Moments {
    private Moments() {}

    static LocalDateTime local(String text) {
        String plain = text.strip().replace(' ', 'T').replaceAll("Z$", "");
        try {
            return plain.indexOf('T') < 0 ? LocalDate.parse(plain).atStartOfDay() : LocalDateTime.parse(plain);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a date, found " + text + ".", e);
        }
    }

    static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a time of day, found " + text + ".", e);
        }
    }

    /** A time of day at an offset; a text that names another offset is told at this one. */
    static LocalTime time(String text, ZoneOffset offset) {
        String plain = text.strip().replace(" ", "");
        if (plain.matches(".*[+-]\\d\\d")) {
            plain += ":00";
        }
        try {
            return plain.matches(".*([zZ]|[+-]\\d\\d:\\d\\d)")
                    ? OffsetTime.parse(plain).withOffsetSameInstant(offset).toLocalTime()
                    : time(plain);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a time of day, found " + text + ".", e);
        }
    }

    /** An instant; UTC if the text names no offset. */
    static Instant instant(String text) {
        String plain = text.strip().replaceFirst(" ", "T").replace(" ", "");
        if (plain.matches(".*T.*[+-]\\d\\d")) {
            plain += ":00";
        }
        try {
            return plain.matches(".*T.*([zZ]|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(plain).toInstant()
                    : local(plain).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a date and time, found " + text + ".", e);
        }
    }

    static UUID uuid(String text) {
        if (!text.strip().matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")) {
            throw new IllegalArgumentException("expected a UUID, found " + text + ".");
        }
        return UUID.fromString(text.strip());
    }
}
