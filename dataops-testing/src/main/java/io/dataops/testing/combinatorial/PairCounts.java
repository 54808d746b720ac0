package io.dataops.testing.combinatorial;

/** Counts of pairs, with a bit set of uncovered and one of singly covered partners for each symbol. */
final class PairCounts extends TupleCounts {
    private static final short NEVER = 20_000;

    private final int symbols;
    private final short[] counts;
    private final long[][] none;
    private final long[][] once;

    PairCounts(IntModel model) {
        super(model, model.symbols * model.symbols);
        this.symbols = model.symbols;
        this.counts = new short[symbols * symbols];
        this.none = new long[symbols][words];
        this.once = new long[symbols][words];
        for (int a = 0; a < symbols; a++) {
            for (int b = a + 1; b < symbols; b++) {
                if (model.columnOf[a] != model.columnOf[b]) {
                    nowUncovered(a * symbols + b);
                    Bits.set(none[a], b);
                    Bits.set(none[b], a);
                }
            }
        }
    }

    static boolean fits(IntModel model) {
        return model.symbols <= 4_096;
    }

    @Override
    void settle() {
        for (int a = 0; a < symbols; a++) {
            for (int b = Bits.next(none[a], a + 1); b >= 0; b = Bits.next(none[a], b + 1)) {
                counts[a * symbols + b] = NEVER;
                Bits.unset(none[a], b);
                Bits.unset(none[b], a);
                nowCovered(a * symbols + b);
            }
        }
    }

    @Override
    int gain(int symbol, long[] with) {
        return Bits.common(none[symbol], with);
    }

    @Override
    int loss(int symbol, long[] with) {
        return Bits.common(once[symbol], with);
    }

    @Override
    void count(int symbol, long[] with, int by) {
        for (int w = 0; w < words; w++) {
            for (long left = with[w]; left != 0; left &= left - 1) {
                int other = 64 * w + Long.numberOfTrailingZeros(left);
                int a = Math.min(symbol, other);
                int b = Math.max(symbol, other);
                int at = a * symbols + b;
                int count = counts[at] + by;
                counts[at] = (short) count;
                if (count <= 2) {
                    change(a, b, at, count, by);
                }
            }
        }
    }

    private void change(int a, int b, int at, int count, int by) {
        if (count == 0) {
            Bits.unset(once[a], b);
            Bits.unset(once[b], a);
            Bits.set(none[a], b);
            Bits.set(none[b], a);
            nowUncovered(at);
        } else if (count == 1) {
            Bits.set(once[a], b);
            Bits.set(once[b], a);
            if (by > 0) {
                Bits.unset(none[a], b);
                Bits.unset(none[b], a);
                nowCovered(at);
            }
        } else if (by > 0) {
            Bits.unset(once[a], b);
            Bits.unset(once[b], a);
        }
    }

    @Override
    int[] symbols(int tuple) {
        return new int[] {tuple / symbols, tuple % symbols};
    }
}
