package io.dataops.examples.docs.given;

import io.micrometer.core.instrument.MeterRegistry;

/** A registry. */
public abstract class ObservabilityMicrometerGiven extends ObservabilityGiven {
    protected MeterRegistry registry;
}
