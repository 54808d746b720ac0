package io.dataops.testing.combinatorial;

import io.dataops.api.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fewest rows that anyone has published for uniform arrays, from a table that you have, such as Colbourn's: lines of strength,
 * values a parameter, parameters and rows, between commas, below one line of names; what follows them is not read. An array for more
 * parameters is one for fewer, so that a line holds for all numbers of parameters up to its own. Such tables are not part of this
 * library.
 *
 * <pre>{@code
 * BestKnown tables = BestKnown.read(Path.of("tables.csv"));
 * tables.gap(array);   // rows above the best known, if the array is uniform, without constraints, and tabled
 * BestKnown.read(Path.of("words.csv"));   // InputException: words.csv at line 2: expected strength, values, ...
 * }</pre>
 */
public final class BestKnown {
    private record Family(int strength, int values) {}

    private final Map<Family, NavigableMap<Integer, Integer>> rows = new HashMap<>();

    private BestKnown() {}

    /**
     * Reads a table.
     *
     * @param file the table
     * @return the figures
     * @throws InputException if a line has no four whole numbers
     */
    public static BestKnown read(Path file) {
        BestKnown out = new BestKnown();
        int[] line = {0};
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(text -> {
                if (line[0]++ > 0 && !text.isBlank()) {
                    out.add(file.toString(), line[0], text.split(",", 5));
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be read: " + e.getClass().getSimpleName(), e);
        }
        // More parameters can have fewer rows in a table of several sources; an array for them is one for fewer.
        out.rows.values().forEach(family -> {
            int best = Integer.MAX_VALUE;
            for (Map.Entry<Integer, Integer> entry : family.descendingMap().entrySet()) {
                best = Math.min(best, entry.getValue());
                entry.setValue(best);
            }
        });
        return out;
    }

    private void add(String source, int line, String[] fields) {
        int[] numbers = new int[4];
        for (int i = 0; i < 4; i++) {
            String field = i < fields.length ? fields[i].strip() : "";
            if (!field.matches("\\d{1,9}")) {
                throw new InputException(
                        source, "line " + line, "expected strength, values, parameters and rows, found " + field);
            }
            numbers[i] = Integer.parseInt(field);
        }
        rows.computeIfAbsent(new Family(numbers[0], numbers[1]), f -> new TreeMap<>())
                .merge(numbers[2], numbers[3], Math::min);
    }

    /**
     * Returns the fewest rows known.
     *
     * @param strength parameters taken together
     * @param values values of every parameter
     * @param parameters number of parameters
     * @return empty if the table says nothing
     */
    public OptionalInt rows(int strength, int values, int parameters) {
        NavigableMap<Integer, Integer> family = rows.get(new Family(strength, values));
        Map.Entry<Integer, Integer> entry = family == null ? null : family.ceilingEntry(parameters);
        return entry == null ? OptionalInt.empty() : OptionalInt.of(entry.getValue());
    }

    /**
     * Returns how many rows an array has more than the best known.
     *
     * @param array an array
     * @return 0 or more, less than 0 if the array is better; empty if it is not uniform, has constraints or groups, or the table
     *     says nothing
     */
    public OptionalInt gap(CoveringArray array) {
        int[] levels = array.model().levels();
        boolean uniform = levels.length > 0
                && array.model().constraints().isEmpty()
                && array.groups().isEmpty()
                && java.util.Arrays.stream(levels).allMatch(v -> v == levels[0]);
        OptionalInt known = uniform ? rows(array.strength(), levels[0], levels.length) : OptionalInt.empty();
        return known.isPresent() ? OptionalInt.of(array.size() - known.getAsInt()) : OptionalInt.empty();
    }
}
