package io.dataops.testing.combinatorial;

import io.dataops.api.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Arrays of strength 2 from one vector: its cyclic shifts are rows, and a cyclic group is added to the moved symbols of each.
 * The vector has to show, for every distance, every difference of moved symbols and every fixed symbol beside a moved one,
 * before and after. It is looked for by simulated annealing; a step of the budget is one change tried. Source: Meagher and
 * Stevens (2005), "Group construction of covering arrays"; Lobb, Colbourn, Danziger, Stevens and Torres-Jimenez (2012),
 * "Cover starters for covering arrays of strength two".
 */
final class CoverStarter {
    private static final int LONGER = 6;
    private static final int FIXED = 3;
    private static final int MOST_SYMBOLS = 14;
    private static final double ROOM = 1.4;
    private static final double MORE_ROOM = 1.62;
    private static final int FEW = 8;
    private static final int SWEEPS = 3;
    private static final int TRIES = 250_000;

    private final int length;
    private final int moved;
    private final int fixed;
    private final int[] vector;
    private final int[][] counts;
    private final SplittableRandom random;
    private int missing;

    private CoverStarter(int length, int moved, int fixed, long seed) {
        this.length = length;
        this.moved = moved;
        this.fixed = fixed;
        this.vector = new int[length];
        this.counts = new int[length / 2 + 1][moved + 2 * fixed];
        this.random = new SplittableRandom(seed);
    }

    /** How a vector is to be made, and how many rows come of it. */
    private record Shape(int length, int moved, int fixed, int rows) {}

    /**
     * Looks for an array with fewer rows than are known.
     *
     * @param known the number of rows to undercut
     */
    static Optional<List<int[]>> search(int columns, int symbols, int known, long seed, Budget.Meter meter) {
        List<Shape> shapes = new ArrayList<>();
        if (symbols > MOST_SYMBOLS) {
            return Optional.empty();
        }
        for (int fixed = 0; fixed <= Math.min(FIXED, symbols - 2); fixed++) {
            int moved = symbols - fixed;
            for (int length = columns; length <= columns + LONGER; length++) {
                int rows = length * moved
                        + (fixed == 0 ? 0 : fixed == 1 ? 1 : fixed == 2 ? KleitmanSpencer.rows(length) : 15);
                int needed = moved + 2 * fixed;
                if (rows < known && length >= (needed <= FEW ? ROOM : MORE_ROOM) * needed) {
                    shapes.add(new Shape(length, moved, fixed, rows));
                }
            }
        }
        shapes.sort(Comparator.comparingInt(Shape::rows).thenComparingInt(Shape::length));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (Shape shape : shapes) {
                CoverStarter run = new CoverStarter(shape.length(), shape.moved(), shape.fixed(), seed + sweep);
                if (meter.isSpent()) {
                    return Optional.empty();
                }
                if (run.anneal(meter)) {
                    List<int[]> array = run.array(columns, seed);
                    return array.size() < known ? Optional.of(array) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private boolean anneal(Budget.Meter meter) {
        missing = (length / 2) * (moved + 2 * fixed);
        for (int d = 1; d <= length / 2; d++) {
            Arrays.fill(counts[d], 0);
        }
        for (int i = 0; i < length; i++) {
            vector[i] = random.nextInt(moved + fixed);
        }
        for (int d = 1; d <= length / 2; d++) {
            for (int i = 0; i < length; i++) {
                count(d, vector[i], vector[(i + d) % length], 1);
            }
        }
        double temperature = 0.45;
        double cooling = Math.pow(0.33 / 0.45, 1.0 / TRIES);
        for (int step = 0; step < TRIES && missing > 0; step++) {
            if ((step & 255) == 0) {
                if (meter.isSpent()) {
                    return false;
                }
                meter.spend(256);
            }
            int at = random.nextInt(length);
            int old = vector[at];
            int now = random.nextInt(moved + fixed);
            int before = missing;
            change(at, now);
            if (missing > before && random.nextDouble() >= Math.exp((before - missing) / temperature)) {
                change(at, old);
            }
            temperature *= cooling;
        }
        return missing == 0;
    }

    private void change(int at, int value) {
        around(at, -1);
        vector[at] = value;
        around(at, 1);
    }

    private void around(int at, int by) {
        for (int d = 1; d <= length / 2; d++) {
            int after = at + d < length ? at + d : at + d - length;
            int before = at - d >= 0 ? at - d : at - d + length;
            count(d, vector[at], vector[after], by);
            count(d, vector[before], vector[at], by);
        }
    }

    /** Counts a pair at a distance; differences first, then fixed symbols second, then fixed symbols first. */
    private void count(int d, int a, int b, int by) {
        int item;
        if (a < moved && b < moved) {
            item = b >= a ? b - a : b - a + moved;
        } else if (a < moved) {
            item = b;
        } else if (b < moved) {
            item = fixed + a;
        } else {
            return;
        }
        int count = counts[d][item] += by;
        if (count == 0) {
            missing++;
        } else if (count == 1 && by > 0) {
            missing--;
        }
    }

    private List<int[]> array(int columns, long seed) {
        List<int[]> out =
                new ArrayList<>(Development.fixedRows(columns, 2, SymbolGroup.cyclic(moved + fixed, fixed), seed));
        for (int shift = 0; shift < length; shift++) {
            for (int add = 0; add < moved; add++) {
                int[] row = new int[columns];
                for (int c = 0; c < columns; c++) {
                    int symbol = vector[(c + shift) % length];
                    row[c] = symbol < moved ? (symbol + add) % moved : symbol;
                }
                out.add(row);
            }
        }
        return out;
    }
}
