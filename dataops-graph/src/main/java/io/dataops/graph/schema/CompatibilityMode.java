package io.dataops.graph.schema;

/**
 * Who must be able to read whose data, in the terms of schema registries. A transitive mode asks it of every earlier version,
 * the others of the last one alone.
 *
 * <pre>{@code
 * Compatibility.avro().mode(CompatibilityMode.FULL_TRANSITIVE).check(newSchema, history).isCompatible();
 * CompatibilityMode.BACKWARD.isTransitive();   // false: compared with the latest version alone
 * }</pre>
 */
public enum CompatibilityMode {
    /** The new version reads what the last one wrote. */
    BACKWARD(true, false, false),
    /** The new version reads what any earlier one wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The last version reads what the new one writes. */
    FORWARD(false, true, false),
    /** Every earlier version reads what the new one writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Both, with the last version. */
    FULL(true, true, false),
    /** Both, with every earlier version. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityMode(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /**
     * Says whether the new version must read old data.
     *
     * @return true for backward and full modes
     */
    public boolean isBackward() {
        return backward;
    }

    /**
     * Says whether old versions must read new data.
     *
     * @return true for forward and full modes
     */
    public boolean isForward() {
        return forward;
    }

    /**
     * Says whether every earlier version is asked.
     *
     * @return true for the transitive modes
     */
    public boolean isTransitive() {
        return transitive;
    }
}
