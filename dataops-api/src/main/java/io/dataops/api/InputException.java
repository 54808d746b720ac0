package io.dataops.api;

/**
 * An input file or stream that cannot be read as what it should be.
 *
 * <p>The message names the source, the place in it and what was expected there, in one line without control characters.
 * Nothing half-read escapes.
 *
 * <pre>{@code
 * try {
 *     DbtManifest.read(Path.of("package.json"));
 * } catch (InputException e) {
 *     System.err.println(e.getMessage());   // package.json: is not a dbt manifest: expected …
 * }
 * }</pre>
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final String place;

    /**
     * Creates the exception.
     *
     * @param source the file or stream, as the user named it
     * @param place the line, JSON path or entry; empty where the whole source is meant
     * @param expected what is wrong, and what was expected instead
     */
    public InputException(String source, String place, String expected) {
        super(message(source, place, expected));
        this.source = source;
        this.place = place;
    }

    /**
     * Creates the exception with what caused it.
     *
     * @param source the file or stream, as the user named it
     * @param place the line, JSON path or entry; empty where the whole source is meant
     * @param expected what is wrong, and what was expected instead
     * @param cause the error of the reader
     */
    public InputException(String source, String place, String expected, Throwable cause) {
        super(message(source, place, expected), cause);
        this.source = source;
        this.place = place;
    }

    private static String message(String source, String place, String expected) {
        String at = place.isEmpty() ? "" : " at " + Text.shown(place);
        String text = expected.codePointCount(0, expected.length()) > 400
                ? expected.substring(0, expected.offsetByCodePoints(0, 400)) + "…"
                : expected;
        return Text.shown(source) + at + ": " + text.replaceAll("\\p{Cntrl}+", " ");
    }

    /**
     * Returns what was read.
     *
     * @return the file or stream
     */
    public String source() {
        return source;
    }

    /**
     * Returns where reading failed.
     *
     * @return the line, JSON path or entry; empty for the whole source
     */
    public String place() {
        return place;
    }
}
