package io.dataops.graph.verdict;

import java.util.Optional;

/**
 * What a change means for an asset, or for one of its columns.
 *
 * <pre>{@code
 * ChangeVerdict verdict = ProjectChange.between(before, after, SqlLineage.builder().build()).verdict("revenue");
 * verdict.effect();   // BREAKING, NON_BREAKING or NO_EFFECT
 * verdict.rule();     // the rule that fired
 * verdict.cause();    // and on what
 * }</pre>
 *
 * @param asset the asset
 * @param column the column; empty for the asset as a whole
 * @param effect what the change means for it
 * @param rule the rule that fired, for example {@code "READS_CHANGED_COLUMN"}
 * @param cause the change, column or asset from which it comes
 */
public record ChangeVerdict(String asset, Optional<String> column, Effect effect, String rule, String cause) {

    /** What a change can mean for a reader, from least to most. */
    public enum Effect {
        /** It reads nothing that changed. */
        NO_EFFECT,
        /** It works as before and shows something in addition. */
        NON_BREAKING,
        /** It fails, or its rows or values may be different. */
        BREAKING
    }

    @Override
    public String toString() {
        return asset + column.map(c -> "." + c).orElse("") + ": " + effect + " by " + rule + " (" + cause + ")";
    }
}
