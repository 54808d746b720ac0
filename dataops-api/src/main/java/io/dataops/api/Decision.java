package io.dataops.api;

/**
 * What a judge decides. Only {@link #PASS} is a reason to go on.
 *
 * <pre>{@code
 * boolean mayGoOn = watch.canary().decision() == Decision.PASS;
 * boolean mustGoBack = watch.canary().decision() == Decision.FAIL;
 * }</pre>
 */
public enum Decision {
    /** Shown not to be worse by more than the margin. */
    PASS,
    /** Shown to be worse. */
    FAIL,
    /** Not decided yet; more data is coming and looking again is allowed. */
    KEEP_RUNNING,
    /** The data decides neither way. */
    INCONCLUSIVE,
    /** One side has no data. */
    NO_DATA
}
