package io.dataops.observability.series;

import io.dataops.api.InputException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One sample: {@code metric{label="value",…} value [milliseconds]}. */
final class PrometheusLine {
    /** Milliseconds of the year 9000. */
    private static final long FURTHEST = 221_845_000_000_000L;

    private final String source;
    private final int number;
    private final String text;
    private int at;
    private String metric = "";
    private String name = "";
    private double value;
    private @Nullable Instant time;

    PrometheusLine(String source, int number, String text) {
        this.source = source;
        this.number = number;
        this.text = text;
    }

    InputException wrong(String what) {
        return new InputException(source, "line " + number, what);
    }

    String metric() {
        return metric;
    }

    String name() {
        return name;
    }

    double value() {
        return value;
    }

    @Nullable
    Instant time() {
        return time;
    }

    void sample() {
        metric = word(true);
        if (metric.isEmpty()) {
            throw wrong("expected the name of a metric (letters, digits, '_' and ':', not a digit first)");
        }
        skipBlanks();
        name = metric;
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            Map<String, String> labels = labels();
            if (!labels.isEmpty()) {
                name = written(labels);
            }
        } else if (at == metric.length() && at < text.length()) {
            throw wrong("character '" + text.charAt(at) + "' in the name of a metric; expected '{' or a blank");
        }
        String number = token();
        Double read = Times.number(number);
        if (read == null) {
            throw wrong("value '" + number + "' is not a number; expected a decimal number, NaN, +Inf or -Inf");
        }
        value = read;
        skipBlanks();
        if (at < text.length()) {
            time = millis(token());
        }
        skipBlanks();
        if (at < text.length()) {
            throw wrong("'" + text.substring(at) + "' after the time; expected the end of the line");
        }
    }

    private Instant millis(String word) {
        try {
            long millis = Long.parseLong(word);
            if (Math.abs(millis) <= FURTHEST) {
                return Instant.ofEpochMilli(millis);
            }
        } catch (NumberFormatException e) {
            throw new InputException(source, "line " + number, notATime(word), e);
        }
        throw wrong(notATime(word));
    }

    private static String notATime(String word) {
        return "time '" + word + "'; expected whole milliseconds since 1970, before the year 9000";
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        while (true) {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '}') {
                at++;
                return labels;
            }
            String label = word(false);
            if (label.isEmpty()) {
                throw wrong("expected the name of a label or '}'");
            }
            expect('=');
            expect('"');
            if (labels.put(label, quoted()) != null) {
                throw wrong("label '" + label + "' twice; expected each once");
            }
            skipBlanks();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            } else if (at >= text.length() || text.charAt(at) != '}') {
                throw wrong("expected ',' or '}' after a label");
            }
        }
    }

    private void expect(char wanted) {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw wrong("expected " + wanted + " at column " + (at + 1));
        }
        at++;
    }

    /** The rest of a quoted text, its escapes resolved. */
    private String quoted() {
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = at < text.length() ? text.charAt(at++) : ' ';
            switch (escaped) {
                case '\\', '"' -> out.append(escaped);
                case 'n' -> out.append('\n');
                default -> throw wrong("escape \\" + escaped + "; expected \\\\, \\\" or \\n");
            }
        }
        throw wrong("expected \" at the end of the value of a label");
    }

    private String written(Map<String, String> labels) {
        StringBuilder out = new StringBuilder(metric).append('{');
        labels.forEach((label, of) -> out.append(out.length() > metric.length() + 1 ? "," : "")
                .append(label)
                .append("=\"")
                .append(of.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"'));
        return out.append('}').toString();
    }

    private String word(boolean colon) {
        int from = at;
        while (at < text.length() && inName(text.charAt(at), colon, at > from)) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean inName(char c, boolean colon, boolean digit) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (colon && c == ':')
                || (digit && c >= '0' && c <= '9');
    }

    private String token() {
        skipBlanks();
        int from = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
