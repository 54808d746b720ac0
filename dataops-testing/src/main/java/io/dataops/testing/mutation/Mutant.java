package io.dataops.testing.mutation;

import java.util.HexFormat;

/**
 * A step with one small fault.
 *
 * <pre>{@code
 * for (MutantResult survivor : Mutation.of(shop).tests(tests).run().survivors()) {
 *     Mutant mutant = survivor.mutant();
 *     System.out.println(mutant.step() + ", " + mutant.operator() + ": " + mutant.diff());
 * }
 * }</pre>
 *
 * @param id a number by content: the same fault in the same query has the same id in every run
 * @param operator what kind of fault it is
 * @param step the name of the step
 * @param place where in the query it is, in words
 * @param original the query as parsed
 * @param mutated the query with the fault
 */
public record Mutant(String id, MutationOperator operator, String step, String place, String original, String mutated) {

    static Mutant of(MutationOperator operator, String step, String place, String original, String mutated) {
        String id = hash(step + '\n' + original + '\n' + mutated);
        return new Mutant(id, operator, step, place, original, mutated);
    }

    /** 16 hexadecimal digits by content (Fowler, Noll and Vo's hash 1a). */
    static String hash(CharSequence all) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * 0x100000001B3L;
        }
        return HexFormat.of().toHexDigits(hash);
    }

    /**
     * Returns what differs, with a few words around it.
     *
     * @return two lines, the first with - for what was there and the second with + for what is there now
     */
    public String diff() {
        int from = 0;
        int most = Math.min(original.length(), mutated.length());
        while (from < most && original.charAt(from) == mutated.charAt(from)) {
            from++;
        }
        int tail = 0;
        while (tail < most - from
                && original.charAt(original.length() - 1 - tail) == mutated.charAt(mutated.length() - 1 - tail)) {
            tail++;
        }
        return "- " + around(original, from, original.length() - tail) + "\n+ "
                + around(mutated, from, mutated.length() - tail);
    }

    private static String around(String text, int from, int to) {
        int start = Math.max(0, text.lastIndexOf(' ', Math.max(0, from - 25)));
        int end = text.indexOf(' ', Math.min(text.length(), to + 20));
        end = end < 0 ? text.length() : end;
        return (start > 0 ? "…" : "")
                + text.substring(start, end).replaceAll("\\s+", " ").strip()
                + (end < text.length() ? "…" : "");
    }

    @Override
    public String toString() {
        return operator + " in " + step + ", " + place + "\n" + diff();
    }
}
