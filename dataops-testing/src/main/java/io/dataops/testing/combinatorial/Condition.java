package io.dataops.testing.combinatorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A predicate over parameters, in integers, and its translation to clauses. */
sealed interface Condition {
    /** More clauses than this from one constraint is taken for a mistake. */
    int CLAUSES = 50_000;

    /** Both hold. */
    record And(Condition left, Condition right) implements Condition {}

    /** At least one holds. */
    record Or(Condition left, Condition right) implements Condition {}

    /** It does not hold. */
    record Not(Condition inner) implements Condition {}

    /** A parameter has one of these values. */
    @SuppressWarnings("ArrayRecordComponent")
    record In(int column, boolean[] values) implements Condition {}

    /** Two parameters have values that go together: allowed[value of left][value of right]. */
    @SuppressWarnings("ArrayRecordComponent")
    record Pair(int left, int right, boolean[][] allowed) implements Condition {}

    /** A clause in the making: literals by parameter. */
    final class Literals extends TreeMap<Integer, boolean[]> {
        private static final long serialVersionUID = 1L;
    }

    /** The clauses that say that the condition holds. */
    static List<Clause> clauses(Condition condition, int origin) {
        List<Clause> out = new ArrayList<>();
        for (Literals literals : normal(condition, false)) {
            int[] params = new int[literals.size()];
            long[][] allowed = new long[params.length][];
            int i = 0;
            for (Map.Entry<Integer, boolean[]> e : literals.entrySet()) {
                params[i] = e.getKey();
                long[] bits = new long[(e.getValue().length + 63) >> 6];
                for (int v = 0; v < e.getValue().length; v++) {
                    if (e.getValue()[v]) {
                        bits[v >> 6] |= 1L << v;
                    }
                }
                allowed[i++] = bits;
            }
            out.add(new Clause(params, allowed, origin));
        }
        return out;
    }

    private static List<Literals> normal(Condition condition, boolean negated) {
        if (condition instanceof Not not) {
            return normal(not.inner(), !negated);
        }
        if (condition instanceof And and) {
            return negated ? either(and.left(), and.right(), true) : both(and.left(), and.right(), false);
        }
        if (condition instanceof Or or) {
            return negated ? both(or.left(), or.right(), true) : either(or.left(), or.right(), false);
        }
        if (condition instanceof In in) {
            Literals literals = new Literals();
            literals.put(in.column(), negated ? complement(in.values()) : in.values());
            return tidy(List.of(literals));
        }
        Pair pair = (Pair) condition;
        List<Literals> out = new ArrayList<>();
        for (int a = 0; a < pair.allowed().length; a++) {
            Literals literals = new Literals();
            boolean[] other = new boolean[pair.allowed().length];
            Arrays.fill(other, true);
            other[a] = false;
            boolean[] partner = negated ? complement(pair.allowed()[a]) : pair.allowed()[a].clone();
            if (pair.left() == pair.right()) {
                other[a] = partner[a];
                literals.put(pair.left(), other);
            } else {
                literals.put(pair.left(), other);
                literals.put(pair.right(), partner);
            }
            out.add(literals);
        }
        return tidy(out);
    }

    private static List<Literals> both(Condition left, Condition right, boolean negated) {
        List<Literals> out = new ArrayList<>(normal(left, negated));
        out.addAll(normal(right, negated));
        return bounded(out);
    }

    private static List<Literals> either(Condition left, Condition right, boolean negated) {
        List<Literals> a = normal(left, negated);
        List<Literals> b = normal(right, negated);
        if ((long) a.size() * b.size() > CLAUSES) {
            bounded((long) a.size() * b.size());
        }
        List<Literals> out = new ArrayList<>();
        for (Literals x : a) {
            for (Literals y : b) {
                Literals joined = new Literals();
                joined.putAll(x);
                y.forEach((column, values) -> joined.merge(column, values, Condition::union));
                out.add(joined);
            }
        }
        return tidy(out);
    }

    private static List<Literals> tidy(List<Literals> clauses) {
        List<Literals> out = new ArrayList<>();
        for (Literals clause : clauses) {
            Literals kept = new Literals();
            boolean always = false;
            for (Map.Entry<Integer, boolean[]> e : clause.entrySet()) {
                int ones = 0;
                for (boolean b : e.getValue()) {
                    ones += b ? 1 : 0;
                }
                always |= ones == e.getValue().length;
                if (ones > 0) {
                    kept.put(e.getKey(), e.getValue());
                }
            }
            if (!always) {
                out.add(kept);
            }
        }
        return out;
    }

    private static List<Literals> bounded(List<Literals> clauses) {
        bounded(clauses.size());
        return clauses;
    }

    private static void bounded(long count) {
        if (count > CLAUSES) {
            throw new IllegalArgumentException("expands to " + count + " clauses, more than " + CLAUSES
                    + ". Maybe split it into several constraints.");
        }
    }

    private static boolean[] complement(boolean[] values) {
        boolean[] out = new boolean[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = !values[i];
        }
        return out;
    }

    private static boolean[] union(boolean[] a, boolean[] b) {
        boolean[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] |= b[i];
        }
        return out;
    }
}
