package io.dataops.report;

import java.time.Duration;
import java.util.Locale;

/** How a page shows names and numbers. */
final class Shown {
    private static final int LONGEST = 400;

    private Shown() {}

    /** The name with control and direction marks replaced, and its middle left out if it is very long. */
    static String name(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return name.codePointCount(0, name.length()) > LONGEST ? out.append('…').toString() : out.toString();
    }

    /** "1 test", "2 tests". */
    static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : "%.4g", value);
    }

    static String duration(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return duration.toSeconds() + " s";
        }
        long seconds = duration.toSecondsPart();
        String rest = minutes % 60 == 0 ? "" : " " + minutes % 60 + " min";
        return minutes >= 60
                ? minutes / 60 + " h" + rest
                : minutes + " min" + (seconds == 0 ? "" : " " + seconds + " s");
    }
}
