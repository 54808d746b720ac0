package io.dataops.testing.mutation;

/**
 * A step that cannot be computed: its query was refused, or its transformation threw.
 *
 * <pre>{@code
 * try (PipelineSession session = PipelineSession.open(broken)) {
 *     session.result("spending", Map.of("orders", orders));
 * } catch (PipelineException e) {
 *     System.err.println(e.getMessage());   // step spending cannot be computed: Column "totl" not found …
 * }
 * }</pre>
 */
public final class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which step, and what the database or the transformation said
     * @param cause what was thrown
     */
    public PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
