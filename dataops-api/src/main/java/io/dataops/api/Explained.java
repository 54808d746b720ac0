package io.dataops.api;

/**
 * An answer that says in plain words, for a person, how it came about.
 *
 * <pre>{@code
 * Explained answer = outcome;
 * System.out.println(answer.explain());
 * }</pre>
 */
public interface Explained {

    /**
     * Returns the answer and its reasons as text of one or more lines, without a trailing line break.
     *
     * @return the explanation; the same answer always gives the same text
     */
    String explain();
}
