package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CTWedge models: Boolean, enumerative and integer-range parameters, and constraints between number signs. */
final class CtwedgeReader {
    private static final int LARGEST_RANGE = 10_000;
    private static final Pattern HEAD = Pattern.compile("\\s*([A-Za-z_][\\w.]*)\\s*:\\s*(.*?);?\\s*");
    private static final Pattern RANGE =
            Pattern.compile("\\[\\s*(-?\\d{1,9})\\s*\\.\\.\\s*(-?\\d{1,9})\\s*](?:\\s*step\\s*(\\d{1,9}))?");

    private final ModelLines lines;

    CtwedgeReader(String source, String text) {
        this.lines = new ModelLines(source, withoutComments(text));
    }

    /** Blanks out comments, so that lines and columns stay what they were. */
    private static String withoutComments(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i + 1 < out.length(); i++) {
            boolean line = out.charAt(i) == '/' && out.charAt(i + 1) == '/';
            boolean block = out.charAt(i) == '/' && out.charAt(i + 1) == '*';
            if (line || block) {
                int end = out.indexOf(line ? "\n" : "*/", i + 2);
                int stop = end < 0 ? out.length() : line ? end : end + 2;
                for (; i < stop; i++) {
                    if (out.charAt(i) != '\n') {
                        out.setCharAt(i, ' ');
                    }
                }
            }
        }
        return out.toString();
    }

    ModelFile read() {
        String section = "";
        StringBuilder open = new StringBuilder();
        int start = -1;
        int column = 0;
        for (int i = 0; i < lines.lines.size(); i++) {
            String raw = lines.lines.get(i);
            String line = raw.strip();
            String lower = line.toLowerCase(Locale.ROOT);
            if (line.isEmpty() || (start < 0 && lower.startsWith("model "))) {
                continue;
            }
            if (start < 0 && (lower.startsWith("parameters") || lower.startsWith("constraints"))) {
                section = lower;
            } else if (section.startsWith("parameters")) {
                parameter(i, raw);
            } else if (section.startsWith("constraints")) {
                for (int at = 0; at < raw.length(); at++) {
                    char c = raw.charAt(at);
                    if (c == '#' && start >= 0) {
                        lines.constraint(start, column, open.toString(), true);
                        open.setLength(0);
                        start = -1;
                    } else if (c == '#') {
                        start = i;
                        column = at + 1;
                    } else if (start >= 0) {
                        open.append(c);
                    } else if (!Character.isWhitespace(c)) {
                        throw lines.wrong(i, at, "expected # before a constraint");
                    }
                }
                if (start >= 0) {
                    open.append('\n');
                }
            } else {
                throw lines.wrong(i, 0, "expected Model, Parameters: or Constraints:, found " + Names.shown(line));
            }
        }
        if (start >= 0) {
            throw lines.wrong(start, column, "expected # at the end of the constraint");
        }
        return lines.file(2);
    }

    private void parameter(int i, String line) {
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            throw lines.wrong(i, 0, "expected a parameter as name: { value value }, Boolean or [from .. to]");
        }
        String type = head.group(2).strip();
        List<String> values = new ArrayList<>();
        Matcher range = RANGE.matcher(type);
        if (type.equalsIgnoreCase("boolean")) {
            values.addAll(List.of("true", "false"));
        } else if (range.matches()) {
            long from = Long.parseLong(range.group(1));
            long to = Long.parseLong(range.group(2));
            long by = range.group(3) == null ? 1 : Math.max(1, Long.parseLong(range.group(3)));
            if ((to - from) / by >= LARGEST_RANGE) {
                throw lines.wrong(i, head.start(2), "expected a range of at most " + LARGEST_RANGE + " values");
            }
            for (long v = from; v <= to; v += by) {
                values.add(Long.toString(v));
            }
        } else if (type.startsWith("{") && type.endsWith("}")) {
            for (String value : ModelLines.split(type.substring(1, type.length() - 1), "[,\\s]+")) {
                values.add(value.replace("\"", ""));
            }
        } else {
            throw lines.wrong(
                    i, head.start(2), "expected { value value }, Boolean or [from .. to], found " + Names.shown(type));
        }
        lines.parameter(i, head.group(1), values);
    }
}
