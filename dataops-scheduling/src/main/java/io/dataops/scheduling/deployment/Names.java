package io.dataops.scheduling.deployment;

import java.time.Duration;

/** Checks of names and lengths of time. */
final class Names {
    private static final int SHOWN = 120;

    private Names() {}

    static String notBlank(String what, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(what + " (" + shown(name) + ") must not be blank.");
        }
        return name;
    }

    static Duration notNegative(String what, Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException(what + " (" + length + ") must not be negative.");
        }
        return length;
    }

    /** The name fit for one line of text. */
    static String shown(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return name.codePointCount(0, name.length()) > SHOWN ? out.append('…').toString() : out.toString();
    }
}
