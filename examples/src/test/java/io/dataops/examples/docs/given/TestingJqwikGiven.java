package io.dataops.examples.docs.given;

import io.dataops.testing.property.RelationalSchema;

/** A schema. */
public abstract class TestingJqwikGiven extends TestingGiven {
    protected RelationalSchema shop;
}
