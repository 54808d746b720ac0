package io.dataops.testing.combinatorial;

import io.dataops.api.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the two files of a CASA model. */
final class CasaReader {
    private static final int MOST_SYMBOLS = 1_000_000;

    private final String source;
    private final String text;
    private int at;

    private CasaReader(String source, String text) {
        this.source = source;
        this.text = text;
    }

    static ModelFile read(String modelSource, String model, String clauseSource, String clauses) {
        CasaReader numbers = new CasaReader(modelSource, model);
        int strength = numbers.number("the strength", 1, 6);
        int parameters = numbers.number("the number of parameters", 1, MOST_SYMBOLS);
        CoveringModel.Builder builder = CoveringModel.builder();
        List<Integer> owner = new ArrayList<>();
        List<Integer> offset = new ArrayList<>();
        int[] levels = new int[parameters];
        for (int p = 0; p < parameters; p++) {
            levels[p] = numbers.number("the number of values of parameter " + (p + 1), 1, MOST_SYMBOLS);
            Object[] values = new Object[levels[p]];
            offset.add(owner.size());
            for (int v = 0; v < levels[p]; v++) {
                values[v] = v;
                owner.add(p);
                if (owner.size() > MOST_SYMBOLS) {
                    throw numbers.wrong("at most " + MOST_SYMBOLS + " values in all");
                }
            }
            builder.parameter("p" + (p + 1), values);
        }
        numbers.end();
        CasaReader reader = new CasaReader(clauseSource, clauses);
        int count = reader.number("the number of clauses", 0, MOST_SYMBOLS);
        for (int i = 0; i < count; i++) {
            reader.clause(builder, levels, owner, offset);
        }
        reader.end();
        return new ModelFile(builder.build(), strength, List.of(), Map.of(), List.of());
    }

    private void clause(CoveringModel.Builder builder, int[] levels, List<Integer> owner, List<Integer> offset) {
        int length = number("the number of literals", 1, 10_000);
        Map<Integer, long[]> literals = new TreeMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String sign = word();
            if (!sign.equals("+") && !sign.equals("-")) {
                throw wrong("+ or -, found " + Names.shown(sign));
            }
            int symbol = number("a symbol", 0, owner.size() - 1);
            int p = owner.get(symbol);
            int v = symbol - offset.get(p);
            long[] allowed = literals.computeIfAbsent(p, ignored -> new long[Bits.words(levels[p])]);
            for (int other = 0; other < levels[p]; other++) {
                if (sign.equals("+") == (other == v)) {
                    Bits.set(allowed, other);
                }
            }
            words.add("p" + (p + 1) + (sign.equals("+") ? " = " : " != ") + v);
        }
        boolean always = literals.entrySet().stream().anyMatch(e -> {
            int ones = 0;
            for (long word : e.getValue()) {
                ones += Long.bitCount(word);
            }
            return ones == levels[e.getKey()];
        });
        if (!always) {
            builder.clause(
                    literals.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    literals.values().toArray(long[][]::new),
                    String.join(" or ", words));
        }
    }

    private String word() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int from = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private int number(String what, int min, int max) {
        String word = word();
        try {
            int value = Integer.parseInt(word);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException ignored) {
            // said below
        }
        throw wrong(what + " as a number from " + min + " to " + max + ", found "
                + (word.isEmpty() ? "the end" : Names.shown(word)));
    }

    private void end() {
        String word = word();
        if (!word.isEmpty()) {
            throw wrong("the end, found " + Names.shown(word));
        }
    }

    private InputException wrong(String expected) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new InputException(source, ModelFiles.place(line, Math.max(1, at - start)), "expected " + expected);
    }
}
