package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A group of permutations of the symbols 0 to v - 1; the last {@code fixed} symbols stay where they are.
 *
 * @param name what it is called
 * @param symbols number of symbols
 * @param fixed number of symbols that no permutation moves
 * @param elements all permutations, the identity first
 */
record SymbolGroup(String name, int symbols, int fixed, List<int[]> elements) {
    private static final int LARGEST = 400;

    private static SymbolGroup generated(String name, int symbols, int fixed, int[]... generators) {
        Set<List<Integer>> seen = new LinkedHashSet<>();
        List<int[]> all = new ArrayList<>();
        int[] identity = new int[symbols];
        Arrays.setAll(identity, i -> i);
        all.add(identity);
        seen.add(Arrays.stream(identity).boxed().toList());
        for (int i = 0; i < all.size() && all.size() <= LARGEST; i++) {
            for (int[] generator : generators) {
                int[] product = new int[symbols];
                for (int s = 0; s < symbols; s++) {
                    product[s] = generator[all.get(i)[s]];
                }
                if (seen.add(Arrays.stream(product).boxed().toList())) {
                    all.add(product);
                }
            }
        }
        return new SymbolGroup(name, symbols, fixed, all);
    }

    /** Turning the first symbols round. */
    static SymbolGroup cyclic(int symbols, int fixed) {
        int moved = symbols - fixed;
        int[] turn = new int[symbols];
        Arrays.setAll(turn, i -> i < moved ? (i + 1) % moved : i);
        return generated("cyclic group of order " + moved, symbols, fixed, turn);
    }

    /** The affine maps x -> ax + b of a field on the first symbols. */
    static SymbolGroup affine(int symbols, int fixed) {
        int q = symbols - fixed;
        GaloisField field = GaloisField.of(q);
        List<int[]> generators = new ArrayList<>();
        for (int place = 1; place < q; place = next(field, place)) {
            int shift = place;
            int[] plus = new int[symbols];
            Arrays.setAll(plus, i -> i < q ? field.add(i, shift) : i);
            generators.add(plus);
        }
        int[] times = new int[symbols];
        Arrays.setAll(times, i -> i < q ? field.multiply(i, field.primitive()) : i);
        generators.add(times);
        return generated("affine group over " + q + " elements", symbols, fixed, generators.toArray(int[][]::new));
    }

    private static int next(GaloisField field, int place) {
        int prime = 2;
        while (field.size % prime != 0) {
            prime++;
        }
        return place * prime;
    }

    /** The groups worth trying, the most promising first. */
    static List<SymbolGroup> candidates(int symbols, int strength) {
        List<SymbolGroup> out = new ArrayList<>();
        if (strength == 2 || symbols == 2) {
            for (int fixed : new int[] {1, 2, 0}) {
                if (fixed <= symbols - 2 && (fixed == 0 || strength == 2)) {
                    out.add(cyclic(symbols, fixed));
                }
            }
        } else {
            for (int fixed = 0; fixed <= 1; fixed++) {
                int q = symbols - fixed;
                if (q >= 3 && GaloisField.isPrimePower(q) && q * (q - 1) <= LARGEST) {
                    out.add(affine(symbols, fixed));
                }
            }
            out.add(cyclic(symbols, 0));
        }
        return out;
    }
}
