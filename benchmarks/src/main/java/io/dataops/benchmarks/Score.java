package io.dataops.benchmarks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The closing figures of a board, in the order in which they were put. */
public final class Score {
    private final Map<String, String> figures = new LinkedHashMap<>();

    public Score put(String key, double value) {
        figures.put(key, String.format(Locale.ROOT, "%.4g", value));
        return this;
    }

    public Score put(String key, long value) {
        figures.put(key, Long.toString(value));
        return this;
    }

    /** The last line of a board: {@code SCORE name key=value …}. */
    String line(String board) {
        return "SCORE " + board + " "
                + figures.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }
}
