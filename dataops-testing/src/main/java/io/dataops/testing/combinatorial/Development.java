package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Small arrays for uniform models by symmetry: a group permutes the symbols of all columns alike, and only a few starter
 * rows are looked for whose images under the group cover everything. A column set then needs one tuple of each orbit
 * instead of every tuple, so that the tabu search works on an array smaller by the order of the group. A step of the budget
 * is one repair. Source: Chateauneuf and Kreher (2002), "On the state of strength-three covering arrays"; Meagher and
 * Stevens (2005), "Group construction of covering arrays".
 */
final class Development {
    private static final int CHECKED = 16;
    private static final long MEMORY = 4_000_000;

    private final SymbolGroup group;
    private final int columns;
    private final int levels;
    private final int strength;
    private final int[][] sets;
    private final int[][] setsOf;
    private final int[][] strideOf;
    private final int[] orbit;
    private final int orbits;
    private final short[] counts;
    private final int[] list;
    private final int[] place;
    private int uncovered;
    private final List<int[]> rows = new ArrayList<>();
    private final List<int[]> codes = new ArrayList<>();
    private final List<long[]> tabu = new ArrayList<>();
    private final SplittableRandom random;
    private long step;

    private Development(SymbolGroup group, int columns, int strength, long seed) {
        this.group = group;
        this.columns = columns;
        this.levels = group.symbols();
        this.strength = strength;
        this.random = new SplittableRandom(seed);
        this.sets = ColumnSets.all(columns, strength, List.of()).toArray(int[][]::new);
        this.orbit = new int[power(levels, strength)];
        this.orbits = orbits();
        this.counts = new short[sets.length * orbits];
        this.list = new int[counts.length];
        this.place = new int[counts.length];
        this.setsOf = new int[columns][];
        this.strideOf = new int[columns][];
        int each = (int) ColumnSets.choose(columns - 1, strength - 1);
        int[] filled = new int[columns];
        for (int c = 0; c < columns; c++) {
            setsOf[c] = new int[each];
            strideOf[c] = new int[each];
        }
        for (int s = 0; s < sets.length; s++) {
            int stride = 1;
            for (int i = strength - 1; i >= 0; i--) {
                int c = sets[s][i];
                setsOf[c][filled[c]] = s;
                strideOf[c][filled[c]++] = stride;
                stride *= levels;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            list[i] = i;
            place[i] = i;
        }
        uncovered = counts.length;
    }

    private static int power(int base, int exponent) {
        int out = 1;
        for (int i = 0; i < exponent; i++) {
            out *= base;
        }
        return out;
    }

    /** Numbers the orbits of tuples; -1 for those that constant rows or a smaller array cover. */
    private int orbits() {
        Arrays.fill(orbit, -2);
        int next = 0;
        int moved = levels - group.fixed();
        for (int code = 0; code < orbit.length; code++) {
            if (orbit[code] != -2) {
                continue;
            }
            boolean same = true;
            boolean allFixed = true;
            int rest = code;
            for (int i = 0; i < strength; i++) {
                same &= rest % levels == code % levels;
                allFixed &= rest % levels >= moved;
                rest /= levels;
            }
            boolean given = allFixed || (same && group.elements().size() > moved);
            int id = given ? -1 : next++;
            for (int[] permutation : group.elements()) {
                int image = 0;
                int place = 1;
                rest = code;
                for (int i = 0; i < strength; i++) {
                    image += permutation[rest % levels] * place;
                    place *= levels;
                    rest /= levels;
                }
                orbit[image] = id;
            }
        }
        return next;
    }

    /**
     * Looks for an array with fewer rows than are known.
     *
     * @param known the number of rows to undercut
     * @return the array, if one was found
     */
    static Optional<List<int[]>> search(
            int columns, int strength, SymbolGroup group, int known, long seed, Budget.Meter meter) {
        long tuples = (long) Math.pow(group.symbols(), strength);
        if (tuples > MEMORY
                || ColumnSets.choose(columns, strength)
                        > MEMORY / Math.max(1, tuples / group.elements().size())) {
            return Optional.empty();
        }
        List<int[]> rest = fixedRows(columns, strength, group, seed);
        int affordable = (known - 1 - rest.size()) / group.elements().size();
        Development run = new Development(group, columns, strength, seed);
        if (affordable < run.orbits) {
            return Optional.empty();
        }
        return run.starters(affordable, meter).map(starters -> run.developed(starters, rest));
    }

    /** Rows that cover what the group leaves alone: constant ones, and an array over the fixed symbols. */
    static List<int[]> fixedRows(int columns, int strength, SymbolGroup group, long seed) {
        int moved = group.symbols() - group.fixed();
        List<int[]> out = new ArrayList<>();
        if (group.elements().size() > moved) {
            for (int s = 0; s < moved; s++) {
                int[] row = new int[columns];
                Arrays.fill(row, s);
                out.add(row);
            }
        }
        List<int[]> inner = List.of();
        if (group.fixed() == 1) {
            inner = List.of(new int[columns]);
        } else if (group.fixed() > 1) {
            int[] few = new int[columns];
            Arrays.fill(few, group.fixed());
            IntModel model = new IntModel(few, List.of());
            inner = Symmetric.small(model, new Request(columns, strength, List.of()), seed);
        }
        for (int[] row : inner) {
            out.add(Arrays.stream(row).map(s -> s + moved).toArray());
        }
        return out;
    }

    private List<int[]> developed(List<int[]> starters, List<int[]> rest) {
        List<int[]> out = new ArrayList<>(rest);
        for (int[] starter : starters) {
            for (int[] permutation : group.elements()) {
                out.add(Arrays.stream(starter).map(s -> permutation[s]).toArray());
            }
        }
        return out;
    }

    /** The fewest starter rows that were found, at most as many as are affordable. */
    private Optional<List<int[]>> starters(int affordable, Budget.Meter meter) {
        Optional<List<int[]>> best = Optional.empty();
        while (rows.size() < affordable) {
            add();
        }
        while (!meter.isSpent() && rows.size() >= Math.max(1, orbits)) {
            step = columns;
            tabu.forEach(t -> Arrays.fill(t, 0));
            while (uncovered > 0) {
                if ((step & (CHECKED - 1)) == 0 && meter.isSpent()) {
                    return best;
                }
                repair();
                step++;
                meter.spend(1);
            }
            List<int[]> copy = new ArrayList<>();
            rows.forEach(row -> copy.add(row.clone()));
            best = Optional.of(copy);
            remove();
        }
        return best;
    }

    private void add() {
        int[] row = new int[columns];
        for (int c = 0; c < columns; c++) {
            row[c] = random.nextInt(levels);
        }
        rows.add(row);
        tabu.add(new long[columns]);
        int[] own = new int[sets.length];
        for (int s = 0; s < sets.length; s++) {
            own[s] = code(s, row);
            count(s, own[s], 1);
        }
        codes.add(own);
    }

    /** Takes the row out that is needed least. */
    private void remove() {
        int least = 0;
        int fewest = Integer.MAX_VALUE;
        for (int r = 0; r < rows.size(); r++) {
            int unique = 0;
            for (int s = 0; s < sets.length; s++) {
                int id = orbit[codes.get(r)[s]];
                unique += id >= 0 && counts[s * orbits + id] == 1 ? 1 : 0;
            }
            if (unique < fewest) {
                fewest = unique;
                least = r;
            }
        }
        rows.remove(least);
        tabu.remove(least);
        int[] own = codes.remove(least);
        for (int s = 0; s < sets.length; s++) {
            count(s, own[s], -1);
        }
    }

    private int code(int set, int[] row) {
        int code = 0;
        for (int c : sets[set]) {
            code = code * levels + row[c];
        }
        return code;
    }

    private void count(int set, int code, int by) {
        int id = orbit[code];
        if (id < 0) {
            return;
        }
        int at = set * orbits + id;
        int count = counts[at] + by;
        counts[at] = (short) count;
        if (count == 0) {
            place[at] = uncovered;
            list[uncovered++] = at;
        } else if (count == 1 && by > 0) {
            int last = list[--uncovered];
            list[place[at]] = last;
            place[last] = place[at];
        }
    }

    private void repair() {
        int wanted = list[random.nextInt(uncovered)];
        int set = wanted / orbits;
        int id = wanted % orbits;
        int bestRow = -1;
        int bestColumn = 0;
        int bestValue = 0;
        int bestDelta = Integer.MIN_VALUE;
        int ties = 0;
        for (int r = 0; r < rows.size(); r++) {
            int[] row = rows.get(r);
            int code = codes.get(r)[set];
            int stride = 1;
            for (int i = strength - 1; i >= 0; i--) {
                int c = sets[set][i];
                if (tabu.get(r)[c] <= step) {
                    for (int v = 0; v < levels; v++) {
                        if (v != row[c] && orbit[code + (v - row[c]) * stride] == id) {
                            int delta = delta(codes.get(r), c, v - row[c]);
                            if (delta > bestDelta) {
                                ties = 0;
                            }
                            if (delta > bestDelta || (delta == bestDelta && random.nextInt(++ties + 1) == 0)) {
                                bestDelta = delta;
                                bestRow = r;
                                bestColumn = c;
                                bestValue = v;
                            }
                        }
                    }
                }
                stride *= levels;
            }
        }
        if (bestRow < 0 || (random.nextInt() & 0x3FF) == 0) {
            int r = random.nextInt(rows.size());
            set(r, random.nextInt(columns), random.nextInt(levels));
            return;
        }
        set(bestRow, bestColumn, bestValue);
    }

    private int delta(int[] codesOfRow, int column, int change) {
        int delta = 0;
        int[] own = setsOf[column];
        int[] strides = strideOf[column];
        for (int i = 0; i < own.length; i++) {
            int code = codesOfRow[own[i]];
            int before = orbit[code];
            int after = orbit[code + change * strides[i]];
            if (before != after) {
                int at = own[i] * orbits;
                delta -= before >= 0 && counts[at + before] == 1 ? 1 : 0;
                delta += after >= 0 && counts[at + after] == 0 ? 1 : 0;
            }
        }
        return delta;
    }

    private void set(int r, int column, int value) {
        int[] row = rows.get(r);
        int change = value - row[column];
        int[] own = setsOf[column];
        for (int i = 0; i < own.length; i++) {
            int code = codes.get(r)[own[i]];
            int next = code + change * strideOf[column][i];
            count(own[i], code, -1);
            count(own[i], next, 1);
            codes.get(r)[own[i]] = next;
        }
        row[column] = value;
        tabu.get(r)[column] = step + 2 + random.nextInt(3);
    }
}
