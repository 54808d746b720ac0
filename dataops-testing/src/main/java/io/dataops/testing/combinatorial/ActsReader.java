package io.dataops.testing.combinatorial;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reads ACTS systems in text format. */
final class ActsReader {
    private final ModelLines lines;

    ActsReader(String source, String text) {
        this.lines = new ModelLines(source, text);
    }

    ModelFile read() {
        String section = "";
        for (int i = 0; i < lines.lines.size(); i++) {
            String raw = lines.lines.get(i);
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("--") || line.startsWith("//") || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                section = line.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]\\s]", "");
                if (!List.of("system", "parameter", "relation", "constraint", "misc", "testset")
                        .contains(section)) {
                    throw lines.wrong(
                            i,
                            0,
                            "expected [System], [Parameter], [Relation] or [Constraint], found " + Names.shown(line));
                }
            } else {
                switch (section) {
                    case "parameter" -> parameter(i, raw);
                    case "relation" -> relation(i, line);
                    case "constraint" -> lines.constraint(i, raw.indexOf(line), line, true);
                    case "system", "misc", "testset" -> {}
                    default -> throw lines.wrong(i, 0, "expected a section such as [Parameter] first");
                }
            }
        }
        return lines.file(2);
    }

    private void parameter(int i, String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw lines.wrong(i, 0, "expected name (type): value, value, ...");
        }
        String head = line.substring(0, colon).strip();
        int open = head.indexOf('(');
        String name = open > 0 ? head.substring(0, open).strip() : head;
        lines.parameter(i, name, ModelLines.split(line.substring(colon + 1).replaceAll("[\\[\\]]", ""), "[,;]"));
    }

    /** A relation names its parameters and its strength: {@code R1: (a, b, c, 3)}. */
    private void relation(int i, String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        List<String> items =
                open < 0 || close < open ? List.of() : ModelLines.split(line.substring(open + 1, close), ",");
        if (items.size() < 2 || !items.get(items.size() - 1).matches("\\d{1,3}")) {
            throw lines.wrong(i, 0, "expected a relation as name: (parameter, parameter, strength)");
        }
        int last = items.size() - 1;
        lines.group(
                i,
                Integer.parseInt(items.get(last)),
                IntStream.range(0, last).mapToObj(items::get).toList());
    }
}
