package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which combinations of values may be what makes rows fail, after some rows passed and some failed, and which rows
 * to run next to tell them apart.
 *
 * <p>A combination is suspicious if a failing row has it and no passing row does, and no smaller part of it is suspicious.
 * Suspects are ranked by the share of failing rows that have them, then by size. If what fails is one combination of at most
 * {@code size} values and every row with it fails, it is among the suspects. Takes time and memory O(failing rows x
 * combinations of that size), refused beyond 5 million. Deterministic. Source: Ghandehari, Lei, Xie, Kuhn and Kacker (2012),
 * "Identifying failure-inducing combinations in a combinatorial test set".
 *
 * <pre>{@code
 * Diagnosis diagnosis = FaultLocalisation.of(model, 2).diagnose(passed, failed);
 * diagnosis.suspects().get(0).combination();   // {mode=STREAM, retry=true}
 * diagnosis.nextRows();                        // each has one of the first suspects and as few others as possible
 * }</pre>
 */
public final class FaultLocalisation {
    private static final long LIMIT = 5_000_000;
    private static final int NEXT = 5;

    private final CoveringModel model;
    private final IntModel integers;
    private final int size;

    private FaultLocalisation(CoveringModel model, int size) {
        this.model = model;
        this.integers = model.integers();
        this.size = size;
    }

    /**
     * Starts for a model.
     *
     * @param model parameters and constraints
     * @param size most values that are suspected together, 1 to 6 and at most the number of parameters
     * @return the localisation; safe for use by several threads
     */
    public static FaultLocalisation of(CoveringModel model, int size) {
        int parameters = model.parameters().size();
        if (size < 1 || size > Math.min(6, parameters)) {
            throw new IllegalArgumentException("size (" + size + ") must be between 1 and the number of parameters ("
                    + parameters + "), and at most 6. Maybe lower it.");
        }
        return new FaultLocalisation(model, size);
    }

    /**
     * Finds the suspects.
     *
     * @param passed rows that passed, one value a parameter
     * @param failed rows that failed
     * @return the suspects; none if nothing failed, or if every combination of a failing row is in a passing one too
     * @throws IllegalArgumentException if there are too many combinations
     */
    public Diagnosis diagnose(List<? extends List<?>> passed, List<? extends List<?>> failed) {
        long combinations = 0;
        for (int t = 1; t <= size; t++) {
            combinations += ColumnSets.choose(integers.columns, t);
        }
        if (combinations < 0 || combinations * Math.max(1, failed.size()) > LIMIT) {
            throw new IllegalArgumentException(
                    "size (" + size + ") means " + combinations + " combinations a failing row," + " more than " + LIMIT
                            + " in all. Maybe lower size(" + size + ").");
        }
        List<int[]> good = new ArrayList<>();
        passed.forEach(row -> good.add(model.encode(row)));
        List<int[]> bad = new ArrayList<>();
        failed.forEach(row -> bad.add(model.encode(row)));
        List<int[]> suspects = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        for (int t = 1; t <= size; t++) {
            List<int[]> sets = ColumnSets.all(integers.columns, t, List.of());
            int smaller = suspects.size();
            for (int[] row : bad) {
                for (int[] set : sets) {
                    int[] tuple = tuple(row, set);
                    if (seen.add(Arrays.stream(tuple).boxed().toList())
                            && good.stream().noneMatch(g -> has(g, tuple))
                            && suspects.subList(0, smaller).stream().noneMatch(s -> within(s, tuple))) {
                        suspects.add(tuple);
                    }
                }
            }
        }
        List<Suspect> ranked = suspects.stream()
                .map(s -> new Suspect(
                        named(s), (int) bad.stream().filter(b -> has(b, s)).count(), bad.size()))
                .sorted(Comparator.comparingInt((Suspect s) -> -s.failing())
                        .thenComparingInt(s -> s.combination().size()))
                .toList();
        return new Diagnosis(ranked, nextRows(suspects, ranked, good, bad));
    }

    private static int[] tuple(int[] row, int[] set) {
        int[] tuple = new int[2 * set.length];
        for (int i = 0; i < set.length; i++) {
            tuple[2 * i] = set[i];
            tuple[2 * i + 1] = row[set[i]];
        }
        return tuple;
    }

    private static boolean has(int[] row, int[] tuple) {
        for (int i = 0; i < tuple.length; i += 2) {
            if (row[tuple[i]] != tuple[i + 1]) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(int[] part, int[] whole) {
        for (int i = 0; i < part.length; i += 2) {
            boolean found = false;
            for (int j = 0; j < whole.length; j += 2) {
                found |= whole[j] == part[i] && whole[j + 1] == part[i + 1];
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Object> named(int[] tuple) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < tuple.length; i += 2) {
            Parameter parameter = model.parameters().get(tuple[i]);
            out.put(parameter.name(), parameter.values().get(tuple[i + 1]));
        }
        return out;
    }

    /** For each of the first suspects, the valid row nearest to a passing one that has it and fewest other suspects. */
    private List<List<Object>> nextRows(List<int[]> suspects, List<Suspect> ranked, List<int[]> good, List<int[]> bad) {
        List<List<Object>> out = new ArrayList<>();
        Feasibility feasibility = new Feasibility(integers);
        List<int[]> hints = new ArrayList<>(good);
        feasibility.anyRow().ifPresent(hints::add);
        hints.removeIf(h -> !integers.valid(h));
        Set<List<Object>> known = new HashSet<>();
        good.forEach(g -> known.add(model.decode(g)));
        bad.forEach(b -> known.add(model.decode(b)));
        for (Suspect suspect : ranked) {
            int[] partial = new int[integers.columns];
            Arrays.fill(partial, -1);
            suspect.combination().forEach((name, value) -> {
                int p = model.indexOf(name);
                partial[p] = model.parameters().get(p).indexOf(value);
            });
            List<Object> best = List.of();
            long fewest = Long.MAX_VALUE;
            for (int[] hint : hints) {
                int[] row = new int[integers.columns];
                if (feasibility.extend(partial, hint, row)) {
                    long others = suspects.stream().filter(s -> has(row, s)).count();
                    List<Object> values = model.decode(row);
                    if (others < fewest && !known.contains(values)) {
                        fewest = others;
                        best = values;
                    }
                }
            }
            if (!best.isEmpty() && known.add(best)) {
                out.add(best);
            }
            if (out.size() == NEXT) {
                break;
            }
        }
        return out;
    }
}
