package io.dataops.observability.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Times and values as files write them. */
final class Times {
    static final String EXPECTED = "a time such as 2026-01-05T00:00:00Z, 2026-01-05 00:00:00, or seconds since 1970";
    /** Seconds beyond it lie after the year 5000, milliseconds below it before April 1973. */
    private static final double MILLIS_FROM = 1e11;

    private static final double FURTHEST = 2.5e14;

    private Times() {}

    /** Seconds or, from 1e11 on, milliseconds since 1970; null beyond the year 9000. */
    static @Nullable Instant ofNumber(double number) {
        if (!(Math.abs(number) <= FURTHEST)) {
            return null;
        }
        return Instant.ofEpochMilli(Math.round(Math.abs(number) >= MILLIS_FROM ? number : number * 1e3));
    }

    /** A time, or null where the text is none. A time without an offset is read by the clock of the zone. */
    static @Nullable Instant of(String text, ZoneId zone) {
        String trimmed = text.trim();
        int n = trimmed.length();
        if (n == 0 || n > 40) {
            return null;
        }
        try {
            if (n == 10 && trimmed.charAt(4) == '-') {
                return LocalDate.parse(trimmed).atStartOfDay(zone).toInstant();
            }
            if (n > 10 && trimmed.charAt(4) == '-') {
                String iso = trimmed.substring(0, 10) + 'T' + trimmed.substring(11);
                boolean offset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.indexOf('-', 11) > 0;
                return offset
                        ? OffsetDateTime.parse(iso).toInstant()
                        : LocalDateTime.parse(iso).atZone(zone).toInstant();
            }
        } catch (DateTimeException e) {
            return null;
        }
        Double number = number(trimmed);
        return number == null ? null : ofNumber(number);
    }

    /** A decimal number, NaN or an infinity with a sign or none; null where the text is none. */
    static @Nullable Double number(String text) {
        switch (text) {
            case "NaN", "nan" -> {
                return Double.NaN;
            }
            case "Inf", "+Inf", "inf", "+inf", "Infinity", "+Infinity" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-Inf", "-inf", "-Infinity" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {}
        }
        if (text.isEmpty() || text.length() > 400) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return null;
            }
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
