package io.dataops.testing.combinatorial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A combination of values that may be what makes rows fail.
 *
 * <pre>{@code
 * for (Suspect suspect : FaultLocalisation.of(model, 2).diagnose(passed, failed).suspects()) {
 *     System.out.println(suspect.combination() + " in " + suspect.failing() + " of " + suspect.of() + " failing rows");
 * }
 * }</pre>
 *
 * @param combination value by parameter, in the order of the parameters
 * @param failing how many failing rows have it, at least 1; no passing row does
 * @param of how many rows failed
 */
public record Suspect(Map<String, Object> combination, int failing, int of) {
    /** Copies the combination. */
    public Suspect {
        combination = Collections.unmodifiableMap(new LinkedHashMap<>(combination));
    }
}
