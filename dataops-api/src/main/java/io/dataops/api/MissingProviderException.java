package io.dataops.api;

/** A capability was asked for whose module is not on the class path or module path. */
public final class MissingProviderException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param capability what is missing, for example {@code "deployment planner"}
     * @param artifact what to add, for example {@code "io.dataops:dataops-scheduling"}
     */
    public MissingProviderException(String capability, String artifact) {
        super("No " + capability + " is on the class path. Add " + artifact + ".");
    }
}
