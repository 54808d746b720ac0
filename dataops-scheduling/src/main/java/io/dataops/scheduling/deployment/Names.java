package io.dataops.scheduling.deployment;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of names, lengths of time and whatever else must be there. */
final class Names {
    private static final int SHOWN = 120;

    private Names() {}

    /** The value, if there is one; the compiler forbids others, callers without its checks may still pass them. */
    static <T> T given(String what, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(shown(what) + " must not be null.");
        }
        return value;
    }

    /** All of them, none of which is null. */
    static <T> List<T> allGiven(String what, T[] values) {
        for (T value : given(what, values)) {
            given(what, value);
        }
        return List.of(values);
    }

    static String notBlank(String what, @Nullable String given) {
        String name = given(what, given);
        if (name.isBlank()) {
            throw new IllegalArgumentException(what + " (" + shown(name) + ") must not be blank.");
        }
        return name;
    }

    static Duration notNegative(String what, @Nullable Duration given) {
        Duration length = given(what, given);
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
