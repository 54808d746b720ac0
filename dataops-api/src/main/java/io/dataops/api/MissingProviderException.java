package io.dataops.api;

/**
 * A capability was asked for whose module is not on the class path or module path.
 *
 * <pre>{@code
 * DataOps.over(graph).tests(suite, Duration.ofMinutes(10)).build();
 * // MissingProviderException, if dataops-testing is not on the class path: it names the artifact to add
 * }</pre>
 */
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

    /**
     * Refuses to go on without a library that a module can use but does not bring along.
     *
     * @param user the class that needs it; its class loader is asked
     * @param type a type of the library, for example {@code "net.sf.jsqlparser.parser.CCJSqlParser"}
     * @param capability what is missing, for example {@code "SQL parser"}
     * @param artifact what to add, for example {@code "com.github.jsqlparser:jsqlparser"}
     * @throws MissingProviderException if the type cannot be loaded
     */
    public static void require(Class<?> user, String type, String capability, String artifact) {
        try {
            Class.forName(type, false, user.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new MissingProviderException(capability, artifact);
        }
    }
}
