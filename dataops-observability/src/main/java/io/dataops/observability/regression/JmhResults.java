package io.dataops.observability.regression;

import io.dataops.api.InputException;
import io.dataops.api.MissingProviderException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads what JMH writes with {@code -rf json}. Needs {@code com.fasterxml.jackson.core:jackson-core}, which this module does
 * not bring along.
 *
 * <pre>{@code
 * Map<String, double[]> runs = JmhResults.read(Path.of("jmh-result.json"));
 * Performance.comparing(before, runs.get("io.acme.Parse.run")).judge();
 * }</pre>
 */
public final class JmhResults {
    private JmhResults() {}

    /**
     * Reads every iteration of every benchmark.
     *
     * @param file the result file
     * @return times or rates {@code [iterations over all forks]} by {@code class.method{param=value,…}}
     * @throws InputException if the file cannot be read or is not JMH's
     * @throws MissingProviderException if the parser is not on the class path
     */
    public static Map<String, double[]> read(Path file) {
        MissingProviderException.require(
                JmhResults.class,
                "com.fasterxml.jackson.core.JsonFactory",
                "JSON parser",
                "com.fasterxml.jackson.core:jackson-core");
        return JmhDocument.read(file);
    }
}
