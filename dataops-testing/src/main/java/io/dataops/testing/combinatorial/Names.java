package io.dataops.testing.combinatorial;

import java.util.List;
import java.util.stream.Collectors;

/** How names and values from outside are written in messages: bounded and without control characters. */
final class Names {
    private static final int SHOWN = 80;

    private Names() {}

    static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return text.codePointCount(0, text.length()) > SHOWN ? out.append('…').toString() : out.toString();
    }

    static String some(List<?> all) {
        String text = all.stream().limit(8).map(o -> shown(o.toString())).collect(Collectors.joining(", "));
        return all.size() > 8 ? text + ", … (" + all.size() + " in all)" : text;
    }
}
