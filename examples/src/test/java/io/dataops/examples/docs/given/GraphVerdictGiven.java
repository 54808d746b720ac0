package io.dataops.examples.docs.given;

import java.util.Map;

/** The queries of a project before and after, by asset. */
public abstract class GraphVerdictGiven extends Given {
    protected Map<String, String> before;
    protected Map<String, String> after;
}
