package io.dataops.examples.docs.given;

import io.dataops.api.Measure;

/** Measures of two arms. */
public abstract class ObservabilityCanaryGiven extends ObservabilityGiven {
    protected Measure baseline;
    protected Measure canary;
}
