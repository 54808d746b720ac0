package io.dataops.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How this package validates and writes names and numbers. */
final class Text {
    private static final int SHOWN = 120;

    private Text() {}

    /** Refuses a missing or empty name; hostile content is allowed, since a name is only ever data. */
    static String name(String what, @Nullable String given) {
        String value = given(what, given);
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " (" + shown(value) + ") must not be blank.");
        }
        return value;
    }

    /** The value, if there is one; the compiler forbids others, callers without its checks may still pass them. */
    static <T> T given(String what, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(shown(what) + " must not be null.");
        }
        return value;
    }

    /** The value with control characters replaced, at most 120 characters long: fit for a message. */
    static String shown(String value) {
        return shown(value, SHOWN);
    }

    /** A sentence with control characters replaced, at most 1,200 characters long: it stays one line whatever names it repeats. */
    static String line(String sentence) {
        return shown(sentence, 10 * SHOWN);
    }

    private static String shown(String value, int most) {
        StringBuilder out = new StringBuilder(Math.min(value.length(), most) + 1);
        value.codePoints()
                .limit(most)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return value.codePointCount(0, value.length()) > most ? out.append('…').toString() : out.toString();
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    /** Up to six significant digits, without an exponent where a person would not write one. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    static double probability(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " (" + value + ") must be between 0 and 1.");
        }
        return value;
    }

    static double finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " (" + value + ") must be finite.");
        }
        return value;
    }
}
