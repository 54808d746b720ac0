package io.dataops.testing.combinatorial;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the readers of line-based models share: lines, errors with their place, and the builder. */
final class ModelLines {
    final String source;
    final List<String> lines;
    final CoveringModel.Builder builder = CoveringModel.builder();
    final List<StrengthGroup> groups = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final Map<String, Map<String, List<String>>> aliases = new LinkedHashMap<>();

    ModelLines(String source, String text) {
        this.source = source;
        this.lines = text.lines().toList();
    }

    InputException wrong(int line, int column, String expected) {
        return new InputException(source, ModelFiles.place(line + 1, column + 1), expected);
    }

    void parameter(int line, String name, List<String> values) {
        try {
            builder.parameter(new Parameter(name, List.copyOf(values)));
        } catch (IllegalArgumentException e) {
            throw wrong(line, 0, String.valueOf(e.getMessage()));
        }
    }

    void weight(int line, String name, String value, int weight) {
        try {
            builder.weight(name, value, weight);
        } catch (IllegalArgumentException e) {
            throw wrong(line, 0, String.valueOf(e.getMessage()));
        }
    }

    /** Adds a constraint whose text starts at a line and column; breaks in it count as lines. */
    void constraint(int line, int column, String text, boolean lenient) {
        try {
            builder.constraint(text, lenient);
        } catch (ConditionParser.Mistake e) {
            String before = text.substring(0, Math.min(e.at, text.length()));
            int breaks = (int) before.chars().filter(c -> c == '\n').count();
            int last = before.lastIndexOf('\n');
            throw wrong(line + breaks, breaks == 0 ? column + e.at : e.at - last - 1, e.reason);
        }
    }

    void group(int line, int strength, List<String> names) {
        try {
            groups.add(new StrengthGroup(strength, names));
        } catch (IllegalArgumentException e) {
            throw wrong(line, 0, String.valueOf(e.getMessage()));
        }
    }

    static List<String> split(String text, String by) {
        return Arrays.stream(text.split(by, -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    ModelFile file(int strength) {
        if (builder.parametersSoFar().isEmpty()) {
            throw new InputException(source, "", "expected at least one parameter, found none");
        }
        CoveringModel model = builder.build();
        for (StrengthGroup group : groups) {
            try {
                group.in(model);
            } catch (IllegalArgumentException e) {
                throw new InputException(source, "", String.valueOf(e.getMessage()), e);
            }
        }
        return new ModelFile(model, Math.min(strength, model.parameters().size()), groups, aliases, notes);
    }
}
