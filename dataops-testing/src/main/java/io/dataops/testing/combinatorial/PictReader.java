package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads PICT models. */
final class PictReader {
    private final ModelLines lines;
    private final Map<String, List<String>> valuesOf = new HashMap<>();
    private final List<String> negative = new ArrayList<>();

    PictReader(String source, String text) {
        this.lines = new ModelLines(source, text);
    }

    ModelFile read() {
        int strength = 2;
        StringBuilder constraint = new StringBuilder();
        int start = -1;
        int column = 0;
        for (int i = 0; i < lines.lines.size(); i++) {
            String raw = lines.lines.get(i);
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (start < 0 && line.startsWith("{")) {
                subModel(i, line);
            } else if (start < 0 && !isConstraint(line)) {
                parameter(i, raw);
            } else {
                if (start < 0) {
                    start = i;
                    column = raw.indexOf(line);
                    constraint.append(raw.substring(column));
                } else {
                    constraint.append("\n".repeat(1)).append(raw);
                }
                if (line.endsWith(";")) {
                    String text = constraint.toString().strip();
                    lines.constraint(start, column, text.substring(0, text.length() - 1), true);
                    constraint.setLength(0);
                    start = -1;
                }
            }
        }
        if (start >= 0) {
            throw lines.wrong(start, column, "expected ; at the end of the constraint");
        }
        if (negative.size() > 1) {
            lines.constraint(0, 0, oneNegative(), true);
        }
        return lines.file(strength);
    }

    private static boolean isConstraint(String line) {
        String upper = line.toUpperCase(java.util.Locale.ROOT);
        return line.startsWith("[")
                || upper.startsWith("IF ")
                || upper.startsWith("IF[")
                || upper.startsWith("NOT ")
                || line.startsWith("(");
    }

    private void parameter(int i, String line) {
        int colon = line.indexOf(':');
        int comma = line.indexOf(',');
        int at = colon >= 0 && (comma < 0 || colon < comma) ? colon : comma;
        if (at <= 0) {
            throw lines.wrong(i, 0, "expected a parameter as name: value, value, ...");
        }
        String name = line.substring(0, at).strip();
        List<String> values = new ArrayList<>();
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String item : ModelLines.split(line.substring(at + 1), ",")) {
            if (item.startsWith("<") && item.endsWith(">")) {
                List<String> other =
                        valuesOf.get(item.substring(1, item.length() - 1).strip());
                if (other == null) {
                    throw lines.wrong(i, line.indexOf(item), "expected a parameter from above in " + Names.shown(item));
                }
                values.addAll(other);
                continue;
            }
            String value = item;
            int weight = value.lastIndexOf('(');
            if (weight > 0
                    && value.endsWith(")")
                    && value.substring(weight + 1, value.length() - 1).strip().matches("\\d{1,9}")) {
                String digits = value.substring(weight + 1, value.length() - 1).strip();
                value = value.substring(0, weight).strip();
                weights.put(value, Integer.parseInt(digits));
            }
            if (value.contains("|")) {
                List<String> names = ModelLines.split(value, "\\|");
                if (names.isEmpty()) {
                    throw lines.wrong(i, line.indexOf(item), "expected names between |");
                }
                Integer wanted = weights.remove(value);
                value = names.get(0);
                if (wanted != null) {
                    weights.put(value, wanted);
                }
                lines.aliases.computeIfAbsent(name, k -> new LinkedHashMap<>()).put(value, names);
            }
            if (value.startsWith("~")) {
                negative.add("[" + name + "] = \"" + value + "\"");
            }
            values.add(value);
        }
        valuesOf.put(name, values);
        lines.parameter(i, name, values);
        weights.forEach((value, weight) -> lines.weight(i, name, value, weight));
    }

    /** At most one negative value a row: of any two, one does not hold, unless both belong to the same parameter. */
    private String oneNegative() {
        Map<String, List<String>> byParameter = new java.util.LinkedHashMap<>();
        for (String one : negative) {
            byParameter
                    .computeIfAbsent(one.substring(0, one.indexOf(']') + 1), k -> new ArrayList<>())
                    .add(one);
        }
        List<String> any = byParameter.values().stream()
                .map(v -> "(" + String.join(" or ", v) + ")")
                .toList();
        List<String> pairs = new ArrayList<>();
        for (int a = 0; a < any.size(); a++) {
            for (int b = a + 1; b < any.size(); b++) {
                pairs.add("not (" + any.get(a) + " and " + any.get(b) + ")");
            }
        }
        return pairs.isEmpty() ? negative.get(0) + " or not " + negative.get(0) : String.join(" and ", pairs);
    }

    private void subModel(int i, String line) {
        int close = line.indexOf('}');
        if (close < 0) {
            throw lines.wrong(i, 0, "expected } after {");
        }
        String rest = line.substring(close + 1).strip();
        List<String> names = ModelLines.split(line.substring(1, close), ",");
        int strength = Math.min(2, names.size());
        if (!rest.isEmpty()) {
            if (!rest.matches("@\\s*\\d{1,3}")) {
                throw lines.wrong(i, close + 1, "expected @ and a number after }");
            }
            strength = Integer.parseInt(rest.substring(1).strip());
        }
        lines.group(i, strength, names);
    }
}
