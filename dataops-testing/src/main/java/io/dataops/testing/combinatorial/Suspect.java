package io.dataops.testing.combinatorial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A combination of values that may be what makes rows fail.
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
