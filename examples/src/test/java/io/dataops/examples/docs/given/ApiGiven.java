package io.dataops.examples.docs.given;

import io.dataops.testing.property.DatasetSearch;

/** What the examples of the api take as given. */
public abstract class ApiGiven extends Given {
    protected DatasetSearch search;
}
